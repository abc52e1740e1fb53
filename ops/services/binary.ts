import { constants } from 'node:fs';
import { access, chmod, copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type Environment, sweepCache } from './cache.ts';
import { MissingPartError, messageOf } from './errors.ts';
import { quietly, type StepRunner } from './progress.ts';
import { runCommand } from './run-command.ts';

/** A program that has to be found: what counts as one, and what to tell the person who lacks it. */
export interface WantedBinary {
  name: string;
  setting: string;
  versionPattern: RegExp;
  atLeast: readonly [number, number];
  /** The sentence that says what to install. */
  install: string;
}

/** One place to fetch a binary from, tried in order. `fetch` leaves it in `dir`; undefined: not from here. */
export interface BinarySource {
  name: string;
  label: string;
  fetch(dir: string): Promise<string | undefined>;
}

/** A binary that was run and answered with a version that suits. */
export interface FoundBinary {
  path: string;
  version: string;
  source: string;
}

interface FindOptions {
  env: Environment;
  cache: string;
  sources: readonly BinarySource[];
  onStep?: StepRunner | undefined;
}

/** Runs `path --version`; a version, or the reason why this file does not serve. */
async function probeBinary(
  path: string,
  wanted: WantedBinary,
): Promise<{ version: string } | { reason: string }> {
  try {
    await access(path, constants.X_OK);
  } catch {
    return { reason: 'is not an executable file' };
  }
  const result = await runCommand(path, ['--version']);
  const match = wanted.versionPattern.exec(result.stdout);
  if (result.code !== 0 || !match?.[1]) {
    const lacking = await missingLibraries(path);
    if (lacking.length > 0) return { reason: `needs ${lacking.join(', ')}, which this system lacks` };
    return { reason: 'does not run on this system' };
  }
  const [major = 0, minor = 0] = match[1].split('.').map(Number);
  const [wantMajor, wantMinor] = wanted.atLeast;
  if (major < wantMajor || (major === wantMajor && minor < wantMinor)) {
    return { reason: `is version ${match[1]}, older than ${wanted.atLeast.join('.')}` };
  }
  return { version: match[1] };
}

async function missingLibraries(path: string): Promise<string[]> {
  const { stdout } = await runCommand('ldd', [path]);
  return [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/**
 * Finds a binary: the setting, PATH, the cache, then each source, whose result goes to the cache in one
 * rename, so that two processes may fetch at once. Throws `MissingPartError` when none serves.
 */
export async function findBinary(wanted: WantedBinary, options: FindOptions): Promise<FoundBinary> {
  const { env, cache } = options;
  const set = env[wanted.setting];
  if (set) {
    const probe = await probeBinary(set, wanted);
    if ('version' in probe) return { path: set, version: probe.version, source: 'setting' };
    throw new MissingPartError(`${wanted.setting} names a file that ${probe.reason}.`);
  }
  const reasons: string[] = [];
  const cached = join(cache, 'bin', wanted.name);
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const path of [...onPath.map((dir) => join(dir, wanted.name)), cached]) {
    const probe = await probeBinary(path, wanted);
    if ('version' in probe) {
      return { path, version: probe.version, source: path === cached ? 'cache' : 'path' };
    }
    if (probe.reason !== 'is not an executable file') reasons.push(`${path} ${probe.reason}`);
  }
  await sweepCache(cache);
  for (const source of options.sources) {
    const step = options.onStep ?? quietly;
    try {
      const found = await step(source.label, () => fetchInto(cached, source, wanted));
      if (found) return found;
    } catch (error) {
      reasons.push(messageOf(error));
    }
  }
  const why = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
  throw new MissingPartError(`${wanted.install}${why}.`);
}

async function fetchInto(
  target: string,
  source: BinarySource,
  wanted: WantedBinary,
): Promise<FoundBinary | undefined> {
  await mkdir(dirname(target), { recursive: true });
  const dir = await mkdtemp(join(dirname(target), '..', 'tmp-'));
  try {
    const fetched = await source.fetch(dir);
    if (fetched === undefined) return undefined;
    const file = join(dir, wanted.name);
    // It may lie in a cache that is not ours, where it stays.
    if (dirname(fetched) === dir) await rename(fetched, file);
    else await copyFile(fetched, file);
    await chmod(file, 0o755);
    const probe = await probeBinary(file, wanted);
    if ('reason' in probe) throw new Error(`the ${wanted.name} of ${source.name} ${probe.reason}`);
    await rename(file, target);
    return { path: target, version: probe.version, source: source.name };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Which Chromium draws: `CHROMIUM_BINARY`, else the first on PATH that runs, else the one that comes with the project. */
import { execFile } from 'node:child_process';
import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type UnpackedChromium, unpackChromium } from './unpack-chromium.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A browser that runs, or why there is none. `libraries`: a folder that its loader must know. */
export type FoundChromium =
  | { readonly path: string; readonly libraries: string | null }
  | { readonly why: string };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const TRY_MS = 20_000;

const runs = (path: string, env: Environment): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(path, ['--version'], { timeout: TRY_MS, env: { ...env } as NodeJS.ProcessEnv }, (error) =>
      resolve(error === null),
    );
  });

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

type Unpack = (env: Environment) => Promise<UnpackedChromium | null>;

async function unpacked(env: Environment, unpack: Unpack): Promise<FoundChromium> {
  try {
    const found = await unpack(env);
    if (found === null) return { why: 'there is no Chromium; install one, or set CHROMIUM_BINARY' };
    const { path, libraries } = found;
    if (await runs(path, { ...env, LD_LIBRARY_PATH: libraries })) return { path, libraries };
    return { why: 'the Chromium that comes with the project does not run on this machine' };
  } catch (error) {
    return { why: `the Chromium that comes with the project: ${(error as Error).message}` };
  }
}

/** The folder of libraries that stands beside a program, as where ours is unpacked; null: there is none. */
export function librariesBeside(path: string): string | null {
  const folder = join(dirname(path), 'lib');
  return existsSync(join(folder, 'libnss3.so')) ? folder : null;
}

const loaderOf = (libraries: string | null) => (libraries === null ? {} : { LD_LIBRARY_PATH: libraries });

/** @param unpack Where none is installed. */
export async function findChromium(
  env: Environment,
  unpack: Unpack = unpackChromium,
): Promise<FoundChromium> {
  const set = env.CHROMIUM_BINARY;
  if (set) {
    const libraries = librariesBeside(set);
    return (await runs(set, { ...env, ...loaderOf(libraries) }))
      ? { path: set, libraries }
      : { why: `CHROMIUM_BINARY is ${set}, which does not run` };
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const path of NAMES.flatMap((name) => folders.map((folder) => join(folder, name))))
    if ((await isProgram(path)) && (await runs(path, env))) return { path, libraries: null };
  return unpacked(env, unpack);
}

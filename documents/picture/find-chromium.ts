/** Which Chromium draws: `CHROMIUM_BINARY`, else the first on PATH that runs, else the one that comes with the project. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { unpackChromium } from './unpack-chromium.ts';

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

async function unpacked(env: Environment): Promise<FoundChromium> {
  try {
    const found = await unpackChromium(env);
    if (found === null) return { why: 'there is no Chromium; install one, or set CHROMIUM_BINARY' };
    const { path, libraries } = found;
    if (await runs(path, { ...env, LD_LIBRARY_PATH: libraries })) return { path, libraries };
    return { why: 'the Chromium that comes with the project does not run on this machine' };
  } catch (error) {
    return { why: `the Chromium that comes with the project: ${(error as Error).message}` };
  }
}

export async function findChromium(env: Environment): Promise<FoundChromium> {
  const set = env.CHROMIUM_BINARY;
  if (set)
    return (await runs(set, env))
      ? { path: set, libraries: null }
      : { why: `CHROMIUM_BINARY is ${set}, which does not run` };
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const path of NAMES.flatMap((name) => folders.map((folder) => join(folder, name))))
    if ((await isProgram(path)) && (await runs(path, env))) return { path, libraries: null };
  return unpacked(env);
}

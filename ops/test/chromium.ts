import { delimiter, join } from 'node:path';
import type { Environment } from '../services/cache.ts';
import type { StepRunner } from '../services/progress.ts';
import { runCommand } from '../services/run-command.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const INSTALL_LIMIT_MS = 4 * 60_000;

/** Chromium's path, or why there is none. */
export type Chromium = { readonly path: string } | { readonly why: string };

/** `CHROMIUM_BINARY`, else the first on PATH that runs. */
export async function findChromium(env: Environment): Promise<Chromium> {
  const set = env.CHROMIUM_BINARY;
  if (set)
    return (await runs(set)) ? { path: set } : { why: `CHROMIUM_BINARY is ${set}, which does not run` };
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const path of NAMES.flatMap((name) => folders.map((folder) => join(folder, name))))
    if (await runs(path)) return { path };
  return { why: 'there is no Chromium; install Debian package chromium, or set CHROMIUM_BINARY' };
}

/** As {@link findChromium}, but fetches Debian's package first where that is allowed and none is there. */
export async function provideChromium(env: Environment, onStep: StepRunner): Promise<Chromium> {
  const found = await findChromium(env);
  if ('path' in found || env.CHROMIUM_BINARY) return found;
  if (process.getuid?.() !== 0) return found;
  const why = await onStep('Installing Chromium (apt-get)', () => install(env));
  return why === null ? findChromium(env) : { why: `${found.why} (${why})` };
}

async function runs(path: string): Promise<boolean> {
  return (await runCommand(path, ['--version'])).code === 0;
}

/** Null when it was installed, else apt's own reason. */
async function install(env: Environment): Promise<string | null> {
  const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: INSTALL_LIMIT_MS };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const { code, missing, stderr } = await runCommand('apt-get', args, options);
    if (missing) return 'apt-get was not found';
    if (code !== 0)
      return `apt-get ${args[0]}: ${stderr.trim().split('\n').at(-1) || 'it took too long or failed'}`;
  }
  return null;
}

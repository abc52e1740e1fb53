import { type FoundChromium, findChromium } from '../../documents/picture/find-chromium.ts';
import type { Environment } from '../services/cache.ts';
import type { StepRunner } from '../services/progress.ts';
import { runCommand } from '../services/run-command.ts';

const INSTALL_LIMIT_MS = 4 * 60_000;

export { findChromium };

/** As the product looks for it, and where not even the one that comes along runs, Debian's package is fetched if that is allowed. */
export async function provideChromium(env: Environment, onStep: StepRunner): Promise<FoundChromium> {
  const found = await findChromium(env);
  if ('path' in found || env.CHROMIUM_BINARY) return found;
  if (process.getuid?.() !== 0) return found;
  const why = await onStep('Installing Chromium (apt-get)', () => install(env));
  return why === null ? findChromium(env) : { why: `${found.why} (${why})` };
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

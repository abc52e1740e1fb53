import { join } from 'node:path';
import { MINUTE_MS } from '../../core/deadlines/civil.ts';
import { PROJECT_DIR } from '../services/cache.ts';
import { runCommand } from '../services/run-command.ts';
import { type Outcome, PASSED } from './outcome.ts';

const LIMIT_MS = 3 * MINUTE_MS;

/** Runs the script of an installed tool on this Node; exit code 0 is passed. */
export async function runTool(script: string, args: readonly string[], instead: string): Promise<Outcome> {
  const path = join(PROJECT_DIR, 'node_modules', script);
  const options = { cwd: PROJECT_DIR, timeoutMs: LIMIT_MS };
  const { code, stdout, stderr } = await runCommand(process.execPath, [path, ...args], options);
  if (code === 0) return PASSED;
  const said = [stdout, stderr].map((text) => text.trimEnd()).filter((text) => text !== '');
  const output = said.join('\n') || `${script} said nothing and ended with ${code ?? 'a signal'}`;
  return { status: 'failed', output, instead };
}

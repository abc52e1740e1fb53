import { spawnSync } from 'node:child_process';
import { note } from './progress.ts';

let available: boolean | undefined;

/** The parent may die before the signal is armed; the shell notices that its parent is not the one. */
const UNDER_PARENT = '[ "$PPID" = "$0" ] && exec "$@"';

/**
 * The command that runs `command` so that it gets SIGTERM when this process dies, however it dies. Where
 * setpriv is missing, `command` itself, and a word about it once.
 */
export function withDeathSignal(command: readonly string[]): readonly string[] {
  if (available === undefined) {
    available = spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0;
    if (!available) {
      note('setpriv (util-linux) was not found: MongoDB and Redis go on running if Uppsikt is killed -9.');
    }
  }
  if (!available) return command;
  return ['setpriv', '--pdeathsig', 'TERM', 'sh', '-c', UNDER_PARENT, String(process.pid), ...command];
}

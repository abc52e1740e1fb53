import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { RUN_MARK } from './environment.ts';

const GRACE_MS = 9000;
const POLL_MS = 100;

/** The processes that carry the mark of this run (Linux; elsewhere none are found). */
function marked(runId: string): number[] {
  const mark = `${RUN_MARK}=${runId}`;
  return processIds().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
    } catch {
      return false;
    }
  });
}

function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended by itself.
    }
  }
}

/** Ends what a suite left running: SIGTERM, and SIGKILL after 9 s. Returns how many there were. */
export async function endOrphans(runId: string): Promise<number> {
  const found = marked(runId);
  signal(found, 'SIGTERM');
  for (const deadline = Date.now() + GRACE_MS; Date.now() < deadline; await delay(POLL_MS))
    if (marked(runId).length === 0) return found.length;
  signal(marked(runId), 'SIGKILL');
  return found.length;
}

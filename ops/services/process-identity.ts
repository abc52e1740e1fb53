import { readFileSync } from 'node:fs';

/** A process, told apart from a later one with the same pid. `started` is null where /proc is missing. */
export interface ProcessIdentity {
  pid: number;
  started: string | null;
}

/** The identity of a living process, or null when there is none (a zombie counts as none). */
export function identify(pid: number): ProcessIdentity | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  try {
    // The name in field 2 may hold spaces and brackets, so fields are counted after its last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    // Field 22 counts from the boot, so the boot belongs to it.
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return { pid, started: `${boot}:${fields[19] ?? ''}` };
  } catch {
    return { pid, started: null };
  }
}

/** True while exactly this process lives. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = identify(identity.pid);
  return now !== null && (identity.started === null || now.started === identity.started);
}

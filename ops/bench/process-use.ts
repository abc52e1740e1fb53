/** What another process of ours has used, from Linux' /proc; null where the system does not say. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

export function cpuMsOf(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which may hold anything: fields 14 and 15, user and system time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return null;
  }
}

/** Resident memory now, in MB of 2^20. */
export function residentMbOf(pid: number | undefined): number | null {
  return megabytesOf(pid, 'VmRSS');
}

/** Highest resident memory so far, in MB of 2^20. */
export function peakMbOf(pid: number | undefined): number | null {
  return megabytesOf(pid, 'VmHWM');
}

function megabytesOf(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** The processes that `parent` has started and still run; only those whose command line holds `command`. */
export function childrenOf(parent: number, command = ''): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      return ppid === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(command) ? [pid] : [];
    } catch {
      return [];
    }
  });
}

/** What a process holds, in MB of 2^20, with its share of what it has in common with others. */
function shareMbOf(pid: number): number | null {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = /^Pss:\s+(\d+) kB/mu.exec(rollup)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** What a process and all that it has started hold and have used; null where the system does not say. */
export function treeUseOf(pid: number | undefined): { mb: number; cpuMs: number } | null {
  const mb = pid === undefined ? null : shareMbOf(pid);
  if (pid === undefined || mb === null) return null;
  return childrenOf(pid).reduce(
    (sum, child) => {
      const use = treeUseOf(child);
      return { mb: sum.mb + (use?.mb ?? 0), cpuMs: sum.cpuMs + (use?.cpuMs ?? 0) };
    },
    { mb, cpuMs: cpuMsOf(pid) ?? 0 },
  );
}

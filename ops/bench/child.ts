/** What a Node process used in all, stderr by itself as it ends. */
import { spawn } from 'node:child_process';

/** VmHWM and not `maxRSS`: that one counts what the parent held when it forked. */
const TELL = `import { readFileSync } from 'node:fs';
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const [, peakKb] = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  process.stderr.write(JSON.stringify({ cpuMs: (user + system) / 1000, ms: process.uptime() * 1000, peakMb: peakKb / 1024 }));
})`;

export interface Used {
  readonly cpuMs: number;
  /** From its start to its end, by the clock. */
  readonly ms: number;
  /** Most resident memory at any time. */
  readonly peakMb: number;
}

/** Runs `node ...args` with the input on stdin; throws where it fails. */
export async function usedBy(args: readonly string[], input: string): Promise<Used> {
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(TELL)}`, ...args],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`exit ${code}: ${stderr.slice(0, 500)}`);
  return JSON.parse(stderr.slice(stderr.lastIndexOf('{'))) as Used;
}

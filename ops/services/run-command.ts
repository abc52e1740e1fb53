import { spawn } from 'node:child_process';
import type { Environment } from './cache.ts';

/** How a short command ended. `code` is null when it could not be started or was ended by a signal. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
  /** True when there is no such program. */
  missing: boolean;
}

/** Runs a short command to its end and never throws; output is kept in memory. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { env?: Environment; timeoutMs?: number; cwd?: string } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...(options.env ?? process.env) },
      timeout: options.timeoutMs ?? 10_000,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      resolve({ code: null, stdout, stderr: stderr || error.message, missing: error.code === 'ENOENT' });
    });
    child.once('close', (code) => resolve({ code, stdout, stderr, missing: false }));
  });
}

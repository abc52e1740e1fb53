/** A process's log file, begun anew each day and when it grows large; the oldest ones go. */
import { basename, dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createStream } from 'rotating-file-stream';
import { LOG_LIMITS, type LogLimits } from '../services/turned-log.ts';

export interface RotatingLog {
  /** Takes what a process writes, until that ends. */
  take(output: NodeJS.ReadableStream): void;
  /** Resolves when everything is in the file. */
  close(): Promise<void>;
}

/** Earlier files are called `20261130-0000-01-server.log`. All are for their owner's eyes only. */
export function openRotatingLog(path: string, { megabytes, files }: LogLimits = LOG_LIMITS): RotatingLog {
  const stream = createStream(basename(path), {
    path: dirname(path),
    mode: 0o600,
    size: `${megabytes}M`,
    interval: '1d',
    // Also where it was stopped over midnight.
    initialRotation: true,
    maxFiles: files,
  });
  // A full disk must not end who keeps the installation up.
  for (const event of ['error', 'warning'] as const) stream.on(event, () => undefined);
  return {
    take: (output) => void output.pipe(stream, { end: false }),
    async close() {
      stream.end();
      await finished(stream).catch(() => undefined);
    },
  };
}

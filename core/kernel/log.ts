/**
 * The logger. Comment text, names and tokens never reach a line (rule 8): known keys are redacted, and an error is
 * written as name, code and frames, since drivers put whole documents into their errors.
 */
import { type DestinationStream, type Logger, pino } from 'pino';
import { UppsiktError } from './errors.ts';

export type { Logger };

const SECRET_KEYS = [
  'text',
  'token',
  'name',
  'email',
  'body',
  'author',
  'message',
  'access_token',
  'password',
  'url',
];
const REDACT = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  ...SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
];

/** Errors that end a process carry its exit code, and a sentence of our own for who started it. */
const isForOperators = (error: Error): boolean =>
  typeof (error as { exitCode?: unknown }).exitCode === 'number';

/** What was refused quotes what was sent; foreign messages are cut where they begin to quote. */
function summaryOf(error: Error): { readonly summary?: string } {
  if (error instanceof UppsiktError) return error.status < 500 ? {} : { summary: error.publicMessage };
  if (isForOperators(error)) return { summary: error.message };
  return { summary: (error.message.split(/["'`{<\u2018\u201c]/u, 1)[0] ?? '').slice(0, 200).toWellFormed() };
}

/** What may be said of an error. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  const own = error instanceof UppsiktError;
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...summaryOf(error),
    ...(own ? { facts: error.facts } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
    stack: frames.slice(0, 8).join('\n'),
  };
}

export function createLogger(options: {
  name: string;
  level: string;
  destination?: DestinationStream;
}): Logger {
  return pino(
    {
      level: options.level,
      redact: { paths: REDACT, censor: '[redacted]' },
      serializers: { err: describeError, error: describeError },
      timestamp: pino.stdTimeFunctions.isoTime,
      base: { process: options.name, pid: process.pid },
    },
    options.destination ?? pino.destination({ dest: 2, sync: false }),
  );
}

/** Shared by the commands: what they write to, how options are read, and what wrong usage is. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

export interface Io {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** Exit code 2 and one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function options<T extends NonNullable<ParseArgsConfig['options']>>(argv: string[], known: T) {
  try {
    return parseArgs({ args: argv, options: known, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'Wrong usage.');
  }
}

export function oneOf<T extends string>(value: string | undefined, allowed: readonly T[], name: string): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new UsageError(`--${name} must be one of ${allowed.join(', ')}.`);
  return found;
}

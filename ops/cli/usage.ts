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

/** Bytes that are not UTF-8 reach us as U+FFFD: a name or address with it would be stored, and never found again. */
const MANGLED = /[\p{Cc}\p{Cs}\uFFFD]/u;

function assertTyped(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && MANGLED.test(value))
      throw new UsageError(`--${name} holds characters that cannot be kept: is it UTF-8, and on one line?`);
}

/** The second of two would silently win. */
function assertOnce(names: readonly string[], known: NonNullable<ParseArgsConfig['options']>): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index && known[name]?.multiple !== true);
  if (twice !== undefined) throw new UsageError(`--${twice} is given twice.`);
}

export function options<T extends NonNullable<ParseArgsConfig['options']>>(argv: string[], known: T) {
  try {
    const { values, tokens } = parseArgs({
      ...{ args: argv, options: known },
      ...{ strict: true, allowPositionals: false, tokens: true },
    } as const);
    assertTyped(values);
    assertOnce(
      tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : [])),
      known,
    );
    return values;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError((error as Error).message.split('. ')[0] ?? 'Wrong usage.');
  }
}

export function oneOf<T extends string>(value: string | undefined, allowed: readonly T[], name: string): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new UsageError(`--${name} must be one of ${allowed.join(', ')}.`);
  return found;
}

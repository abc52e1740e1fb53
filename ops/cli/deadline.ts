/**
 * `uppsikt deadline`: when is the answer due? One received time on the command line, or many as JSON lines on stdin.
 * Touches no store and reads no clock.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { CALENDARS, CalendarRangeError } from '../../core/deadlines/calendar.ts';
import { HOUR_MS } from '../../core/deadlines/civil.ts';
import { dueAt } from '../../core/deadlines/clock.ts';
import { type DeadlinePolicy, defaultPolicy, PolicyError } from '../../core/deadlines/deadline-policy.ts';
import { formatLocal, parseInstant } from '../../core/deadlines/instant.ts';
import { parseSpans } from '../../core/deadlines/spans.ts';
import { COUNTRIES, type Country } from '../../core/kernel/platform.ts';

export interface CliIo {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

export const USAGE =
  'Usage: deadline --country SE|NO --received 2026-06-18T15:00:00+02:00 [--hours 24] [--eves work|off] ' +
  '[--clock weekdays|hours --spans "mon-fri 08:00-17:00"], or deadline --jsonl';

/** What is wrong with one question, as a sentence. */
class QuestionError extends Error {}

/** One question, not yet checked: the options of the command line, or the keys of a JSON line. */
type Question = Readonly<Record<string, unknown>>;

function oneOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new QuestionError(`"${name}" must be ${allowed.join(' or ')}.`);
  return found;
}

function targetMs(hours: unknown): number {
  const ms = typeof hours === 'number' ? Math.round(hours * HOUR_MS) : Number.NaN;
  if (!Number.isSafeInteger(ms) || ms <= 0) throw new QuestionError('"hours" must be a number above 0.');
  return ms;
}

function clockOf({ clock, spans }: Question): Partial<DeadlinePolicy> {
  const kind = oneOf(clock ?? 'weekdays', ['weekdays', 'hours'], 'clock');
  if (kind === 'weekdays' && (spans ?? null) !== null) {
    throw new QuestionError('"spans" belong to the clock "hours".');
  }
  if (kind === 'weekdays') return {};
  if (typeof spans !== 'string') {
    throw new QuestionError('The clock "hours" needs "spans", such as "mon-fri 08:00-17:00".');
  }
  return { clock: 'hours', spans: parseSpans(spans) };
}

function policyOf(question: Question, country: Country): DeadlinePolicy {
  const { hours, eves } = question;
  return defaultPolicy(country, {
    ...((hours ?? null) !== null && { targetMs: targetMs(hours) }),
    ...((eves ?? null) !== null && { eves: oneOf(eves, ['work', 'off'], 'eves') }),
    ...clockOf(question),
  });
}

/** The due time as ISO 8601 in local time. @throws QuestionError, PolicyError or CalendarRangeError with a sentence. */
function answer(question: Question): string {
  const country = oneOf(question.country, COUNTRIES, 'country');
  const received = typeof question.received === 'string' ? parseInstant(question.received) : null;
  if (received === null) {
    throw new QuestionError('"received" must be a time with an offset, such as 2026-06-18T15:00:00+02:00.');
  }
  const policy = policyOf(question, country);
  return formatLocal(dueAt(received, policy, CALENDARS[country]), policy.timeZone);
}

/** The sentence of an expected error; anything else is a fault of ours and goes on upwards. */
function sentence(error: unknown): string {
  const expected = [QuestionError, PolicyError, CalendarRangeError].some((kind) => error instanceof kind);
  if (!expected) throw error;
  return (error as Error).message;
}

function answerLine(text: string, line: number): string {
  try {
    let question: unknown;
    try {
      question = JSON.parse(text);
    } catch {
      throw new QuestionError('The line is not JSON.');
    }
    if (typeof question !== 'object' || question === null || Array.isArray(question)) {
      throw new QuestionError('The line must hold a JSON object.');
    }
    return `${JSON.stringify({ due: answer(question as Question) })}\n`;
  } catch (error) {
    return `${JSON.stringify({ line, error: sentence(error) })}\n`;
  }
}

/** Writes, and waits while the reader of the output is behind. */
async function writeAll(stdout: CliIo['stdout'], text: string): Promise<void> {
  if (text !== '' && stdout.write(text) === false && 'once' in stdout) {
    await once(stdout as NodeJS.WritableStream, 'drain');
  }
}

async function answerLines({ stdin, stdout }: CliIo): Promise<void> {
  const decoder = new TextDecoder();
  let line = 0;
  let rest = '';
  const take = (lines: readonly string[]) => lines.map((text) => answerLine(text, ++line)).join('');
  for await (const chunk of stdin) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    await writeAll(stdout, take(lines));
  }
  rest += decoder.decode();
  if (rest !== '') await writeAll(stdout, take([rest]));
}

function readOptions(argv: string[]): Question {
  const text = { type: 'string' } as const;
  const options = { country: text, received: text, hours: text, eves: text, clock: text, spans: text };
  try {
    return parseArgs({ args: argv, strict: true, options: { ...options, jsonl: { type: 'boolean' } } })
      .values;
  } catch (error) {
    throw new QuestionError((error as Error).message);
  }
}

/** @returns the exit code: 0, or 2 for wrong usage with a sentence on stderr. */
export async function run(argv: string[], io: CliIo): Promise<number> {
  try {
    const { jsonl, hours, ...rest } = readOptions(argv);
    if (jsonl && (hours !== undefined || Object.keys(rest).length > 0)) {
      throw new QuestionError('With --jsonl, everything else stands in the lines.');
    }
    if (jsonl) await answerLines(io);
    else {
      const number = typeof hours === 'string' && hours.trim() !== '' ? { hours: Number(hours) } : { hours };
      io.stdout.write(`${answer({ ...rest, ...number })}\n`);
    }
    return 0;
  } catch (error) {
    io.stderr.write(`${sentence(error)}\n${USAGE}\n`);
    return 2;
  }
}

/** `uppsikt classify [--policy default|strict|FILE] [--explain TEXT]`: comments as JSON lines in, verdicts as JSON lines out. */

import type { TextClassifier } from '../../classifiers/text/index.ts';
import { oneForm } from '../../core/inbox/text-form.ts';
import type { Country } from '../../core/kernel/platform.ts';
import { decide } from '../../core/moderation/decide.ts';
import { type ModerationPolicy, TEMPLATES } from '../../core/moderation/policy.ts';
import { LANGUAGES, type Language } from '../../core/moderation/verdict.ts';
import { loadTextClassifier } from '../../workers/classify/load.ts';
import { explain } from './explain.ts';
import { linesOf } from './lines.ts';

export interface CliStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

export const USAGE =
  'usage: uppsikt classify [--policy default|strict|FILE] [--explain TEXT] < in.jsonl > out.jsonl\n';
/** Output is written when its input has been answered, or when it has so many characters. */
const CHUNK = 1 << 14;

/** The file's shape is loaded only where there is a file: without one the command starts sooner. */
async function readPolicy(name: string): Promise<ModerationPolicy> {
  if (name === 'default' || name === 'strict') return TEMPLATES[name];
  const { policyOfFile, readPolicyFile } = await import('./policy-file.ts');
  return policyOfFile(await readPolicyFile(name));
}

interface InputLine {
  readonly id?: unknown;
  readonly text: string;
  readonly lang?: Language;
  /** Whose law on hate counts; without it, either's. */
  readonly country?: Country;
}

function parseLine(line: string): InputLine {
  const read: unknown = JSON.parse(line);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('not an object');
  const { id, text, lang, country } = read as Record<string, unknown>;
  if (typeof text !== 'string') throw new Error('text is missing or not a string');
  const language = LANGUAGES.find((known) => known === lang);
  return {
    text: oneForm(text),
    ...(id === undefined ? {} : { id }),
    ...(language ? { lang: language } : {}),
    ...(country === 'SE' || country === 'NO' ? { country } : {}),
  };
}

/** One line of output for one line of input. */
export function classifyLine(classifier: TextClassifier, policy: ModerationPolicy, line: string): object {
  const { id, text, lang, country } = parseLine(line);
  const result = classifier.classify(text, {
    ...(lang ? { language: lang } : {}),
    ...(country ? { country } : {}),
  });
  const { class: intent, score, flags } = result.intent;
  return {
    ...(id === undefined ? {} : { id }),
    lang: result.language,
    verdicts: result.verdicts,
    decision: decide(result, policy),
    registration: result.registration,
    intent: { class: intent, score, flags },
    needsAnswer: result.needsAnswer,
    version: result.version,
    policyVersion: policy.version,
  };
}

interface Options {
  policy: string;
  explain: string | null;
}

function parseArguments(argv: readonly string[]): Options | null {
  const options: Options = { policy: 'default', explain: null };
  for (let i = 0; i < argv.length; i += 1) {
    const value = argv[i + 1];
    if (value === undefined) return null;
    if (argv[i] === '--policy') options.policy = value;
    else if (argv[i] === '--explain') options.explain = oneForm(value);
    else return null;
    i += 1;
  }
  return options;
}

/** Returns the exit code: 0 done, 2 wrong usage. Bad lines are answered in their place and do not stop the run. */
export async function run(argv: string[], io: CliStreams): Promise<number> {
  const options = parseArguments(argv);
  if (options === null) {
    io.stderr.write(USAGE);
    return 2;
  }
  let policy: ModerationPolicy;
  try {
    policy = await readPolicy(options.policy);
  } catch (error) {
    io.stderr.write(`cannot read policy ${options.policy}: ${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  const classifier = await loadTextClassifier();
  if (options.explain !== null) {
    io.stdout.write(explain(classifier.classify(options.explain), policy, options.explain));
    return 0;
  }
  let number = 0;
  for await (const lines of linesOf(io.stdin)) {
    let pending = '';
    for (const line of lines) {
      number += 1;
      pending += `${answerLine({ classifier, policy }, line, number)}\n`;
      if (pending.length <= CHUNK) continue;
      io.stdout.write(pending);
      pending = '';
    }
    io.stdout.write(pending);
  }
  return 0;
}

/** The answer as JSON; what cannot be read is answered with its number. */
function answerLine(
  { classifier, policy }: { classifier: TextClassifier; policy: ModerationPolicy },
  line: string,
  number: number,
): string {
  try {
    return JSON.stringify(classifyLine(classifier, policy, line));
  } catch (error) {
    return JSON.stringify({ line: number, error: error instanceof Error ? error.message : String(error) });
  }
}

/** `uppsikt classify [--policy default|strict|FILE] [--explain TEXT]`: comments as JSON lines in, verdicts as JSON lines out. */
import { createInterface } from 'node:readline';
import type { TextClassifier } from '../../classifiers/text/index.ts';
import { LANGUAGES, type Language } from '../../core/domain/verdict.ts';
import { decide } from '../../core/policy/decide.ts';
import { type ModerationPolicy, TEMPLATES } from '../../core/policy/policy.ts';
import { loadTextClassifier } from '../../workers/models/load.ts';
import { explain } from './explain.ts';

export interface CliStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

const USAGE =
  'usage: uppsikt classify [--policy default|strict|FILE] [--explain TEXT] < in.jsonl > out.jsonl\n';
/** Output is written in chunks of this many characters. */
const CHUNK = 1 << 16;

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
}

function parseLine(line: string): InputLine {
  const read: unknown = JSON.parse(line);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error('not an object');
  const { id, text, lang } = read as Record<string, unknown>;
  if (typeof text !== 'string') throw new Error('text is missing or not a string');
  const language = LANGUAGES.find((known) => known === lang);
  return { text, ...(id === undefined ? {} : { id }), ...(language ? { lang: language } : {}) };
}

/** One line of output for one line of input. */
export function classifyLine(classifier: TextClassifier, policy: ModerationPolicy, line: string): object {
  const { id, text, lang } = parseLine(line);
  const result = classifier.classify(text, lang ? { language: lang } : {});
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
    else if (argv[i] === '--explain') options.explain = value;
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
  let pending = '';
  for await (const line of createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    let answer: object;
    try {
      answer = classifyLine(classifier, policy, line);
    } catch (error) {
      answer = { line: number, error: error instanceof Error ? error.message : String(error) };
    }
    pending += `${JSON.stringify(answer)}\n`;
    if (pending.length > CHUNK) {
      io.stdout.write(pending);
      pending = '';
    }
  }
  io.stdout.write(pending);
  return 0;
}

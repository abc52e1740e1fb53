/** The command line of `uppsikt simulate`, checked. */
import { parseArgs } from 'node:util';
import { isOwnUrl } from './loopback.ts';
import { SCENARIO_NAMES } from './named.ts';

export const USAGE = `usage: uppsikt simulate [options]
       uppsikt simulate --history 90d [--seed N]

Plays a Facebook page on this machine: serves a Graph API and sends signed webhooks to Uppsikt.
The first line is its address, the last line a JSON summary {sent, acknowledged, retried, expected}.
Without --scenario and --count it serves until Ctrl-C.
With --history it plays no page: it writes so many lived days of twelve invented pages, up to now, into an
installation without a real account. The same seed and the same moment give the same days.

  --port N          port to serve on (default: a free one)
  --target URL      where webhooks go, on this machine (default http://127.0.0.1:4800/webhooks/facebook)
  --scenario S      ${SCENARIO_NAMES.join(', ')}, or a JSON file (default with --count: flood)
  --seed N          the same seed plays the same (default: random)
  --speed X         times faster than written (default 1), or max
  --count N         how many visitors' comments
  --stay            keep serving after the scenario, until Ctrl-C
  --state FILE      keep the page over restarts
  --page-id ID      default 100000000000001
  --page-name NAME  default Norrkommun (demo)
  --token T         page token to accept (default simulator-page-token)
  --app-id ID       default 200000000000001
  --app-secret S    default: the first of META_APP_SECRET
  --verify-token T  default: the first of META_VERIFY_TOKEN
  --duplicates P    share of deliveries sent twice, 0 to 1 (storm: 0.1, else 0)
  --reorder P       share of changes held back, so that others overtake them (storm: 0.2, else 0)
  --batch N         changes per delivery, at most (default 1)
  --concurrency N   deliveries at a time (default 4)
  --retry-for S     seconds to try a delivery (default 600)
  --help            this text
`;

export interface CliOptions {
  readonly port: number;
  readonly target: string;
  readonly scenario: string | null;
  readonly seed: string | undefined;
  readonly speed: number;
  readonly count: number | undefined;
  readonly stay: boolean;
  readonly state: string | undefined;
  readonly page: { readonly id: string; readonly name: string };
  readonly token: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly duplicates: number;
  readonly reorder: number;
  readonly batch: number;
  readonly concurrency: number;
  readonly retryForMs: number;
}

/** Wrong usage: one sentence for the person at the keyboard. */
export class UsageError extends Error {}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

function number(name: string, value: string, range: Range): number {
  const n = Number(value);
  const fits =
    value.trim() !== '' && n >= range.least && n <= range.most && (!range.whole || Number.isInteger(n));
  if (fits) return n;
  const kind = range.whole ? 'a whole number' : 'a number';
  throw new UsageError(`--${name} must be ${kind} from ${range.least} to ${range.most}, not ${value}`);
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const WORDS = {
  port: text,
  target: text,
  scenario: text,
  seed: text,
  speed: text,
  count: text,
  stay: flag,
  state: text,
  'page-id': text,
  'page-name': text,
  token: text,
  'app-id': text,
  'app-secret': text,
  'verify-token': text,
  duplicates: text,
  reorder: text,
  batch: text,
  concurrency: text,
  'retry-for': text,
  help: { type: 'boolean', short: 'h' },
} as const;

function parsed(argv: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof WORDS }>>['values'] {
  try {
    return parseArgs({ args: [...argv], options: WORDS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const sentence = (error as Error).message.split(/\.\s/)[0] ?? '';
    throw new UsageError(sentence);
  }
}

const firstOf = (list: string | undefined): string | undefined => list?.split(',')[0]?.trim() || undefined;

type Values = ReturnType<typeof parsed>;

function delivery(
  values: Values,
): Pick<CliOptions, 'duplicates' | 'reorder' | 'batch' | 'concurrency' | 'retryForMs'> {
  const share = { least: 0, most: 1 };
  const storm = values.scenario === 'storm';
  return {
    duplicates: number('duplicates', values.duplicates ?? (storm ? '0.1' : '0'), share),
    reorder: number('reorder', values.reorder ?? (storm ? '0.2' : '0'), share),
    batch: number('batch', values.batch ?? '1', { least: 1, most: 1000, whole: true }),
    concurrency: number('concurrency', values.concurrency ?? '4', { least: 1, most: 256, whole: true }),
    retryForMs: 1000 * number('retry-for', values['retry-for'] ?? '600', { least: 0, most: 129_600 }),
  };
}

type Identity = Pick<CliOptions, 'page' | 'token' | 'appId' | 'appSecret' | 'verifyToken'>;

function identity(values: Values, env: Readonly<NodeJS.ProcessEnv>): Identity {
  const appSecret = values['app-secret'] ?? firstOf(env.META_APP_SECRET);
  if (!appSecret) throw new UsageError('no app secret: give --app-secret or set META_APP_SECRET');
  return {
    page: { id: values['page-id'] ?? '100000000000001', name: values['page-name'] ?? 'Norrkommun (demo)' },
    token: values.token ?? 'simulator-page-token',
    appId: values['app-id'] ?? '200000000000001',
    appSecret,
    verifyToken: values['verify-token'] ?? firstOf(env.META_VERIFY_TOKEN) ?? 'simulator-verify-token',
  };
}

/** `help`, or the options. Throws {@link UsageError}. */
export function cliOptions(argv: readonly string[], env: Readonly<NodeJS.ProcessEnv>): CliOptions | 'help' {
  const values = parsed(argv);
  if (values.help) return 'help';
  const target = values.target ?? 'http://127.0.0.1:4800/webhooks/facebook';
  if (!isOwnUrl(target)) {
    throw new UsageError(
      '--target must be an http address on this machine: the simulator speaks to nobody else',
    );
  }
  const many = { least: 1, most: 100_000, whole: true };
  const count = values.count === undefined ? undefined : number('count', values.count, many);
  const speed = values.speed ?? '1';
  return {
    port: number('port', values.port ?? '0', { least: 0, most: 65_535, whole: true }),
    target,
    scenario: values.scenario ?? (count === undefined ? null : 'flood'),
    seed: values.seed,
    speed:
      speed === 'max' ? Number.POSITIVE_INFINITY : number('speed', speed, { least: 0.001, most: 100_000 }),
    count,
    stay: values.stay ?? false,
    state: values.state,
    ...identity(values, env),
    ...delivery(values),
  };
}

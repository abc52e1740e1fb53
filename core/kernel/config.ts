/**
 * The environment, read once and checked: the only schema of the settings. Imported by the two `main.ts`, ops and
 * tests; everything else is handed what it needs.
 */
import { isIP } from 'node:net';
import { z } from 'zod';
import {
  faultOfHost,
  faultOfMongodbUrl,
  faultOfPublicUrl,
  faultOfRedisUrl,
  faultOfServiceUrl,
  faultOfSmtpUrl,
  withPassword,
} from './service-address.ts';
import { SettingsError } from './start-errors.ts';

const partsOf = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const list = z
  .string()
  .refine((value) => partsOf(value).length > 0, 'must hold at least one entry between its commas')
  .optional()
  .transform((value) => partsOf(value ?? ''));

/** A text without a fault; the sentence that names the fault never repeats the text. */
const checked = (faultOf: (value: string) => string | null) =>
  z.string().superRefine((value, context) => {
    const fault = faultOf(value);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
const NAMED_NETWORKS: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** An address, a network such as `10.0.0.0/8`, or the name of one that express knows. */
function isProxy(entry: string): boolean {
  if (NAMED_NETWORKS.has(entry)) return true;
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Digits, and not whatever JavaScript takes for a number. */
const number = z
  .string()
  .regex(/^-?\d{1,15}(?:\.\d+)?$/u, 'must be a number')
  .transform(Number);
const port = number.pipe(z.int().min(0).max(65_535));

/** What may stand in a header of a request, where it is sent or compared. */
const headerToken = z.string().regex(/^[\x21-\x7e]+$/u, 'must hold printable ASCII without spaces');

/** As far as a clock may be shifted: what is further is a date that no calendar covers. */
const MAX_OFFSET_MS = 20 * 365 * 86_400_000;

export const Settings = z.object({
  PORT: port.optional().meta({ description: 'Port of the web server. Unset: 4800, or the next free one' }),
  HOST: checked(faultOfHost).default('127.0.0.1').meta({ description: 'Address to listen on' }),
  PUBLIC_URL: checked(faultOfPublicUrl)
    .transform((address) => address.replace(/\/$/u, ''))
    .optional()
    .meta({ description: 'Address people use; https makes cookies Secure' }),
  TRUSTED_PROXIES: list
    .refine((entries) => entries.every(isProxy), 'must list addresses, networks (10.0.0.0/8) or uniquelocal')
    .meta({
      description:
        'Proxies whose X-Forwarded-For is believed, besides those on this machine; comma-separated',
    }),
  DATA_DIR: z
    .string()
    .default('./data')
    .meta({ description: 'Folder for everything an own installation keeps' }),
  MONGODB_URL: checked(faultOfMongodbUrl)
    .optional()
    .meta({ description: 'A MongoDB 6.0+ replica set. Given: none is started' }),
  MONGODB_PASSWORD: z
    .string()
    .optional()
    .meta({ description: 'Password of the user that MONGODB_URL names, as it is: not percent-encoded' }),
  REDIS_URL: checked(faultOfRedisUrl)
    .optional()
    .meta({ description: 'A Redis 6.2+ (redis://, rediss:// or unix:///socket). Given: none is started' }),
  REDIS_PASSWORD: z
    .string()
    .optional()
    .meta({ description: 'Password of that Redis, as it is: not percent-encoded' }),
  DEMO: z
    .enum(['on', 'off'])
    .default('on')
    .meta({ description: 'off: npm start seeds no demo municipality' }),
  OUTGOING: z.enum(['on', 'off']).default('on').meta({
    description: 'off: the worker takes in what comes and sends nothing out, for instance after a restore',
  }),
  SECRET_KEY: z
    .string()
    .min(32, 'must hold at least 32 characters')
    .optional()
    .meta({ description: 'Seals tokens and sessions. Unset: made once and kept in the data folder (0600)' }),
  META_APP_SECRET: list.meta({ description: 'Facebook app secret; comma-separated while rotating' }),
  META_VERIFY_TOKEN: list.meta({ description: 'Token of the Facebook webhook handshake' }),
  INSTAGRAM_APP_SECRET: list.meta({ description: "Instagram app secret; default: Meta's" }),
  THREADS_APP_SECRET: list.meta({ description: "Threads app secret; default: Meta's" }),
  LINKEDIN_CLIENT_SECRET: list.meta({ description: 'LinkedIn client secret' }),
  X_CONSUMER_SECRET: list.meta({ description: 'X consumer secret' }),
  YOUTUBE_HUB_SECRET: list.meta({ description: 'WebSub hub secret' }),
  TIKTOK_CLIENT_SECRET: list.meta({ description: 'TikTok client secret' }),
  SMTP_URL: checked(faultOfSmtpUrl)
    .optional()
    .meta({ description: 'Mail server for alarms and for hand-overs to registries' }),
  HAND_OVER_FOLDER: z
    .string()
    .regex(/^\/[^\0]*$/u, 'must be a whole path that begins with /')
    .optional()
    .meta({
      description: 'Folder that holds the watched folders of case systems; unset: no board may use one',
    }),
  SMTP_PASSWORD: z
    .string()
    .optional()
    .meta({ description: 'Password of the user that SMTP_URL names, as it is: not percent-encoded' }),
  UNDO_SECONDS: number
    .pipe(z.number().min(0).max(600))
    .default(10)
    .meta({ description: 'How long a reply, delete or ban can be undone before it leaves the machine' }),
  UNIT_EMAIL: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/u, 'must be one e-mail address')
    .optional()
    .meta({ description: "The communications unit's address where none is given" }),
  SECOND_OPINION: z.enum(['off', 'endpoint', 'model']).default('off').meta({
    description: 'Asks somebody else about each text: an endpoint (texts leave the machine) or a local model',
  }),
  SECOND_OPINION_URL: checked(faultOfServiceUrl).optional().meta({
    description: 'Base of an OpenAI-compatible moderation service, e.g. https://moderation.example/v1',
  }),
  SECOND_OPINION_KEY: headerToken.optional().meta({ description: 'Bearer key of that service' }),
  SECOND_OPINION_MODEL: z
    .string()
    .optional()
    .meta({ description: 'Name of the model that service should use' }),
  SECOND_OPINION_FOLDER: z
    .string()
    .optional()
    .meta({ description: 'Folder of a local model: model.onnx, tokenizer.json, config.json, labels.json' }),
  SECOND_OPINION_TIMEOUT_MS: number
    .pipe(z.int().min(100).max(60_000))
    .default(5000)
    .meta({ description: 'Time limit of one answer' }),
  TSA_URL: z
    .url()
    .regex(/^https?:\/\//u, 'must begin with https:// or http://')
    .optional()
    .meta({
      description:
        "An RFC 3161 time stamp authority for the day's head of the evidence chain; only a hash is sent",
    }),
  TSA_CA_FILE: z.string().optional().meta({
    description:
      'Certificates (PEM) of the authorities whose time stamps are believed; unset: who signs is not checked',
  }),
  TSA_POLICY: z
    .string()
    .regex(/^[0-2](?:\.(?:0|[1-9]\d{0,18})){1,30}$/u, 'must be an object identifier, such as 1.2.3.4')
    .optional()
    .meta({ description: 'Policy by which the authority must stamp; unset: its own' }),
  CHROMIUM_BINARY: z.string().optional().meta({
    description:
      'Chromium that draws the pictures of captures. Unset: one on PATH, else the one that comes along',
  }),
  CAPTURE_SANDBOX: z.enum(['on', 'off']).default('on').meta({
    description: 'off: that browser runs without its sandbox; stands in every capture and in /readyz',
  }),
  METRICS_TOKEN: headerToken
    .optional()
    .meta({ description: 'Bearer token for /metrics from other machines' }),
  MONGOD_BINARY: z.string().optional().meta({ description: 'mongod to start, first choice' }),
  REDIS_BINARY: z.string().optional().meta({ description: 'redis-server to start, first choice' }),
  CLOCK_OFFSET_MS: number
    .pipe(z.int().min(-MAX_OFFSET_MS).max(MAX_OFFSET_MS))
    .default(0)
    .meta({ description: 'Shifts the clock in tests; refused in production' }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .meta({ description: 'Least level that is logged' }),
  NODE_ENV: z.string().optional().meta({ description: 'production: set by the image, never by npm start' }),
});
export type Settings = z.infer<typeof Settings>;

/** Reads the settings; an empty or blank string counts as unset. Throws {@link SettingsError} naming every wrong one. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const result = Settings.safeParse(given);
  if (!result.success)
    throw new SettingsError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const problems = problemsBetween(result.data);
  if (problems.length > 0) throw new SettingsError(problems);
  return withPasswords(result.data);
}

/** What is wrong only beside another setting. */
function problemsBetween(settings: Settings): string[] {
  const problems: [boolean, string][] = [
    [
      settings.CLOCK_OFFSET_MS !== 0 && settings.NODE_ENV === 'production',
      'CLOCK_OFFSET_MS: is refused in production',
    ],
    [
      settings.SECOND_OPINION === 'endpoint' && settings.SECOND_OPINION_URL === undefined,
      'SECOND_OPINION_URL: is needed where SECOND_OPINION is endpoint',
    ],
    [
      settings.SECOND_OPINION === 'model' && settings.SECOND_OPINION_FOLDER === undefined,
      'SECOND_OPINION_FOLDER: is needed where SECOND_OPINION is model',
    ],
  ];
  return problems.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));
}

const NEEDED = ['MONGODB_URL', 'REDIS_URL', 'SECRET_KEY'] as const;
type ProcessSettings = Settings & Readonly<Record<(typeof NEEDED)[number], string>>;

/** The settings of a server or a worker, which are started with their stores; `npm start` sets what they need. */
export function readProcessSettings(
  env: Readonly<Record<string, string | undefined>>,
  kind: 'server' | 'worker',
): ProcessSettings {
  const settings = readSettings(env);
  const problems = NEEDED.filter((name) => settings[name] === undefined).map(
    (name) => `${name}: is needed; npm start sets it`,
  );
  if (kind === 'worker' && settings.SMTP_URL !== undefined && settings.PUBLIC_URL === undefined)
    problems.push('PUBLIC_URL: is needed where SMTP_URL is set, for the links in mails');
  if (problems.length > 0) throw new SettingsError(problems);
  return settings as ProcessSettings;
}

/** Passwords that were given apart are put into their addresses, so that nothing else need know of them. */
function withPasswords(settings: Settings): Settings {
  const filled: Settings = { ...settings };
  for (const [name, password, needsUser] of [
    ['MONGODB', 'MONGODB_PASSWORD', true],
    ['REDIS', 'REDIS_PASSWORD', false],
    ['SMTP', 'SMTP_PASSWORD', true],
  ] as const) {
    const given = settings[password];
    if (given === undefined) continue;
    const url = `${name}_URL` as const;
    const whole = withPassword(settings[url] ?? '', given, { needsUser });
    if (whole === null)
      throw new SettingsError([
        `${password}: needs ${url}, with a ${needsUser ? 'user name' : 'host'} and without a password`,
      ]);
    filled[url] = whole;
    delete filled[password];
  }
  return filled;
}

/** A clock that the settings may have shifted. Everything that needs the time is handed this. */
export const clockOf = (settings: Settings) => (): Date => new Date(Date.now() + settings.CLOCK_OFFSET_MS);

/** What the webhooks of each platform are verified with. Instagram and Threads fall back to Meta's app secret. */
export function webhookSecrets(settings: Settings) {
  const meta = settings.META_APP_SECRET;
  const or = (secrets: string[], fallback: string[]) => (secrets.length > 0 ? secrets : fallback);
  const verifyTokens = settings.META_VERIFY_TOKEN;
  return {
    facebook: { signing: meta, verifyTokens },
    // By Facebook Login they are signed with Meta's, by its own with its own.
    instagram: { signing: [...new Set([...settings.INSTAGRAM_APP_SECRET, ...meta])], verifyTokens },
    threads: { signing: or(settings.THREADS_APP_SECRET, meta), verifyTokens },
    linkedin: { signing: settings.LINKEDIN_CLIENT_SECRET, verifyTokens: [] },
    x: { signing: settings.X_CONSUMER_SECRET, verifyTokens: [] },
    youtube: { signing: settings.YOUTUBE_HUB_SECRET, verifyTokens: [] },
    tiktok: { signing: settings.TIKTOK_CLIENT_SECRET, verifyTokens: [] },
    generic: { signing: [], verifyTokens: [] },
    mastodon: { signing: [], verifyTokens: [] },
    bluesky: { signing: [], verifyTokens: [] },
  };
}

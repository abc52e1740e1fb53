/**
 * The environment, read once and checked: the only schema of the settings. Imported by the two `main.ts`, ops and
 * tests; everything else is handed what it needs.
 */
import { isIP } from 'node:net';
import { z } from 'zod';

const list = z
  .string()
  .optional()
  .transform((value) =>
    (value ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
const NAMED_NETWORKS: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** An address, a network such as `10.0.0.0/8`, or the name of one that express knows. */
function isProxy(entry: string): boolean {
  if (NAMED_NETWORKS.has(entry)) return true;
  const [address = '', bits, ...more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

const port = z.coerce.number().int().min(0).max(65_535);

export const Settings = z.object({
  PORT: port.optional().meta({ description: 'Port of the web server. Unset: 4800, or the next free one' }),
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address to listen on' }),
  PUBLIC_URL: z.url().optional().meta({ description: 'Address people use; https makes cookies Secure' }),
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
  MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//u, 'must begin with mongodb:// or mongodb+srv://')
    .optional()
    .meta({ description: 'A MongoDB 6.0+ replica set. Given: none is started' }),
  REDIS_URL: z
    .string()
    .regex(/^(rediss?|unix):\/\//u, 'must begin with redis://, rediss:// or unix://')
    .optional()
    .meta({ description: 'A Redis 6.2+ (redis://, rediss:// or unix:///socket). Given: none is started' }),
  DEMO: z
    .enum(['on', 'off'])
    .default('on')
    .meta({ description: 'off: npm start seeds no demo municipality' }),
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
  SMTP_URL: z.string().optional().meta({ description: 'Mail server for alarms' }),
  UNDO_SECONDS: z.coerce
    .number()
    .min(0)
    .max(600)
    .default(10)
    .meta({ description: 'How long a reply, delete or ban can be undone before it leaves the machine' }),
  UNIT_EMAIL: z
    .string()
    .optional()
    .meta({ description: "The communications unit's address where none is given" }),
  SECOND_OPINION: z.enum(['off', 'endpoint', 'model']).default('off').meta({
    description: 'Asks somebody else about each text: an endpoint (texts leave the machine) or a local model',
  }),
  SECOND_OPINION_URL: z
    .url()
    .regex(/^https?:\/\//u, 'must begin with https:// or http://')
    .optional()
    .meta({
      description: 'Base of an OpenAI-compatible moderation service, e.g. https://moderation.example/v1',
    }),
  SECOND_OPINION_KEY: z.string().optional().meta({ description: 'Bearer key of that service' }),
  SECOND_OPINION_MODEL: z
    .string()
    .optional()
    .meta({ description: 'Name of the model that service should use' }),
  SECOND_OPINION_FOLDER: z
    .string()
    .optional()
    .meta({ description: 'Folder of a local model: model.onnx, tokenizer.json, config.json, labels.json' }),
  SECOND_OPINION_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(5000)
    .meta({ description: 'Time limit of one answer' }),
  METRICS_TOKEN: z.string().optional().meta({ description: 'Bearer token for /metrics from other machines' }),
  MONGOD_BINARY: z.string().optional().meta({ description: 'mongod to start, first choice' }),
  REDIS_BINARY: z.string().optional().meta({ description: 'redis-server to start, first choice' }),
  CLOCK_OFFSET_MS: z.coerce
    .number()
    .int()
    .default(0)
    .meta({ description: 'Shifts the clock in tests; refused in production' }),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .meta({ description: 'Least level that is logged' }),
  NODE_ENV: z.string().optional().meta({ description: 'production: set by the image, never by npm start' }),
});
export type Settings = z.infer<typeof Settings>;

/** Which setting is wrong and why; values are never repeated, they may be secrets. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads the settings; an empty string counts as unset. Throws {@link SettingsError} naming every wrong one. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = Settings.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new SettingsError(`Wrong settings. ${problems.join('; ')}`);
  }
  if (result.data.CLOCK_OFFSET_MS !== 0 && result.data.NODE_ENV === 'production')
    throw new SettingsError('Wrong settings. CLOCK_OFFSET_MS: is refused in production');
  return result.data;
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
    instagram: { signing: or(settings.INSTAGRAM_APP_SECRET, meta), verifyTokens },
    threads: { signing: or(settings.THREADS_APP_SECRET, meta), verifyTokens },
    linkedin: { signing: settings.LINKEDIN_CLIENT_SECRET, verifyTokens: [] },
    x: { signing: settings.X_CONSUMER_SECRET, verifyTokens: [] },
    youtube: { signing: settings.YOUTUBE_HUB_SECRET, verifyTokens: [] },
    tiktok: { signing: settings.TIKTOK_CLIENT_SECRET, verifyTokens: [] },
    generic: { signing: [], verifyTokens: [] },
  };
}

/** Every setting with a value that cannot be meant ends `npm start` at once: exit 2, its name, and never the value. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Settings } from '../../../core/kernel/config.ts';
import { SettingsError } from '../../../core/kernel/start-errors.ts';
import { readStartSettings } from '../../../ops/run/prove-settings.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';

const CANARY = 'kanariefagel';
const FOLDER = mkdtempSync(join(tmpdir(), 'uppsikt-wrong-'));
const FILE = join(FOLDER, CANARY);
const MODEL = { SECOND_OPINION: 'model' };
const incomplete = join(FOLDER, `${CANARY}-model`);

/** Something is missing on this machine rather than wrong: exit 3. */
const MISSING = 3;

interface Wrong {
  /** Values that cannot be meant. */
  readonly values: readonly string[];
  /** What else is set, so that the setting matters. */
  readonly beside?: Readonly<Record<string, string>>;
  readonly exit?: number;
}
const wrong = (...values: string[]): Wrong => ({ values });
const secrets = wrong(',', ' , ,');

/** Null: whatever it holds can be meant, and the reason. */
const WRONG: Readonly<Record<keyof typeof Settings.shape, Wrong | null>> = {
  PORT: wrong(CANARY, '70000', '-1', '80.5', '0x50', '1e3'),
  HOST: wrong(`${CANARY} x`, `http://${CANARY}`, `${CANARY}:80`, `${CANARY}/`, '[::1]'),
  PUBLIC_URL: wrong(CANARY, `ftp://${CANARY}`, `https://${CANARY}/path`, `https://u:${CANARY}@x`),
  TRUSTED_PROXIES: wrong(CANARY, '10.0.0.0/99', ','),
  DATA_DIR: wrong(FILE, join(FILE, 'below'), '/dev/null/x', '/proc/x'),
  MONGODB_URL: wrong(
    CANARY,
    `mongodb://u:${CANARY}/x@h/d`,
    `mongodb://u:${CANARY}@h:99999/d`,
    `mongodb://a:27017,${CANARY}:x/d`,
  ),
  MONGODB_PASSWORD: wrong(CANARY),
  REDIS_URL: wrong(CANARY, `redis://:${CANARY}/x@h:1/0`),
  REDIS_PASSWORD: wrong(CANARY),
  DEMO: wrong(CANARY, 'true'),
  OUTGOING: wrong(CANARY, 'OFF'),
  SECRET_KEY: wrong(CANARY),
  META_APP_SECRET: secrets,
  META_VERIFY_TOKEN: secrets,
  INSTAGRAM_APP_SECRET: secrets,
  THREADS_APP_SECRET: secrets,
  LINKEDIN_CLIENT_SECRET: secrets,
  X_CONSUMER_SECRET: secrets,
  YOUTUBE_HUB_SECRET: secrets,
  TIKTOK_CLIENT_SECRET: secrets,
  SMTP_URL: wrong(CANARY, `smtp://u:${CANARY}/x@h`, 'smtp://'),
  SMTP_PASSWORD: wrong(CANARY),
  HAND_OVER_FOLDER: wrong(CANARY, `./${CANARY}`),
  UNDO_SECONDS: wrong(CANARY, '-1', '6000', 'NaN', '0x5'),
  UNIT_EMAIL: wrong(CANARY, `${CANARY} x@y`),
  SECOND_OPINION: { ...wrong(CANARY, 'on') },
  TSA_URL: wrong(CANARY, `ftp://${CANARY}`),
  TSA_CA_FILE: wrong(FILE, '/dev/null'),
  TSA_POLICY: wrong(CANARY, '1', '1..2', '9.1'),
  SECOND_OPINION_URL: wrong(
    CANARY,
    `ftp://${CANARY}`,
    `https://u:${CANARY}@x/v1`,
    `https://x/v1?k=${CANARY}`,
  ),
  SECOND_OPINION_KEY: wrong(`${CANARY}\nx`, `${CANARY} å`),
  SECOND_OPINION_MODEL: null, // a name that another service gave
  SECOND_OPINION_FOLDER: { ...wrong(FILE, `${FILE}-none`, incomplete), beside: MODEL },
  SECOND_OPINION_TIMEOUT_MS: wrong(CANARY, '1', '1e9'),
  CHROMIUM_BINARY: wrong(FILE, `/${CANARY}`),
  CAPTURE_SANDBOX: wrong(CANARY, 'OFF'),
  METRICS_TOKEN: wrong(`${CANARY} x`, `${CANARY}å`),
  MONGOD_BINARY: { ...wrong(FILE, `/${CANARY}`), exit: MISSING },
  REDIS_BINARY: { ...wrong(FILE, `/${CANARY}`), exit: MISSING },
  CLOCK_OFFSET_MS: wrong(CANARY, '8640000000000000', '1.5'),
  LOG_LEVEL: wrong(CANARY, 'verbose'),
  NODE_ENV: null, // other programs' too
};

async function start(
  env: Readonly<Record<string, string>>,
): Promise<{ status: number | null; said: string }> {
  const given = { PATH: process.env.PATH, DEMO: 'off', DATA_DIR: join(FOLDER, 'data'), PORT: '0', ...env };
  const child = spawn(process.execPath, [join(PROJECT_DIR, 'ops/start.ts')], { env: given });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  const status = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { status, said };
}

beforeAll(() => {
  writeFileSync(FILE, '');
  mkdirSync(incomplete);
  writeFileSync(join(incomplete, 'model.onnx'), 'x');
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

test('The table holds every setting', () => {
  expect(Object.keys(WRONG).sort()).toEqual(Object.keys(Settings.shape).sort());
});

const cases = Object.entries(WRONG).flatMap(([name, given]) => (given === null ? [] : [{ name, ...given }]));

describe('what npm start reads', () => {
  test.each(cases.filter(({ exit }) => exit === undefined))('A wrong $name is named and not repeated', ({
    name,
    values,
    beside,
  }) => {
    for (const value of values) {
      let failure: unknown = null;
      try {
        readStartSettings({ ...beside, [name]: value });
      } catch (error) {
        failure = error;
      }
      expect({ value, failure }).toEqual({ value, failure: expect.any(SettingsError) });
      expect((failure as SettingsError).exitCode).toBe(2);
      expect((failure as SettingsError).message).toContain(name);
      expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain(CANARY);
    }
  });

  test('A setting that is blank counts as unset', () => {
    for (const { name } of cases)
      expect(readStartSettings({ [name]: ' ', DATA_DIR: FOLDER })).toEqual(
        readStartSettings({ DATA_DIR: FOLDER }),
      );
  });
});

describe('npm start', () => {
  /** One of each kind of proof: what one value says, what two say together, and what this machine says. */
  const KINDS = [
    'SECRET_KEY',
    'MONGODB_PASSWORD',
    'DATA_DIR',
    'SECOND_OPINION_FOLDER',
    'MONGOD_BINARY',
    'REDIS_BINARY',
  ];
  test.each(cases.filter(({ name }) => KINDS.includes(name)))('A wrong $name ends it at once', async ({
    name,
    values,
    beside,
    exit,
  }) => {
    const { status, said } = await start({ ...beside, [name]: values.at(-1) ?? '' });
    expect({ status, said }).toEqual({ status: exit ?? 2, said: expect.stringContaining(name) });
    expect(said).not.toContain(CANARY);
    expect(said).not.toMatch(/^\s+at /mu);
  }, 60_000);

  test.each([
    `mongodb://h/d?authMechanism=${CANARY}`,
    `mongodb://h/d?${CANARY}=x`,
    `mongodb://u:${CANARY}@h/d?tls=perhaps`,
    `mongodb+srv://u:${CANARY}@h:27017/d`,
  ])('An address that only the driver finds wrong ends it by the name of its setting: %s', async (value) => {
    const { status, said } = await start({ MONGODB_URL: value });
    expect({ status, said }).toEqual({ status: 2, said: expect.stringContaining('MONGODB_URL') });
    expect(said).not.toContain(CANARY);
  }, 60_000);
});

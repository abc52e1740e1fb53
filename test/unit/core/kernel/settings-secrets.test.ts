/** No value of a setting is ever repeated: it may be a secret, or a secret in the wrong place. */
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { readSettings, Settings } from '../../../../core/kernel/config.ts';
import { SettingsError } from '../../../../core/kernel/start-errors.ts';
import { MissingPartError } from '../../../../ops/services/errors.ts';
import { findMongod } from '../../../../ops/services/mongod-binary.ts';

const CANARY = 'kanariefågel';
const WRONG = [CANARY, `/${CANARY}`, `:${CANARY}@`, `ftp://${CANARY}`, `https://u:${CANARY}@x/y?z#${CANARY}`];
const TORN = [`redis://:${CANARY}/x@h:1/0`, `mongodb://u:${CANARY}/x@h/d`, `smtp://u:${CANARY}/x@h`];

function failureOf(env: Record<string, string>): unknown {
  try {
    readSettings(env);
    return null;
  } catch (error) {
    return error;
  }
}

describe('a wrong setting', () => {
  test.each(Object.keys(Settings.shape))('A wrong %s is never repeated', (name) => {
    for (const value of [...WRONG, ...TORN]) {
      const failure = failureOf({ [name]: value });
      if (failure === null) continue;
      expect(failure).toBeInstanceOf(SettingsError);
      expect((failure as Error).message).toContain(name);
      expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain(CANARY);
    }
  });

  test.each([
    ['REDIS_URL', 'redis://:a/b@redis:6379/0'],
    ['REDIS_URL', 'redis://user:12/b@redis:6379/0'],
    ['REDIS_URL', 'redis://:a#b@redis:6379/0'],
    ['REDIS_URL', 'redis://user:1?b@redis:6379/0'],
    ['REDIS_URL', 'redis://:100%@redis:6379/0'],
    ['MONGODB_URL', 'mongodb://user:a/b@mongo:27017/uppsikt'],
    ['MONGODB_URL', 'mongodb://user:a@b@mongo:27017/uppsikt'],
    ['MONGODB_URL', 'mongodb://user:100%@mongo:27017/uppsikt'],
    ['SMTP_URL', 'smtp://user:1/b@mail.example:587'],
    ['SMTP_URL', 'zzz'],
  ])('A %s whose password moves its borders is refused: %s', (name, value) => {
    expect(failureOf({ [name]: value })).toBeInstanceOf(SettingsError);
  });

  test('A binary that cannot be run is named by its setting alone', async () => {
    const failure = await findMongod({ env: { MONGOD_BINARY: `/${CANARY}` } }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(MissingPartError);
    expect(inspect(failure)).toContain('MONGOD_BINARY');
    expect(inspect(failure)).not.toContain(CANARY);
  });
});

describe('a password', () => {
  const PASSWORD = 'a/b@c:d#e?f%g+h=';
  const ENCODED = encodeURIComponent(PASSWORD);

  test('A password that is given apart is put into its address, encoded', () => {
    const settings = readSettings({
      REDIS_URL: 'redis://redis:6379/0',
      REDIS_PASSWORD: PASSWORD,
      MONGODB_URL: 'mongodb://uppsikt@a:27017,b:27017/uppsikt?replicaSet=rs0&authSource=admin',
      MONGODB_PASSWORD: PASSWORD,
      SMTP_URL: 'smtp://unit@mail.example:587',
      SMTP_PASSWORD: PASSWORD,
      PUBLIC_URL: 'https://uppsikt.example',
    });
    expect(settings.REDIS_URL).toBe(`redis://:${ENCODED}@redis:6379/0`);
    expect(settings.MONGODB_URL).toBe(
      `mongodb://uppsikt:${ENCODED}@a:27017,b:27017/uppsikt?replicaSet=rs0&authSource=admin`,
    );
    expect(settings.SMTP_URL).toBe(`smtp://unit:${ENCODED}@mail.example:587`);
    expect(readSettings({ REDIS_URL: settings.REDIS_URL })).toMatchObject({ REDIS_URL: settings.REDIS_URL });
  });

  test.each([
    [{ REDIS_PASSWORD: 'x' }, 'REDIS_PASSWORD'],
    [{ REDIS_PASSWORD: 'x', REDIS_URL: 'redis://:y@redis:6379' }, 'REDIS_PASSWORD'],
    [{ REDIS_PASSWORD: 'x', REDIS_URL: 'unix:///run/redis.sock' }, 'REDIS_PASSWORD'],
    [{ MONGODB_PASSWORD: 'x', MONGODB_URL: 'mongodb://mongo/uppsikt' }, 'MONGODB_PASSWORD'],
  ])('A password without a place for it is refused: %j', (env, name) => {
    expect(failureOf(env)).toMatchObject({ message: expect.stringContaining(name) });
  });
});

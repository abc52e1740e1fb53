import { describe, expect, test } from '@jest/globals';
import { readProcessSettings, readSettings, webhookSecrets } from '../../../../core/kernel/config.ts';
import { SettingsError } from '../../../../core/kernel/start-errors.ts';

describe('the settings', () => {
  test('Settings have defaults, and an empty string counts as unset', () => {
    const settings = readSettings({ DATA_DIR: '', UNDO_SECONDS: '' });
    expect(settings).toMatchObject({ DATA_DIR: './data', UNDO_SECONDS: 10, HOST: '127.0.0.1', DEMO: 'on' });
    expect(settings.PORT).toBeUndefined();
  });

  test('The error names every wrong setting at once, and never repeats a value', () => {
    const wrong = { PORT: 'eighty', DEMO: 'maybe', SECRET_KEY: 'short-secret', MONGODB_URL: 'http://x' };
    const read = () => readSettings(wrong);
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(/PORT.*MONGODB_URL.*DEMO.*SECRET_KEY/u);
    expect(read).not.toThrow(/short-secret|eighty|http:/u);
  });

  test('A shifted clock is refused in production only', () => {
    expect(readSettings({ CLOCK_OFFSET_MS: '5' }).CLOCK_OFFSET_MS).toBe(5);
    expect(() => readSettings({ CLOCK_OFFSET_MS: '5', NODE_ENV: 'production' })).toThrow(/CLOCK_OFFSET_MS/u);
  });

  test('A trusted proxy is an address, a network or the name of one, and nothing else', () => {
    const given = ['10.0.0.1', ' 192.168.0.0/16', 'fd00::/8', 'uniquelocal'];
    const read = readSettings({ TRUSTED_PROXIES: given.join(',') });
    expect(read.TRUSTED_PROXIES).toEqual(given.map((one) => one.trim()));
    expect(readSettings({}).TRUSTED_PROXIES).toEqual([]);
    for (const TRUSTED_PROXIES of ['proxy', '10.0.0.0/33', '10.0.0.0/8/8', '300.1.1.1', 'true', '10.0.0.1;x'])
      expect(() => readSettings({ TRUSTED_PROXIES })).toThrow(/TRUSTED_PROXIES/u);
  });

  test('A list of secrets is accepted while rotating, and Meta’s serves its other products', () => {
    const secrets = webhookSecrets(readSettings({ META_APP_SECRET: 'new, old ,' }));
    expect(secrets.facebook.signing).toEqual(['new', 'old']);
    expect(secrets.instagram.signing).toEqual(['new', 'old']);
    expect(secrets.x.signing).toEqual([]);
  });

  test.each([
    [{ PUBLIC_URL: 'ftp://x' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'uppsikt.example' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://uppsikt.example/path' }, 'PUBLIC_URL'],
    [{ UNIT_EMAIL: 'nope' }, 'UNIT_EMAIL'],
    [{ UNIT_EMAIL: 'two words@x' }, 'UNIT_EMAIL'],
    [{ SMTP_URL: 'zzz' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://' }, 'SMTP_URL'],
    [{ SECOND_OPINION: 'endpoint' }, 'SECOND_OPINION_URL'],
    [{ SECOND_OPINION: 'model' }, 'SECOND_OPINION_FOLDER'],
  ])('The wrong setting in %j is named at once', (env, name) => {
    expect(() => readSettings(env)).toThrow(SettingsError);
    expect(() => readSettings(env)).toThrow(name);
  });

  test('The public address is kept without the slash at its end', () => {
    expect(readSettings({ PUBLIC_URL: 'https://uppsikt.example/' }).PUBLIC_URL).toBe(
      'https://uppsikt.example',
    );
  });

  test('A worker with a mail server needs the address that its mails link to', () => {
    const env = {
      MONGODB_URL: 'mongodb://mongo/uppsikt',
      REDIS_URL: 'redis://redis',
      SECRET_KEY: 'x'.repeat(32),
      SMTP_URL: 'smtp://mail.example',
    };
    expect(() => readProcessSettings(env, 'worker')).toThrow(/PUBLIC_URL/u);
    expect(readProcessSettings(env, 'server').SMTP_URL).toBe(env.SMTP_URL);
    expect(readProcessSettings({ ...env, PUBLIC_URL: 'https://x.example' }, 'worker').SMTP_URL).toBe(
      env.SMTP_URL,
    );
    expect(() => readProcessSettings({}, 'server')).toThrow(/MONGODB_URL.*REDIS_URL.*SECRET_KEY/u);
  });
});

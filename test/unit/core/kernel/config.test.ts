import { describe, expect, test } from '@jest/globals';
import { readSettings, SettingsError, webhookSecrets } from '../../../../core/kernel/config.ts';

describe('the settings', () => {
  test('have defaults, and an empty string counts as unset', () => {
    const settings = readSettings({ DATA_DIR: '', UNDO_SECONDS: '' });
    expect(settings).toMatchObject({ DATA_DIR: './data', UNDO_SECONDS: 10, HOST: '127.0.0.1', DEMO: 'on' });
    expect(settings.PORT).toBeUndefined();
  });

  test('name every wrong value at once, and never repeat it', () => {
    const wrong = { PORT: 'eighty', DEMO: 'maybe', SECRET_KEY: 'short-secret', MONGODB_URL: 'http://x' };
    const read = () => readSettings(wrong);
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(/PORT.*MONGODB_URL.*DEMO.*SECRET_KEY/u);
    expect(read).not.toThrow(/short-secret|eighty|http:/u);
  });

  test('refuse a shifted clock in production only', () => {
    expect(readSettings({ CLOCK_OFFSET_MS: '5' }).CLOCK_OFFSET_MS).toBe(5);
    expect(() => readSettings({ CLOCK_OFFSET_MS: '5', NODE_ENV: 'production' })).toThrow(/CLOCK_OFFSET_MS/u);
  });

  test('accept a list of secrets while rotating, and Meta’s for its other products', () => {
    const secrets = webhookSecrets(readSettings({ META_APP_SECRET: 'new, old ,' }));
    expect(secrets.facebook.signing).toEqual(['new', 'old']);
    expect(secrets.instagram.signing).toEqual(['new', 'old']);
    expect(secrets.x.signing).toEqual([]);
  });
});

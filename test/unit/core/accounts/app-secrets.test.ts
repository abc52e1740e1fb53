import { expect, test } from '@jest/globals';
import { createAppSecrets } from '../../../../core/accounts/app-secrets.ts';
import { readSettings, webhookSecrets } from '../../../../core/kernel/config.ts';
import { accessOf } from '../../../../workers/account-access.ts';

const appSecrets = (env: Record<string, string>) => createAppSecrets(webhookSecrets(readSettings(env)));
const secretOf = appSecrets({
  META_APP_SECRET: 'new,old,demo',
  INSTAGRAM_APP_SECRET: 'instagram',
  X_CONSUMER_SECRET: 'x',
});
const account = (platform: 'facebook' | 'instagram' | 'threads' | 'x', apiBase: string, demo = false) => ({
  ...{ platform, apiBase, demo },
});

test('The proof of an account is made by the app that its token belongs to', () => {
  expect(secretOf(account('facebook', 'https://graph.facebook.com/v26.0'))).toBe('new');
  expect(secretOf(account('facebook', 'http://127.0.0.1:4900/v26.0', true))).toBe('demo');
  expect(secretOf(account('instagram', 'https://graph.instagram.com/v26.0'))).toBe('instagram');
  expect(secretOf(account('instagram', 'https://graph.facebook.com/v26.0'))).toBe('new');
  expect(secretOf(account('threads', 'https://graph.threads.net/v1.0'))).toBe('new');
  expect(secretOf(account('x', 'https://api.x.com/2'))).toBeNull();
  expect(appSecrets({})(account('facebook', 'https://graph.facebook.com'))).toBeNull();
});

test('A token is opened together with the secret of its app', () => {
  const known = { externalId: '101', outgoing: 'active', encryptedToken: 'sealed' };
  const opened = { ...account('facebook', 'https://graph.facebook.com/v26.0'), ...known };
  const deps = { vault: { open: () => 'token' }, appSecretOf: secretOf };
  expect(accessOf(deps as never, opened as never)).toEqual({
    ok: true,
    access: { externalId: '101', apiBase: opened.apiBase, token: 'token', appSecret: 'new' },
  });
});

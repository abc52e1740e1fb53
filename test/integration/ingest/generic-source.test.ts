/** A source of the municipality's own: its secret, its address, and the way of a comment there and back. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generic } from '../../../connectors/generic/connector.ts';
import { signatureOf } from '../../../connectors/generic/signature.ts';
import { addAccount } from '../../../core/accounts/add-account.store.ts';
import type { Connector } from '../../../core/actions/connector.ts';
import type { Platform } from '../../../core/kernel/platform.ts';
import { createSite, type Site } from '../../../ops/simulator/generic/site.ts';
import { newAccountOf, vault } from '../../support/accounts.ts';
import { type Served, served } from '../../support/served.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });
const SECRET = 'new-secret-of-the-tests';
let site: Site;
let server: Served;

const add = (externalId: string, more: object) =>
  addAccount(newAccountOf({ externalId, ...more }), {
    ...{ db: s.world.db, connector: generic, vault, now: s.world.clock.now(), appSecret: null },
    platformOnThisMachine: true,
  });

beforeAll(async () => {
  (s.world.deps.connectors as Map<Platform, Connector>).set('generic', generic);
  site = createSite({ source: 'exempelby-webb', secret: SECRET, now: s.world.clock.now });
  server = await served(site.router);
  await add('exempelby-webb', { token: `${SECRET},old-secret`, apiBase: server.url, offline: false });
  await add('annan-webb', { token: 'another-secret', apiBase: null });
});
afterAll(() => server.close());

const post = (body: string, headers: Record<string, string>, source = 'exempelby-webb') =>
  fetch(`${s.world.url}/webhooks/generic/${source}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
const signed = (body: string, secret = SECRET, at = new Date()) => ({
  'x-uppsikt-signature': signatureOf(body, { secret, at }),
});
const push = async (...events: unknown[]) => {
  const { body, headers } = site.delivery(events);
  expect((await post(body, headers)).status).toBe(200);
  await s.world.runQueue();
};
const itemOf = async (externalId: string) => (await s.api.items(`?externalId=${externalId}`)).items[0];

describe('who may speak', () => {
  const { body } = createSite({ source: 'exempelby-webb', secret: SECRET }).delivery([]);

  test('Either secret of the source signs, and no other, no other source’s, and none of long ago', async () => {
    expect((await post(body, signed(body))).status).toBe(200);
    expect((await post(body, signed(body, 'old-secret'))).status).toBe(200);
    expect((await post(body, signed(body, 'guess'))).status).toBe(401);
    expect((await post(body, signed(body, 'another-secret'))).status).toBe(401);
    expect((await post(body, {})).status).toBe(401);
    expect((await post(body, signed(body, SECRET, new Date(Date.now() - 301_000)))).status).toBe(401);
    expect((await post(body, signed(body), 'ingen-webb')).status).toBe(401);
  });

  test('A source speaks for itself alone', async () => {
    expect((await post(body, signed(body, 'another-secret'), 'annan-webb')).status).toBe(401);
  });

  test('A source may be called at any public name, and nowhere inside', async () => {
    const other = await add('tredje-webb', {
      token: 'third',
      apiBase: 'https://www.exempelby.example/uppsikt',
    });
    expect(other.apiBase).toBe('https://www.exempelby.example/uppsikt');
    for (const apiBase of ['https://192.168.1.1/', 'https://intranet/', 'http://www.exempelby.example/'])
      await expect(add('fjarde-webb', { token: 'fourth', apiBase })).rejects.toThrow('API address');
  });

  test('Without a source, or with one where the platform has none, there is no such address', async () => {
    expect((await fetch(`${s.world.url}/webhooks/generic`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${s.world.url}/webhooks/facebook/x`, { method: 'POST' })).status).toBe(404);
  });

  test('Signed and unreadable is kept', async () => {
    expect((await post('{}', signed('{}'))).status).toBe(400);
  });
});

describe('a comment under the news', () => {
  test('It arrives, is edited, hidden on the site and answered there once', async () => {
    const said = site.speak({ name: 'Åsa Öqvist', text: 'Varför är det mörkt vid skolan?' });
    const externalId = String(said.id);
    await push(said);
    await push(site.edit(externalId, 'Varför är det så mörkt vid skolan?'));
    const item = await itemOf(externalId);
    expect(item).toMatchObject({
      platform: 'generic',
      text: 'Varför är det så mörkt vid skolan?',
      revision: 2,
    });

    site.troubles.push({ lost: true });
    await s.api.act(item?.id ?? '', { type: 'reply', text: 'Tack, vi åtgärdar det!' });
    await s.world.settle();
    const answers = [...site.comments.values()].filter(({ parentId }) => parentId === externalId);
    expect(answers.map(({ text }) => text)).toEqual(['Tack, vi åtgärdar det!']);
    expect((await itemOf(externalId))?.actions).toMatchObject([{ type: 'reply', state: 'done' }]);
  });

  test('What waits on the site is shown there when a person lets it through', async () => {
    const held = site.speak({ name: 'Bo', text: 'Hej på er', held: true });
    await push(held);
    const item = await itemOf(String(held.id));
    await s.api.act(item?.id ?? '', { type: 'unhide' });
    await s.world.settle();
    expect(site.comments.get(String(held.id))?.visible).toBe(true);
  });
});

/** An account on X in the whole product: what arrives, what is answered and hidden there, and what X refuses. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { x } from '../../../connectors/x/connector.ts';
import { accountById } from '../../../core/accounts/accounts.store.ts';
import { addAccount } from '../../../core/accounts/add-account.store.ts';
import { speakOnX } from '../../../ops/simulator/x/control.ts';
import { idOf, type XPost } from '../../../ops/simulator/x/types.ts';
import { newAccountOf, vault } from '../../support/accounts.ts';
import { suite } from '../../support/suite.ts';
import { startX, X_ACCOUNT, X_SECRET, type XServer } from '../../support/x-server.ts';

const s = suite({ simulator: false });
let server: XServer;
let accountId: string;
let root: XPost;

beforeAll(async () => {
  const { world } = s;
  (world.deps.connectors as Map<string, unknown>).set('x', x);
  Object.assign(world.serverDeps.secrets, { x: { signing: [X_SECRET], verifyTokens: [] } });
  server = await startX({ now: () => world.clock.now().getTime() });
  await server.hooks.register(`${world.url}/webhooks/x`);
  const { apiBase } = server.access;
  const given = { externalId: X_ACCOUNT.id, token: server.access.token, apiBase, offline: false };
  const account = await addAccount(newAccountOf(given), {
    ...{ db: world.db, connector: x, vault, now: world.clock.now(), appSecret: null },
    platformOnThisMachine: true,
  });
  accountId = account._id;
  root = speakOnX(server.world, { kind: 'own', text: 'Nu får gångvägen ny belysning.' }) as XPost;
});
afterAll(() => server.close());

/** A citizen answers the account; resolves with what stands in the inbox. */
async function arrived(text: string) {
  const post = speakOnX(server.world, { text, under: idOf(root) }) as XPost;
  await server.sender.idle();
  await s.world.settle();
  const [item] = (await s.api.items(`?externalId=${idOf(post)}`)).items;
  if (item === undefined) throw new Error('The reply is not in the inbox.');
  return { post, item };
}

async function acted(id: string, request: Record<string, unknown>) {
  const { status, body } = await s.api.act(id, request);
  expect(status).toBe(202);
  await s.world.settle();
  return s.api.action(body.action.id);
}

test('A question that names the account arrives with its post and is answered once', async () => {
  const { post, item } = await arrived('@exempelby när blir det klart?');
  expect(item).toMatchObject({ platform: 'x', kind: 'comment', accountId, author: { name: 'Nils Norrman' } });
  expect((await s.api.detail(item.id)).post).toMatchObject({ text: 'Nu får gångvägen ny belysning.' });
  expect(await acted(item.id, { type: 'reply', text: 'I mars.' })).toMatchObject({ state: 'done' });
  expect(server.calls().filter(({ type, ok }) => ok && type === 'reply')).toMatchObject([
    { targetId: idOf(post), message: 'I mars.', ok: true },
  ]);
  expect(await s.api.item(item.id)).toMatchObject({ status: 'closed', deadline: { state: 'answered' } });
});

test('Whoever has not named the account cannot be answered, and every other action goes on', async () => {
  const { item } = await arrived('När blir det klart?');
  const refused = { state: 'failed', cause: 'not-summoned' };
  expect(await acted(item.id, { type: 'reply', text: 'I mars.' })).toMatchObject(refused);
  const account = await accountById(s.world.db, { tenantId: 'main', id: accountId });
  expect(account).toMatchObject({ outgoing: 'active', capabilities: { hideLeaves: 'everybody' } });
});

test('A hidden reply is hidden there once its record is sealed; a deletion is not offered', async () => {
  const { post, item } = await arrived('Ni är idioter');
  const removal = { reason: 'insult', axis: 'houseRule' };
  expect((await s.api.act(item.id, { type: 'delete', ...removal })).status).toBe(422);
  expect(await acted(item.id, { type: 'hide', ...removal })).toMatchObject({ state: 'done' });
  expect(post.hidden).toBe(true);
  const hidden = await s.api.item(item.id);
  expect(hidden).toMatchObject({ visibility: 'hidden' });
  expect(hidden.captures).toHaveLength(1);
});

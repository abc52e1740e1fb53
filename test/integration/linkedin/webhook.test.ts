/** The simulated LinkedIn's deliveries through the whole product, and a reply back to it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { linkedin } from '../../../connectors/linkedin/connector.ts';
import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { addAccount } from '../../../core/accounts/add-account.store.ts';
import type { Connector, WebhookSecrets } from '../../../core/actions/connector.ts';
import { countUnknown } from '../../../core/inbox/unknown-changes.store.ts';
import { derivedId } from '../../../core/kernel/ids.ts';
import type { Platform } from '../../../core/kernel/platform.ts';
import type { SimPost } from '../../../ops/simulator/linkedin/world.ts';
import { newAccountOf, vault } from '../../support/accounts.ts';
import { type ServedLinkedIn, serveLinkedIn } from '../../support/linkedin-simulator.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });
const ANNA = 'urn:li:person:anna1';
let served: ServedLinkedIn;
let post: SimPost;
let target: string;

beforeAll(async () => {
  const { clock, db, url } = s.world;
  (s.world.deps.connectors as Map<Platform, Connector>).set('linkedin', linkedin);
  (s.world.serverDeps.secrets as Record<Platform, WebhookSecrets>).linkedin = {
    signing: ['client-secret'],
    verifyTokens: [],
  };
  target = `${url}/webhooks/linkedin`;
  served = await serveLinkedIn({ now: () => clock.now().getTime() });
  const { externalId, apiBase, token } = served.access;
  await addAccount(newAccountOf({ externalId, apiBase, token }), {
    ...{ db, connector: linkedin, vault, now: clock.now(), appSecret: null, platformOnThisMachine: true },
  });
  post = served.world.post('Vi söker lärare');
});
afterAll(() => served.close());

async function told(): Promise<void> {
  const { sent, acknowledged } = await served.sender.deliver(target);
  expect(acknowledged).toBe(sent);
  await s.world.settle();
}
const itemOf = async (externalId: string) =>
  (await s.api.items(`?externalId=${encodeURIComponent(externalId)}`)).items[0];

test('The challenge is answered, and a wrong signature is turned away', async () => {
  expect(await served.sender.challenge(target)).toBe(true);
  expect(served.sender.blocked).toBe(false);
  const answer = await fetch(target, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-li-signature': 'a'.repeat(64) },
    body: '{"notifications":[]}',
  });
  expect(answer.status).toBe(401);
});

test('Comments, an edit and a deletion arrive once, twice told and in any order', async () => {
  Object.assign(served.sender.knobs, {
    ...{ duplicates: true, reorder: true, prefixedHeader: true, batch: 3 },
    subscribers: ['urn:li:person:adminA1', 'urn:li:person:adminB2'],
  });
  const { clock } = s.world;
  const asked = served.world.comment({ post, actor: ANNA, text: 'Gäller det vikarier?' });
  const gone = served.world.comment({ post, actor: ANNA, text: 'Ångrar mig' });
  clock.advance(5000);
  served.world.edit(asked, 'Gäller det timvikarier?');
  served.world.remove(gone);
  served.world.react(post, ANNA);
  await told();
  expect(await itemOf(asked.urn)).toMatchObject({ text: 'Gäller det timvikarier?', status: 'open' });
  expect(await itemOf(gone.urn)).toMatchObject({ visibility: 'removed', status: 'closed' });
  expect((await s.api.items('')).items).toHaveLength(2);
});

test('A reply goes out, and what LinkedIn then tells of it is no item', async () => {
  const asked = served.world.comment({ post, actor: ANNA, text: 'När stänger ansökan?' });
  await told();
  const item = await itemOf(asked.urn);
  await s.api.act(item?.id ?? '', { type: 'reply', text: 'På fredag.' });
  await s.world.settle();
  const [own] = served.world.under(post, asked);
  expect(own).toMatchObject({ text: 'På fredag.', actor: served.world.organisation });
  await told();
  expect(await itemOf(asked.urn)).toMatchObject({ deadline: { state: 'answered' } });
  expect(await itemOf(own?.urn ?? '')).toBeUndefined();
  expect(served.calls().filter(({ type }) => type === 'reply')).toHaveLength(1);
});

test('A comment that comes without its text is fetched', async () => {
  const asked = served.world.comment({ post, actor: ANNA, text: 'Begränsat innehåll' });
  const notification = served.world.history.at(-1) as Record<string, unknown>;
  delete notification.decoratedGeneratedActivity;
  await told();
  expect(await itemOf(asked.urn)).toMatchObject({ text: 'Begränsat innehåll' });
});

test('A comment whose text can never be had is counted among what could not be read', async () => {
  const [account] = await accountsIn(s.world.db, {
    ...{ tenantId: 'main', role: 'communications-unit' },
    accountIds: [derivedId('account', 'linkedin', served.world.organisation)],
  });
  const key = { tenantId: 'main', accountId: account?._id ?? '' };
  expect(await countUnknown(s.world.db, key)).toBe(0);
  const asked = served.world.comment({ post, actor: ANNA, text: 'Begränsat innehåll' });
  const notification = served.world.history.at(-1) as Record<string, unknown>;
  delete notification.decoratedGeneratedActivity;
  served.switches.denied.add('r_organization_social_feed');
  await told();
  served.switches.denied.clear();
  expect(await itemOf(asked.urn)).toBeUndefined();
  expect(await countUnknown(s.world.db, key)).toBe(1);
});

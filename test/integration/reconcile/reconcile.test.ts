/** Accounts compared with their platform: the simulated LinkedIn, and listings that misbehave. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { linkedin } from '../../../connectors/linkedin/connector.ts';
import type { Account } from '../../../core/accounts/account.ts';
import { Accounts } from '../../../core/accounts/accounts.store.ts';
import { addAccount } from '../../../core/accounts/add-account.store.ts';
import { Reconciles, reconcilesIn } from '../../../core/accounts/reconciles.store.ts';
import type { BackfillConnector, Connector, Fetched, Listed } from '../../../core/actions/connector.ts';
import { Comments } from '../../../core/inbox/comments.store.ts';
import { Deliveries } from '../../../core/inbox/deliveries.store.ts';
import { eventsOf } from '../../../core/inbox/events.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { commentId, SYSTEM_TENANT } from '../../../core/kernel/ids.ts';
import type { Platform } from '../../../core/kernel/platform.ts';
import type { SimPost } from '../../../ops/simulator/linkedin/world.ts';
import { createReconciler, type Reconciler } from '../../../workers/reconcile/reconcile.ts';
import { newAccountOf, vault } from '../../support/accounts.ts';
import { type ServedLinkedIn, serveLinkedIn } from '../../support/linkedin-simulator.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });
const ANNA = 'urn:li:person:anna1';
const HOUR = 3_600_000;
const tenantId = 'main';

let served: ServedLinkedIn;
let account: Account;
let post: SimPost;
let reconciler: Reconciler;
let counter = 0;

/** The world's own map; the product's is made of `connectors/index.ts`. */
const connectorsOf = () => s.world.deps.connectors as Map<Platform, Connector>;
const reconcilerOf = (holder = 'one') => createReconciler({ ...s.world.deps, holder });

async function connected(externalId: string, apiBase: string): Promise<Account> {
  return addAccount(newAccountOf({ externalId, apiBase, token: 'member-token', name: externalId }), {
    ...{ db: s.world.db, connector: linkedin, vault, now: s.world.clock.now() },
    ...{ appSecret: null, platformOnThisMachine: true },
  });
}

beforeAll(() => void connectorsOf().set('linkedin', linkedin));
beforeEach(async () => {
  counter += 1;
  const organisation = `urn:li:organization:${counter}`;
  const seed = `reconcile-${counter}`;
  served = await serveLinkedIn({ organisation, seed, now: () => s.world.clock.now().getTime() });
  account = await connected(organisation, served.access.apiBase);
  post = served.world.post('Vi söker lärare');
  reconciler = reconcilerOf();
});
afterEach(async () => {
  connectorsOf().set('linkedin', linkedin);
  await reconciler.stop();
  await served.close();
  await Accounts(s.world.db).deleteMany({ tenantId, platform: 'linkedin' });
});
afterAll(() => void connectorsOf().delete('linkedin'));

async function compare(by = reconciler): Promise<void> {
  await by.round();
  await by.idle();
  await s.world.runQueue();
}
const rowOf = async (of = account) =>
  (await reconcilesIn(s.world.db, { tenantId, accountIds: [of._id], role: 'communications-unit' }))[0];
const commentOf = (externalId: string, of = account) =>
  Comments(s.world.db)
    .findOne({ tenantId, _id: commentId(of._id, externalId) })
    .lean();
const itemOf = (externalId: string) =>
  Items(s.world.db)
    .findOne({ tenantId, _id: commentId(account._id, externalId) })
    .lean();

/** LinkedIn with another listing. */
const misbehaving = (list: BackfillConnector['list'], more: Partial<BackfillConnector> = {}): void =>
  void connectorsOf().set('linkedin', {
    ...linkedin,
    backfill: { ...linkedin.backfill, ...(list && { list }), ...more },
  });
const page = (
  ids: readonly string[],
  next: string | null,
  posts: readonly string[] = [],
): Fetched<Listed> => ({
  ok: true,
  value: {
    ids,
    wholePosts: posts,
    next,
    bodies: ids.map((id) =>
      Buffer.from(
        JSON.stringify({
          organizationalEntity: account.externalId,
          elements: [{ actor: ANNA, commentUrn: id, message: { text: `Nr ${id}` } }],
        }),
      ),
    ),
  },
});

test('What no webhook brought is ingested once, and the account says what the look found', async () => {
  const asked = served.world.comment({ post, actor: ANNA, text: 'Gäller det vikarier?' });
  s.world.clock.advance(60_000);
  served.world.edit(asked, 'Gäller det timvikarier?');
  await compare();
  // A history tells the newest first.
  const texts = (await commentOf(asked.urn))?.revisions.map(({ text }) => text);
  expect(texts?.toSorted()).toEqual(['Gäller det timvikarier?', 'Gäller det vikarier?']);
  expect(await itemOf(asked.urn)).toMatchObject({ status: 'open', text: 'Gäller det timvikarier?' });
  expect(await rowOf()).toMatchObject({
    outcome: 'whole',
    failures: 0,
    found: { pages: 1, bodies: 2, fresh: 2, comments: 1, posts: 1, vanished: 0 },
  });
  const sources = await Deliveries(s.world.db).distinct('source', { tenantId: SYSTEM_TENANT });
  expect(sources).toEqual(['reconcile']);

  // Not due yet; then the same answers again.
  await compare();
  const calls = served.asked.length;
  s.world.clock.advance(HOUR + 1);
  await compare();
  expect(served.asked.length).toBeGreaterThan(calls);
  expect((await rowOf())?.found).toMatchObject({ comments: 1, fresh: 0 });
  expect((await commentOf(asked.urn))?.revisions).toHaveLength(2);
});

test('What was removed without a word is marked, by nobody knows whom, and what stands beside it stays', async () => {
  const [gone, answer, stays] = ['Borta', 'Svar', 'Kvar'].map((text) =>
    served.world.comment({ post, actor: ANNA, text }),
  );
  await compare();
  if (gone === undefined || answer === undefined || stays === undefined) throw new Error('no comments');
  served.world.remove(gone, { silently: true });
  s.world.clock.advance(HOUR + 1);
  await compare();
  expect(await commentOf(gone.urn)).toMatchObject({ visibility: 'removed' });
  expect(await itemOf(gone.urn)).toMatchObject({ status: 'closed', visibility: 'removed' });
  expect(await itemOf(stays.urn)).toMatchObject({ status: 'open', visibility: 'public' });
  const events = await eventsOf(s.world.db, { tenantId, itemId: commentId(account._id, gone.urn) });
  expect(events.find(({ type }) => type === 'comment.removed')?.data).toMatchObject({ by: 'unknown' });
  expect((await rowOf())?.found).toMatchObject({ vanished: 1, unclear: 0 });

  s.world.clock.advance(HOUR + 1);
  await compare();
  expect((await rowOf())?.found).toMatchObject({ vanished: 0 });
});

test('What came shortly before or during the look is never marked', async () => {
  const asked = served.world.comment({ post, actor: ANNA, text: 'Nyss skrivet' });
  await compare();
  served.world.remove(asked, { silently: true });
  s.world.clock.advance(5 * 60_000);
  await Reconciles(s.world.db).updateOne(
    { tenantId, _id: account._id },
    { $set: { notBefore: new Date(0) } },
  );
  await compare();
  expect((await rowOf())?.found).toMatchObject({ vanished: 0, unclear: 0 });
  expect(await commentOf(asked.urn)).toMatchObject({ visibility: 'public' });
});

test('What a listing lacks and the platform still shows stays', async () => {
  const asked = served.world.comment({ post, actor: ANNA, text: 'Står kvar' });
  await compare();
  misbehaving(async () => page([], null, [post.activity]));
  s.world.clock.advance(HOUR + 1);
  await compare();
  expect(await rowOf()).toMatchObject({ outcome: 'whole', found: { vanished: 0, unclear: 1 } });
  expect(await commentOf(asked.urn)).toMatchObject({ visibility: 'public' });
});

test('What the platform answers again after it had answered otherwise is news again', async () => {
  const urn = 'urn:li:comment:(urn:li:activity:1,1)';
  const hides = {
    ...linkedin.reader,
    parseDelivery: (body: Uint8Array) => {
      const isHidden = Buffer.from(body).includes('hidden');
      const target = {
        kind: 'comment' as const,
        externalId: urn,
        parentId: null,
        postId: 'urn:li:activity:1',
      };
      const change = { type: isHidden ? ('hidden' as const) : ('unhidden' as const), ...target, at: null };
      return [{ accountExternalId: account.externalId, sentAt: null, changes: [{ change, raw: {} }] }];
    },
  };
  const seen: (string | undefined)[] = [];
  for (const state of ['hidden', 'shown', 'shown', 'hidden', 'shown']) {
    const bodies = [Buffer.from(JSON.stringify({ elements: [], state, account: account.externalId }))];
    misbehaving(async () => ({ ok: true, value: { bodies, ids: [urn], wholePosts: [], next: null } }));
    connectorsOf().set('linkedin', { ...(connectorsOf().get('linkedin') ?? linkedin), reader: hides });
    await compare();
    seen.push((await commentOf(urn))?.visibility);
    s.world.clock.advance(HOUR + 1);
  }
  expect(seen).toEqual(['hidden', 'public', 'public', 'hidden', 'public']);
  expect((await rowOf())?.found).toMatchObject({ fresh: 1 });
});

describe('a listing that does not end', () => {
  const urn = (n: number) => `urn:li:comment:(urn:li:activity:1,${n})`;

  test('A second page that repeats the first under a cursor that does not move ends the look, which says so', async () => {
    const ids = Array.from({ length: 25 }, (_, n) => urn(n));
    let asked = 0;
    misbehaving(async () => {
      asked += 1;
      return page(ids, 'same', ['urn:li:activity:1']);
    });
    await compare();
    expect(asked).toBe(2);
    expect(await Comments(s.world.db).countDocuments({ tenantId, accountId: account._id })).toBe(25);
    expect(await rowOf()).toMatchObject({ outcome: 'circles', wholeAt: null, found: { comments: 25 } });
  });

  test('A listing whose cursors are always new and whose pages never are ends too, and nothing counts as gone', async () => {
    misbehaving(async () => page([urn(1), urn(2)], null, ['urn:li:activity:1']));
    await compare();
    s.world.clock.advance(HOUR + 1);
    let asked = 0;
    misbehaving(async () => page([urn(1)], `c${++asked}`, ['urn:li:activity:1']));
    await compare();
    expect(asked).toBeLessThan(6);
    expect(await rowOf()).toMatchObject({ outcome: 'circles', found: { vanished: 0 } });
    expect(await commentOf(urn(2))).toMatchObject({ visibility: 'public' });
  });
});

test('One account\u2019s broken listing holds up no other, and is tried again later', async () => {
  const broken = await connected(`${account.externalId}0`, served.access.apiBase);
  served.world.comment({ post, actor: ANNA, text: 'Kommer fram' });
  const list = linkedin.backfill.list;
  misbehaving(async (access, at) => {
    if (access.externalId === broken.externalId) throw new Error('told by a test');
    return list ? list(access, at) : page([], null);
  });
  await compare();
  expect(await rowOf()).toMatchObject({ outcome: 'whole', found: { comments: 1 } });
  expect(await rowOf(broken)).toMatchObject({ outcome: 'fault', failures: 1 });
  s.world.clock.advance(6 * 60_000);
  await compare();
  expect(await rowOf(broken)).toMatchObject({ outcome: 'fault', failures: 2 });
});

test('After a dead token the account is compared as soon as it is reconnected', async () => {
  served.switches.tokenIsDead = true;
  await compare();
  expect(await rowOf()).toMatchObject({ outcome: 'token-expired' });
  served.switches.tokenIsDead = false;
  served.switches.token = 'new-token';
  s.world.clock.advance(60_000);
  await compare();
  expect(await rowOf()).toMatchObject({ outcome: 'token-expired', failures: 1 });
  const encryptedToken = vault.seal('new-token');
  await Accounts(s.world.db).updateOne({ tenantId, _id: account._id }, { $set: { encryptedToken } });
  await compare();
  expect(await rowOf()).toMatchObject({ outcome: 'whole', failures: 0 });
});

test('Two workers compare an account once', async () => {
  let asked = 0;
  misbehaving(async () => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return page([], null);
  });
  const other = reconcilerOf('two');
  await Promise.all([compare(), compare(other)]);
  expect(asked).toBe(1);
  await other.stop();
});

/** A row whose item or account is gone, or over which every worker dies, ends: none comes back for ever. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { facebook } from '../../connectors/facebook/connector.ts';
import { Actions, actionById } from '../../core/actions/actions.store.ts';
import type { Connector } from '../../core/actions/connector.ts';
import { ImageScans } from '../../core/images/image-scans.store.ts';
import { Contexts, contextId } from '../../core/inbox/contexts.store.ts';
import { JOBS } from '../../core/kernel/queue/jobs.ts';
import { Opinions } from '../../core/second-opinion/opinions.store.ts';
import type { WorkerDeps } from '../../workers/deps.ts';
import { processors } from '../../workers/processors.ts';
import { sweepOnce } from '../../workers/sweep.ts';
import { spoken, storedOf, suite } from '../support/suite.ts';
import { added, envelopeOf, postWebhook } from '../support/webhook.ts';

const s = suite();
const MAX_ATTEMPTS = JOBS.act.maxAttempts;
const SCAN_ATTEMPTS = JOBS['scan-images'].maxAttempts;
const CONTEXT_ATTEMPTS = JOBS['fetch-context'].maxAttempts;
const OPINION_ATTEMPTS = JOBS['second-opinion'].maxAttempts;
const TENANT = 'main';
const POST = '100200300400_66';
/** Longer than any lease. */
const ROUND_MS = 250_000;
let died = 0;
const dies = (): never => {
  died += 1;
  throw new Error('the worker is gone');
};
afterEach(() => {
  died = 0;
});

/** So many times longer than any kind tries: every lease runs out, the sweeper hints, a worker claims. */
async function rounds(deps: WorkerDeps = s.world.deps): Promise<void> {
  for (let round = 0; round < MAX_ATTEMPTS + 5; round++) {
    s.world.clock.advance(ROUND_MS);
    await sweepOnce(deps);
    await s.world.queue.run(processors(deps), () => undefined);
  }
}

describe('a row whose item or account is gone', () => {
  test('A row whose item or account is gone is ended, and not claimed again', async () => {
    const now = s.world.clock.now();
    const row = { tenantId: TENANT, notBefore: now, attempts: 0, lease: null };
    const lost = { ...row, accountId: 'nobody', itemId: 'nothing' };
    await ImageScans(s.world.db).insertMany([
      { ...lost, _id: 'l1', revision: 1, state: 'pending', prints: [] },
    ]);
    const context = { ...row, _id: 'c1', accountId: 'nobody', externalId: 'x', state: 'pending' as const };
    await Contexts(s.world.db).insertMany([context]);
    const { id } = await spoken(s, 'Hej');
    const { body } = await s.api.act(id, { type: 'like' });
    const action = await actionById(s.world.db, { tenantId: TENANT, id: body.action.id });
    if (action === null) throw new Error('no action');
    await Actions(s.world.db).insertMany([{ ...action, _id: 'a1', itemId: 'nothing' }], { lean: true });
    await rounds();
    const key = { tenantId: TENANT };
    expect(
      await ImageScans(s.world.db)
        .findOne({ ...key, _id: 'l1' })
        .lean(),
    ).toMatchObject({ state: 'done', attempts: 1 });
    expect(
      await Contexts(s.world.db)
        .findOne({ ...key, _id: 'c1' })
        .lean(),
    ).toMatchObject({
      state: 'failed',
      cause: 'gone',
      attempts: 1,
    });
    expect(await actionById(s.world.db, { tenantId: TENANT, id: 'a1' })).toMatchObject({
      state: 'failed',
      cause: 'gone',
      attempts: 1,
    });
  }, 60_000);
});

describe('a row over which every worker dies', () => {
  test('A scan over which every worker dies leaves the picture as not judged', async () => {
    const { imageScanner } = s.world.deps;
    const fetcher = { ...imageScanner.fetcher, fetch: dies };
    const deps = { ...s.world.deps, imageScanner: { ...imageScanner, fetcher } };
    const photo = 'https://scontent.xx.fbcdn.net/a.jpg';
    const at = s.world.clock.now();
    const body = envelopeOf([added({ id: '66_1', text: 'Titta', at, more: { photo } })]);
    expect((await postWebhook(s.world.url, body)).status).toBe(200);
    await rounds(deps);
    const { item } = await storedOf(s, '66_1');
    expect(died).toBe(SCAN_ATTEMPTS);
    expect(item?.media?.looks).toMatchObject([{ state: 'not-judged', cause: 'failed' }]);
    const row = await ImageScans(s.world.db)
      .findOne({ tenantId: TENANT, itemId: item?._id ?? '' })
      .lean();
    expect(row).toMatchObject({ state: 'done', attempts: SCAN_ATTEMPTS + 1 });
  }, 60_000);

  test('An action over which every worker dies has failed, and a person may ask for it again', async () => {
    const { id } = await spoken(s, 'Dold, idiot');
    const { body } = await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    const broken: Connector = { ...facebook, actions: { ...facebook.actions, hide: dies } };
    await rounds({ ...s.world.deps, connectors: new Map([['facebook', broken]]) });
    expect(died).toBe(MAX_ATTEMPTS);
    expect((await s.api.item(id)).actions).toMatchObject([{ state: 'failed', cause: 'unreachable' }]);
    expect((await s.api.send('POST', `/api/actions/${body.action.id}/retry`)).status).toBe(202);
    await s.world.settle();
    expect((await s.api.item(id)).visibility).toBe('hidden');
  }, 60_000);

  test('A context over which every worker dies leaves an item that says its post could not be fetched', async () => {
    const broken: Connector = { ...facebook, backfill: { ...facebook.backfill, fetchNode: dies } };
    const at = s.world.clock.now();
    const body = envelopeOf([
      added({ id: '66_2', text: 'Hej', at, parentId: POST, more: { post_id: POST } }),
    ]);
    expect((await postWebhook(s.world.url, body)).status).toBe(200);
    await rounds({ ...s.world.deps, connectors: new Map([['facebook', broken]]) });
    const { item } = await storedOf(s, '66_2');
    expect(died).toBe(CONTEXT_ATTEMPTS);
    expect(item).toMatchObject({ context: 'failed', contextCause: 'unreachable' });
    const _id = contextId(s.account._id, POST);
    expect(await Contexts(s.world.db).findOne({ tenantId: TENANT, _id }).lean()).toMatchObject({
      state: 'failed',
    });
  }, 60_000);

  test('An opinion over which every worker dies is given up', async () => {
    const { id } = await spoken(s, 'Hej på er');
    const now = s.world.clock.now();
    const row = { tenantId: TENANT, itemId: id, revision: 1, notBefore: now, attempts: 0, lease: null };
    await Opinions(s.world.db).insertMany([{ ...row, _id: 'o1', state: 'wanted' }]);
    const secondOpinion = { name: 'dying', ask: dies, close: async () => undefined };
    const run = processors({ ...s.world.deps, secondOpinion })['second-opinion'];
    const claims: boolean[] = [];
    for (let round = 0; round < OPINION_ATTEMPTS + 2; round++) {
      s.world.clock.advance(ROUND_MS);
      const before = died;
      await run({ tenantId: TENANT, rowId: 'o1', revision: round }).catch(() => undefined);
      claims.push(died > before);
    }
    expect(claims.filter(Boolean)).toHaveLength(OPINION_ATTEMPTS);
    expect(await Opinions(s.world.db).findOne({ tenantId: TENANT, _id: 'o1' }).lean()).toMatchObject({
      state: 'failed',
    });
  });
});

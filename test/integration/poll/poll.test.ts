/** A channel that pushes no comments is looked at: what comes of it in the inbox, and what goes wrong. */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { youtube } from '../../../connectors/youtube/connector.ts';
import type { Account } from '../../../core/accounts/account.ts';
import { Accounts, accountById } from '../../../core/accounts/accounts.store.ts';
import { addAccount } from '../../../core/accounts/add-account.store.ts';
import { Deliveries } from '../../../core/inbox/deliveries.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { Polls, PollUnitsRows } from '../../../core/inbox/polls.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { createPollRound } from '../../../workers/poll/poll.ts';
import { newAccountOf, vault } from '../../support/accounts.ts';
import { type Crash, installCrash } from '../../support/crash.ts';
import { suite } from '../../support/suite.ts';
import { startYoutube, type YoutubeServer } from '../../support/youtube-server.ts';

const s = suite({ simulator: false });
const MINUTE = 60_000;
const tenantId = MAIN_TENANT;
/** Channels of their own for each test. */
let channels: readonly string[] = [];
let count = 0;

let crash: Crash;
let sims: YoutubeServer[];
let accounts: Account[];
/** The first of each. */
let sim: YoutubeServer;
let account: Account;

beforeAll(() => {
  crash = installCrash();
});
beforeEach(async () => {
  count += 1;
  channels = ['UCexempelby', 'UCgrannby'].map((name) => `${name}${String(count).padStart(4, '0')}`);
  sims = await Promise.all(
    channels.map((id) =>
      startYoutube({ channel: { id, name: id }, seed: id, now: () => s.world.clock.now().getTime() }),
    ),
  );
  accounts = [];
  for (const { access, state } of sims) {
    const { apiBase, token } = access;
    const made = newAccountOf({ externalId: state.channel.id, apiBase, token });
    const deps = { db: s.world.db, vault, now: s.world.clock.now(), appSecret: null };
    accounts.push(await addAccount(made, { ...deps, connector: youtube, platformOnThisMachine: true }));
  }
  [sim, account] = [sims[0] as YoutubeServer, accounts[0] as Account];
});
afterEach(async () => {
  crash.restart();
  const { db } = s.world;
  await Promise.all([
    Polls(db).deleteMany({ tenantId }),
    PollUnitsRows(db).deleteMany({ tenantId }),
    Accounts(db).deleteMany({ tenantId, platform: 'youtube' }),
    ...sims.map((each) => each.close()),
  ]);
});

const round = () => createPollRound(s.world.deps)();
const rowOf = (id = account._id) => Polls(s.world.db).findOne({ tenantId, _id: id }).lean();
const storedNow = async () => (await fresh()).map(({ outgoing }) => outgoing);
const fresh = () =>
  Promise.all(
    accounts.map(async ({ _id }) => (await accountById(s.world.db, { tenantId, id: _id })) as Account),
  );
const itemsOf = (accountId = account._id) =>
  Items(s.world.db).find({ tenantId, accountId }).sort({ publishedAt: 1, externalId: 1 }).lean();
const deliveryCount = () =>
  Deliveries(s.world.db).countDocuments({ tenantId: '_system', platform: 'youtube' });

/** Time passes, whoever is due is looked at, and what was found is ingested. */
async function later(minutes = 31): Promise<number> {
  s.world.clock.advance(minutes * MINUTE);
  const looked = await round();
  await s.world.settle();
  return looked;
}

describe('what a look finds', () => {
  test('Two comments, an edit and one that vanished are in the inbox like any other’s', async () => {
    const first = sim.speak({ text: 'När plogas Storgatan?' });
    s.world.clock.advance(MINUTE);
    const second = sim.speak({ text: 'Tack för senast' });
    await later(0);
    expect((await itemsOf()).map(({ text, kind, platform }) => [text, kind, platform])).toEqual([
      ['När plogas Storgatan?', 'comment', 'youtube'],
      ['Tack för senast', 'comment', 'youtube'],
    ]);
    s.world.clock.advance(MINUTE);
    sim.edit(first.id, 'När plogas Storgatan och torget?');
    sim.remove(second.id);
    await later();
    const [edited, gone] = await itemsOf();
    expect(edited).toMatchObject({ text: 'När plogas Storgatan och torget?', visibility: 'public' });
    expect(gone).toMatchObject({ visibility: 'removed', status: 'closed' });
  });

  test('A look that finds nothing stores nothing, and moves the next one further away', async () => {
    sim.speak({ text: 'Hej' });
    await later(0);
    const stored = await deliveryCount();
    const before = await rowOf();
    await later();
    expect(await deliveryCount()).toBe(stored);
    const after = await rowOf();
    expect(after?.cursor).toBe(before?.cursor);
    expect(after?.everyMs).toBeGreaterThan(before?.everyMs ?? 0);
    sim.speak({ text: 'Hej igen' });
    await later();
    expect((await rowOf())?.everyMs).toBeLessThan(after?.everyMs ?? 0);
  });

  test('What we have rejected ourselves is not told as removed, and can be shown again', async () => {
    const { id } = sim.speak({ text: 'Ni är dumma i huvudet' });
    await later(0);
    const [item] = await itemsOf();
    const act = async (type: string, more: object = {}) => {
      await s.api.act(item?._id ?? '', { type, ...more });
      await s.world.settle();
    };
    await act('hide', { reason: 'insult', axis: 'houseRule' });
    expect(sim.state.comments.get(id)?.moderation).toBe('rejected');
    await later();
    expect((await itemsOf())[0]).toMatchObject({ visibility: 'hidden' });
    await act('unhide');
    expect(sim.state.comments.get(id)?.moderation).toBe('published');
    await later();
    expect((await itemsOf())[0]).toMatchObject({ visibility: 'public' });
  });

  test('What YouTube holds back is in the inbox and not public, until it is let through', async () => {
    const comment = sim.speak({ text: 'Köp klockor', moderation: 'heldForReview' });
    await later(0);
    expect(await itemsOf()).toMatchObject([{ text: 'Köp klockor', visibility: 'hidden', revision: 1 }]);
    comment.moderation = 'published';
    await later();
    expect(await itemsOf()).toMatchObject([{ text: 'Köp klockor', visibility: 'public', revision: 1 }]);
  });
});

describe('two workers and a crash', () => {
  test('Two rounds at once look once', async () => {
    sim.speak({ text: 'Hej' });
    const counts = await Promise.all([round(), round()]);
    expect(counts.reduce((a, b) => a + b)).toBe(2);
    expect(sim.reads().filter((call) => /commentThreads(?!.*moderationStatus)/u.test(call))).toHaveLength(1);
  });

  test('Killed at any write of a look, the next one loses nothing and tells nothing twice', async () => {
    const base = await deliveryCount();
    for (let at = 1; at <= 12; at++) {
      const said = sim.speak({ text: `Nummer ${at}` });
      s.world.clock.advance(31 * MINUTE);
      crash.arm(at, at % 2 === 0 ? 'before' : 'after');
      await round().catch(() => undefined);
      const killed = crash.restart();
      await later();
      const found = (await itemsOf()).filter(({ externalId }) => externalId === said.id);
      expect(found).toMatchObject([{ text: `Nummer ${at}`, revision: 1 }]);
      if (!killed) break;
    }
    const told = (await itemsOf()).length;
    expect((await deliveryCount()) - base).toBe(told);
  });
});

describe('what goes wrong', () => {
  test('A dead token pauses that account alone; another token is tried at once', async () => {
    for (const each of sims) each.speak({ text: 'Hej' });
    sim.faults.refreshDead = true;
    await later(0);
    expect(await storedNow()).toEqual(['paused', 'active']);
    expect(await rowOf()).toMatchObject({ cause: 'token-expired', cursor: null });
    expect(await itemsOf(accounts[1]?._id)).toHaveLength(1);
    const asked = sim.reads().length;
    await later(5);
    expect(sim.reads()).toHaveLength(asked);

    sim.faults.refreshDead = false;
    await Accounts(s.world.db).updateOne(
      { tenantId, _id: account._id },
      { $set: { encryptedToken: vault.seal(sim.access.token), outgoing: 'active' } },
    );
    await later(1);
    expect(await rowOf()).toMatchObject({ cause: null, deadToken: null });
    expect(await itemsOf()).toHaveLength(1);
  });

  test('A spent quota is waited out until midnight in California, and nothing is lost', async () => {
    await later(0);
    sim.faults.unitsPerDay = 0;
    sim.speak({ text: 'Hej' });
    await later();
    expect(await rowOf()).toMatchObject({ cause: 'throttled', failures: 1 });
    expect(await storedNow()).toEqual(['active', 'active']);
    sim.faults.unitsPerDay = 10_000;
    const wait = ((await rowOf())?.notBefore.getTime() ?? 0) - s.world.clock.now().getTime();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(24 * 60 * MINUTE);
    await later(Math.ceil(wait / MINUTE));
    expect(await itemsOf()).toHaveLength(1);
  });

  test('Looks stop at their share, so that what people decide is never without units', async () => {
    s.world.clock.set(new Date('2026-04-14T05:00:00Z'));
    await later(0);
    const row = await PollUnitsRows(s.world.db).findOne({ tenantId, accountId: account._id }).lean();
    expect(row).toMatchObject({ units: 3, platform: 'youtube', day: '2026-04-13' });
    // 8,000 of 10,000 for looks, shared by two.
    await PollUnitsRows(s.world.db).updateOne(
      { tenantId, accountId: account._id },
      { $set: { units: 4000 } },
    );
    const asked = sim.reads().length;
    const other = sims[1]?.reads().length ?? 0;
    await later();
    expect(sim.reads()).toHaveLength(asked);
    expect(sims[1]?.reads().length).toBeGreaterThan(other);
    // Midnight in California.
    expect((await rowOf())?.notBefore.toISOString()).toBe('2026-04-14T07:00:00.000Z');
    await later(24 * 60);
    expect(sim.reads().length).toBeGreaterThan(asked);
  });

  test('A throttle, and a platform that is away, are looked at again less and less often', async () => {
    await later(0);
    sim.faults.error = { reason: 'backendError', status: 503, on: 'read', times: 3 };
    const waits: number[] = [];
    for (let failures = 1; failures <= 3; failures++) {
      await later();
      const row = await rowOf();
      expect(row).toMatchObject({ cause: 'unreachable', failures });
      waits.push(((row?.notBefore.getTime() ?? 0) - (row?.lookedAt?.getTime() ?? 0)) / MINUTE);
    }
    expect(waits).toEqual([1, 2, 4]);
    await later();
    expect(await rowOf()).toMatchObject({ cause: null, failures: 0 });
  });

  test('An account whose connector throws stops no other', async () => {
    for (const each of sims) each.speak({ text: 'Hej' });
    const { deps } = s.world;
    const broken = {
      ...youtube,
      poll: {
        ...youtube.poll,
        poll: async (...given: Parameters<NonNullable<typeof youtube.poll>['poll']>) => {
          if (given[0].externalId === channels[0]) throw new Error('a fault of ours');
          if (youtube.poll === null) throw new Error('no poll');
          return youtube.poll.poll(...given);
        },
      },
    };
    const connectors = new Map([...deps.connectors, ['youtube' as const, broken]]);
    await createPollRound({ ...deps, connectors })();
    await s.world.settle();
    expect(await itemsOf()).toEqual([]);
    expect(await itemsOf(accounts[1]?._id)).toHaveLength(1);
    // Its claim runs out, and it is looked at again.
    await later(6);
    expect(await itemsOf()).toHaveLength(1);
  });
});

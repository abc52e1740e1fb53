import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Clocks } from '../../../core/deadlines/clocks.store.ts';
import { DeadlinePolicies, setDeadlinePolicy } from '../../../core/deadlines/deadline-policies.store.ts';
import { defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';
import { stopDeadline } from '../../../core/deadlines/life.ts';
import { openPolicyCache, type PolicyCache } from '../../../core/deadlines/policy-cache.store.ts';
import { eventsOf } from '../../../core/inbox/events.store.ts';
import { Items, itemsById } from '../../../core/inbox/items.store.ts';
import { createRecompute } from '../../../workers/deadlines/recompute.ts';
import { createTick } from '../../../workers/deadlines/tick.ts';
import { apiClient } from '../../support/client.ts';
import { testClock } from '../../support/clock.ts';
import { deadlineDeps, openItem, seedOpen, WEEK_ONE, week } from '../../support/deadlines.ts';
import { suite } from '../../support/suite.ts';

const HOUR = 3_600_000;
let policyCache: PolicyCache;
// Before the suite's own hook, which closes the store that the book reads.
afterAll(() => policyCache.close());
const world = suite({ simulator: false, clock: testClock(WEEK_ONE) });
let round = 0;

beforeAll(async () => {
  policyCache = await openPolicyCache(world.world.db, () => undefined, world.world.clock.now);
});
beforeEach(async () => {
  round += 1;
  world.world.clock.set(week(round));
  const { tenantId } = world.account;
  await Items(world.world.db).deleteMany({ tenantId });
  await Clocks(world.world.db).deleteMany({ tenantId });
  await DeadlinePolicies(world.world.db).deleteMany({ tenantId });
  await policyCache.refresh();
});

const seed = (count: number) =>
  seedOpen(world.world.db, world.account, { prefix: `p${round}`, count, at: world.world.clock.now() });
const stored = async (id: string) => {
  const [item] = await itemsById(world.world.db, { tenantId: world.account.tenantId, ids: [id] });
  if (item === undefined) throw new Error('No such item.');
  return item;
};

async function setTarget(hours: number, accountId: string | null = null): Promise<void> {
  const { version: _, ...policy } = defaultPolicy('SE', { targetMs: hours * HOUR });
  await setDeadlinePolicy(world.world.db, {
    tenantId: world.account.tenantId,
    accountId,
    policy,
    by: { kind: 'person', id: 'p' },
    now: world.world.clock.now(),
  });
  await policyCache.refresh();
}

describe('a changed policy', () => {
  test('A changed policy moves every open deadline in the background, keeps the old time, and says so', async () => {
    const items = await seed(450);
    const [first] = items;
    const before = first?.deadline.dueAt ?? 0;
    await setTarget(8);
    const deps = deadlineDeps(world.world, { policyCache });
    const recompute = createRecompute(deps);
    await recompute();
    const after = await stored(first?._id ?? '');
    expect(after.deadline).toMatchObject({
      dueAt: week(round).getTime() + 8 * HOUR,
      previousDueAt: before,
      policyVersion: 'municipality-1',
    });
    const events = await eventsOf(world.world.db, { tenantId: after.tenantId, itemId: after._id });
    expect(events.map(({ type }) => type)).toEqual(['deadline.recomputed']);
    const under = { tenantId: after.tenantId, 'deadline.policyVersion': 'municipality-1' } as const;
    expect(await Items(world.world.db).countDocuments(under)).toBe(450);
    await recompute();
    expect((await stored(first?._id ?? '')).seq).toBe(after.seq);
    // One that another process still started under the old policy is found too.
    const late = openItem(world.account, `late-${round}`, world.world.clock.now());
    await Items(world.world.db).insertMany([late], { lean: true });
    world.world.clock.advance(HOUR);
    await recompute();
    expect((await stored(late._id)).deadline.policyVersion).toBe('municipality-1');
    expect(await Items(world.world.db).countDocuments(under)).toBe(451);
  });

  test('An alarm never follows the old rules, even before the background work has come', async () => {
    const [item] = await seed(1);
    await setTarget(48);
    world.world.clock.advance(12 * HOUR);
    await createTick(deadlineDeps(world.world, { policyCache }))();
    const after = await stored(item?._id ?? '');
    expect(after.deadline).toMatchObject({ policyVersion: 'municipality-1', alarmsRaised: [] });
    expect(after.deadline.nextAlarmAt).toBe(week(round).getTime() + 24 * HOUR);
  });

  test('An account’s own policy wins over the municipality’s; another country’s never applies', async () => {
    await setTarget(8);
    await setTarget(4, world.account._id);
    expect(policyCache.clockOf(world.account).policy.targetMs).toBe(4 * HOUR);
    expect(policyCache.clockOf({ ...world.account, _id: 'another' }).policy.targetMs).toBe(8 * HOUR);
    expect(policyCache.clockOf({ ...world.account, country: 'NO' }).policy.version).toBe('default-NO-1');
  });

  test('A policy is set by the communications unit over the API, in versions, and refused with a sentence', async () => {
    const unit = await apiClient(world.world.db, world.world.url, {
      role: 'communications-unit',
      now: world.world.clock.now(),
    });
    const { version: _, ...policy } = defaultPolicy('SE', { targetSource: 'Riktlinje 2026' });
    const path = '/api/deadlines/policies';
    expect((await world.api.send('POST', path, { accountId: null, policy })).status).toBe(403);
    for (const version of ['municipality-1', 'municipality-2'])
      expect(await unit.send('POST', path, { accountId: null, policy })).toMatchObject({
        status: 201,
        body: { version, policy: { targetSource: 'Riktlinje 2026' } },
      });
    const wrong = await unit.send('POST', path, { accountId: null, policy: { ...policy, warnAt: [1.5] } });
    expect(wrong).toMatchObject({
      status: 422,
      body: { error: { message: 'A warning must come after the start and before the target.' } },
    });
    // Every clock of the account would compute with each of them, and hold up all others.
    const mon = Array.from({ length: 5000 }, () => ({ from: 0, to: 1440 }));
    const closures = [{ date: '2026-12-01', spans: mon }];
    for (const change of [{ clock: 'hours', spans: { mon } }, { closures }])
      expect(
        (await unit.send('POST', path, { accountId: null, policy: { ...policy, ...change } })).status,
      ).toBe(422);
    expect(await unit.get(path)).toMatchObject({
      body: { policies: [{ accountId: null, version: 'municipality-2' }] },
    });
  });
});

const NONE = { answeredLate: 0, unanswered: 0, closed: 0, removed: 0, endedLate: 0 };

describe('the summary', () => {
  const summary = async (query = '') =>
    (await world.api.get<Record<string, number | null>>(`/api/deadlines/summary${query}`)).body;

  test('An empty inbox has no attainment rather than a perfect one', async () => {
    expect(await summary()).toEqual({
      open: 0,
      waiting: 0,
      dueWithin4h: 0,
      breachedNow: 0,
      attainment: null,
      parts: { ...NONE, fellDue: 0, due: 0, met: 0 },
      medianClockMinutes: null,
      p90ClockMinutes: null,
      medianWallMinutes: null,
    });
  });

  test('The summary counts what is open and what fell due, and leaves out what a person left out', async () => {
    const { db, clock, deps } = world.world;
    const start = clock.now();
    const made = Array.from({ length: 10 }, (_, index) => openItem(world.account, `s${index}`, start));
    const working = deps.clockOf(world.account);
    // Answered after 1 to 8 hours, one late at 30 hours, one not at all.
    const answers = [1, 2, 3, 4, 5, 6, 7, 8, 30];
    const items = made.map((item, index) => {
      const hours = answers[index];
      if (hours === undefined) return item;
      const at = start.getTime() + hours * HOUR;
      return { ...item, deadline: stopDeadline(item.deadline, { reason: 'answered', at }, working) };
    });
    const left = openItem(world.account, 'left', start);
    await Items(db).insertMany(
      [...items, { ...left, deadline: { ...left.deadline, counts: false, nextAlarmAt: null } }],
      { lean: true },
    );
    clock.set(new Date(start.getTime() + 22 * HOUR));
    expect(await summary()).toMatchObject({ open: 1, dueWithin4h: 1, breachedNow: 0, attainment: null });
    clock.set(new Date(start.getTime() + 31 * HOUR));
    expect(await summary()).toEqual({
      open: 1,
      waiting: 0,
      dueWithin4h: 0,
      breachedNow: 1,
      attainment: 0.8,
      parts: { ...NONE, fellDue: 10, due: 10, met: 8, answeredLate: 1, unanswered: 1 },
      medianClockMinutes: 300,
      p90ClockMinutes: 1800,
      medianWallMinutes: 300,
    });
    expect(await summary('?board=Kommunstyrelsen')).toMatchObject({ attainment: 0.8 });
    expect(await summary('?board=Annan')).toMatchObject({ open: 0, attainment: null });
    expect(await summary(`?accountId=${world.account._id}`)).toMatchObject({ attainment: 0.8 });
    expect(await summary('?accountId=annat')).toMatchObject({ open: 0, attainment: null });
    const later = encodeURIComponent(new Date(start.getTime() + 40 * HOUR).toISOString());
    expect(await summary(`?from=${later}&to=${later}`)).toMatchObject({ attainment: null, open: 1 });
    expect((await world.api.get(`/api/deadlines/summary?from=yesterday`)).status).toBe(422);
  });

  test('The summary shows nobody what lies outside their accounts', async () => {
    await seed(3);
    const stranger = await apiClient(world.world.db, world.world.url, {
      accountIds: ['elsewhere'],
      now: world.world.clock.now(),
    });
    expect((await stranger.get('/api/deadlines/summary')).body).toMatchObject({ open: 0 });
    expect(await summary()).toMatchObject({ open: 3 });
  });
});

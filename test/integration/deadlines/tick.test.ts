import { beforeEach, describe, expect, test } from '@jest/globals';
import { Alarms } from '../../../core/alarms/alarms.store.ts';
import { Clocks, dueClockFilter } from '../../../core/deadlines/clocks.store.ts';
import type { NewEvent } from '../../../core/inbox/event.ts';
import { eventsOf } from '../../../core/inbox/events.store.ts';
import { Items, itemsById } from '../../../core/inbox/items.store.ts';
import { applyEvent } from '../../../core/inbox/projection/apply-event.ts';
import { createTick } from '../../../workers/deadlines/tick.ts';
import { testClock } from '../../support/clock.ts';
import { deadlineDeps, seedOpen, WEEK_ONE, week } from '../../support/deadlines.ts';
import { suite } from '../../support/suite.ts';

const HOUR = 3_600_000;
const world = suite({ simulator: false, clock: testClock(WEEK_ONE) });
let round = 0;

beforeEach(async () => {
  round += 1;
  world.world.clock.set(week(round));
  const { tenantId } = world.account;
  await Items(world.world.db).deleteMany({ tenantId });
  await Alarms(world.world.db).deleteMany({ tenantId });
  await Clocks(world.world.db).deleteMany({ tenantId });
});

const seed = (count: number) =>
  seedOpen(world.world.db, world.account, { prefix: `r${round}`, count, at: world.world.clock.now() });
const tickAs = (holder: string) => createTick(deadlineDeps(world.world, { holder }));

const raisedOn = async (itemId: string) => {
  const events = await eventsOf(world.world.db, { tenantId: world.account.tenantId, itemId });
  return events.filter(({ type }) => type === 'deadline.warned' || type === 'deadline.breached');
};
const levelsOf = (events: readonly NewEvent[]) => events.map(({ data }) => (data as { level: number }).level);

describe('the tick', () => {
  test('The tick raises each warning when it comes, and the breach, once', async () => {
    const [item] = await seed(1);
    const id = item?._id ?? '';
    const tick = tickAs('one');
    expect(await tick()).toEqual({ items: 0, alarms: 0 });
    for (const [hours, levels] of [
      [12, [0.5]],
      [6, [0.5, 0.75]],
      [6, [0.5, 0.75, 0.9]],
    ] as const) {
      world.world.clock.advance(hours * HOUR);
      await tick();
      await tick();
      expect(levelsOf(await raisedOn(id))).toEqual(levels);
    }
    world.world.clock.advance(1);
    await tick();
    const events = await raisedOn(id);
    expect(levelsOf(events)).toEqual([0.5, 0.75, 0.9, 1]);
    expect(events.map(({ data }) => (data as { late: boolean }).late)).toEqual([false, false, true, false]);
    expect(await tick()).toEqual({ items: 0, alarms: 0 });
  });

  test('All alarms are raised once after three days of downtime, marked late, and fold back to the item', async () => {
    const items = await seed(1200);
    world.world.clock.advance(3 * 24 * HOUR);
    expect(await tickAs('one')()).toEqual({ items: 1200, alarms: 4800 });
    expect(await tickAs('one')()).toEqual({ items: 0, alarms: 0 });
    const { tenantId } = world.account;
    const [first] = items;
    const events = await raisedOn(first?._id ?? '');
    expect(levelsOf(events)).toEqual([0.5, 0.75, 0.9, 1]);
    expect(events.every(({ data }) => (data as { late: boolean }).late)).toBe(true);
    const [stored] = await itemsById(world.world.db, { tenantId, ids: [first?._id ?? ''] });
    expect(events.reduce(applyEvent, first as NonNullable<typeof first>).deadline).toEqual(stored?.deadline);
    const rows = await Alarms(world.world.db).find({ tenantId, audience: 'administrators' }).lean();
    expect(rows.reduce((sum, { raised }) => sum + raised, 0)).toBe(4800);
    expect(rows.reduce((sum, { late }) => sum + late, 0)).toBe(4800);
  });

  test('Two processes never raise the same alarm twice, with the lease or without it', async () => {
    const [item] = await seed(1);
    world.world.clock.advance(13 * HOUR);
    const first = tickAs('a');
    expect(await first()).toEqual({ items: 1, alarms: 1 });
    expect(await tickAs('b')()).toBeNull();
    // The lease has run out for both: what guards then is the item's own place in its line.
    await seed(0);
    world.world.clock.advance(6 * HOUR);
    const results = await Promise.allSettled([tickAs('c')(), tickAs('d')()]);
    expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(levelsOf(await raisedOn(item?._id ?? ''))).toEqual([0.5, 0.75]);
  });

  test('A crash between the writes leaves nothing behind, and the next tick raises all', async () => {
    const [item] = await seed(1);
    world.world.clock.advance(13 * HOUR);
    const broken = createTick(
      deadlineDeps(world.world, {
        holder: 'a',
        now: world.world.clock.now,
        db: {
          get connection(): never {
            throw new Error('killed');
          },
        },
      }),
    );
    await expect(broken()).rejects.toThrow('killed');
    expect(await raisedOn(item?._id ?? '')).toEqual([]);
    expect(await tickAs('a')()).toEqual({ items: 1, alarms: 1 });
  });

  test('A paused, stopped or uncounted clock is never found', async () => {
    const items = await seed(3);
    const ids = items.map(({ _id }) => _id);
    const requests = [
      { type: 'wait' },
      { type: 'close', reason: 'no-answer-needed' },
      { type: 'count', counts: false },
    ];
    for (const [index, request] of requests.entries()) {
      const { status, body } = await world.api.act(ids[index] ?? '', request);
      expect([status, body]).toEqual([202, expect.anything()]);
    }
    world.world.clock.advance(5 * 24 * HOUR);
    expect(await tickAs('a')()).toEqual({ items: 0, alarms: 0 });
  });

  test('The tick is one range read of an index', async () => {
    await seed(2000);
    world.world.clock.advance(1);
    const plan = (await Clocks(world.world.db)
      .collection.find(dueClockFilter(world.world.clock.now()))
      .sort({ at: 1 })
      .limit(500)
      .explain('executionStats')) as {
      executionStats: { totalDocsExamined: number; totalKeysExamined: number };
      queryPlanner: { winningPlan: unknown };
    };
    expect(JSON.stringify(plan.queryPlanner.winningPlan)).toContain('at_1');
    expect(JSON.stringify(plan.queryPlanner.winningPlan)).not.toContain('"SORT"');
    expect(plan.executionStats.totalDocsExamined).toBe(0);
    expect(plan.executionStats.totalKeysExamined).toBeLessThan(5);
  });
});

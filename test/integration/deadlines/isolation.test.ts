/** One account with settings, rows or rules that cannot be used, beside another that has nothing to do with them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Account } from '../../../core/accounts/account.ts';
import { AlarmSettingsRows, settingsId } from '../../../core/alarms/alarm-settings.store.ts';
import { DEFAULT_ALARMS } from '../../../core/alarms/alarm-settings.ts';
import { Alarms } from '../../../core/alarms/alarms.store.ts';
import { Notices } from '../../../core/alarms/notices.store.ts';
import { Clocks } from '../../../core/deadlines/clocks.store.ts';
import { DeadlinePolicies } from '../../../core/deadlines/deadline-policies.store.ts';
import { defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';
import { openPolicyCache, type PolicyCache } from '../../../core/deadlines/policy-cache.store.ts';
import { Events } from '../../../core/inbox/events.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { createPlanner } from '../../../workers/alarms/plan.ts';
import { createSender } from '../../../workers/alarms/send.ts';
import { createRecompute } from '../../../workers/deadlines/recompute.ts';
import { createSupervision } from '../../../workers/deadlines/supervision.ts';
import { createTick } from '../../../workers/deadlines/tick.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { testClock } from '../../support/clock.ts';
import { deadlineDeps, insertItems, openItem, seedOpen, WEEK_ONE, week } from '../../support/deadlines.ts';
import { suite } from '../../support/suite.ts';

const HOUR = 3_600_000;
const world = suite({ simulator: false, clock: testClock(WEEK_ONE) });
let policyCache: PolicyCache;
let sane: Account;
let round = 0;
afterAll(() => policyCache?.close());

beforeAll(async () => {
  const { db, clock } = world.world;
  policyCache = await openPolicyCache(db, () => undefined, clock.now);
  sane = await addTestAccount(db, { externalId: 'sane', name: 'Sansad' }, clock.now());
});
beforeEach(async () => {
  round += 1;
  world.world.clock.set(week(round));
  const { db } = world.world;
  const { tenantId } = world.account;
  for (const rows of [Items, Clocks, Alarms, Notices, DeadlinePolicies, AlarmSettingsRows])
    await (rows as typeof Items)(db).deleteMany({ tenantId });
  await policyCache.refresh();
});

const seed = (account: Account, count: number) =>
  seedOpen(world.world.db, account, { prefix: `i${round}`, count, at: world.world.clock.now() });
const deps = (some = {}) => deadlineDeps(world.world, { policyCache, holder: `h${round}`, ...some });
const told = (accountId: string, kind: string) =>
  Alarms(world.world.db).countDocuments({ tenantId: world.account.tenantId, accountId, kind } as never);

/** As an installation from before settings were proven may hold them. */
async function storeAlarms(accountId: string, hours: object): Promise<void> {
  const { tenantId } = world.account;
  const row = {
    _id: settingsId(tenantId, accountId),
    tenantId,
    accountId,
    settings: { ...DEFAULT_ALARMS, hours },
    webhook: null,
    updatedAt: world.world.clock.now(),
  };
  await AlarmSettingsRows(world.world.db).insertMany([row], { lean: true });
}

async function storePolicy(accountId: string, targetMs: number): Promise<void> {
  const row = {
    _id: `policy-${round}`,
    tenantId: world.account.tenantId,
    accountId,
    version: 1,
    policy: defaultPolicy('SE', { targetMs, version: 'account-x-1' }),
    createdAt: world.world.clock.now(),
    by: { kind: 'person', id: 'p' } as const,
    current: true,
  };
  await DeadlinePolicies(world.world.db).insertMany([row], { lean: true });
  await policyCache.refresh();
}

const REVERSED = { mon: [{ from: 1320, to: 360 }] };

describe('alarm settings that cannot be used', () => {
  test('The tick raises the breaches of both accounts, those of the unusable one by the defaults', async () => {
    await storeAlarms(world.account._id, REVERSED);
    await seed(world.account, 1);
    await seed(sane, 1);
    world.world.clock.advance(24 * HOUR + 1);
    expect(await createTick(deps())()).toEqual({ items: 2, alarms: 8 });
    for (const account of [world.account, sane]) expect(await told(account._id, 'breach')).toBeGreaterThan(0);
  });

  test('Supervision reaches every account', async () => {
    await storeAlarms(world.account._id, REVERSED);
    await seed(world.account, 1);
    await seed(sane, 1);
    world.world.clock.advance(49 * HOUR);
    expect(await createSupervision(deps())()).toEqual({ noted: 0, unattended: 2 });
    for (const account of [world.account, sane]) expect(await told(account._id, 'unseen')).toBeGreaterThan(0);
  });

  test('The sender sends to both, and a notice that fails ends neither the round nor its own tries', async () => {
    await storeAlarms(world.account._id, REVERSED);
    await seed(world.account, 1);
    await seed(sane, 1);
    world.world.clock.advance(24 * HOUR + 1);
    await createTick(deps())();
    world.world.clock.advance(HOUR);
    await createPlanner(deps({ sendMail: async () => ({ state: 'sent' }) }))();
    world.world.clock.advance(HOUR);
    const sent: string[] = [];
    const sendMail = async ({ text }: { text: string }) => {
      if (sent.length === 0) {
        sent.push('thrown');
        throw new Error('a fault of ours');
      }
      sent.push(text);
      return { state: 'sent' } as const;
    };
    await createSender(deps({ sendMail }))();
    expect(sent.length).toBeGreaterThan(1);
    const rows = await Notices(world.world.db).find({ tenantId: world.account.tenantId }).lean();
    const waiting = rows.filter(({ state }) => state === 'pending');
    expect(waiting).toMatchObject([{ lease: null, cause: 'fault' }]);
    expect(waiting[0]?.notBefore.getTime()).toBeGreaterThan(world.world.clock.now().getTime());
  });
});

describe('a deadline policy that cannot be used', () => {
  test('Ingest takes the country’s default clock and marks it, and nothing is quarantined', async () => {
    await storePolicy(world.account._id, 2e15);
    const { clock, error } = { clock: policyCache.clockOf(world.account), error: null };
    expect(error).toBeNull();
    expect(clock.policy.version).toBe('default-SE-1 instead of account-x-1');
    expect(policyCache.clockOf(sane).policy.version).toBe('default-SE-1');
  });

  test('Recomputing reaches the other accounts, and the tick raises what is due', async () => {
    await seed(world.account, 1);
    await seed(sane, 1);
    await storePolicy(world.account._id, 2e15);
    await createRecompute(deps())();
    world.world.clock.advance(24 * HOUR + 1);
    expect(await createTick(deps())()).toEqual({ items: 2, alarms: 8 });
  });
});

describe('rows that cannot be computed', () => {
  test('More of them than a batch holds do not stop the alarms of others', async () => {
    const { db, clock } = world.world;
    const gone = { ...world.account, _id: 'an account that is gone' };
    const at = new Date(clock.now().getTime() - HOUR);
    await insertItems(
      db,
      Array.from({ length: 620 }, (_, index) => openItem(gone, `gone-${round}-${index}`, at)),
    );
    const [item] = await seed(sane, 1);
    clock.advance(24 * HOUR + 1);
    await createTick(deps())();
    const events = await Events(db)
      .find({ tenantId: sane.tenantId, itemId: item?._id ?? '', type: 'deadline.breached' })
      .lean();
    expect(events).toHaveLength(1);
    expect(await createTick(deps())()).toEqual({ items: 0, alarms: 0 });
  });

  test('An item whose change cannot be written is put off, and the rest of its batch is raised', async () => {
    const { db, clock } = world.world;
    const [bad] = await seed(world.account, 2);
    await seed(sane, 2);
    // Its first event stands already, under another id: the unique (item, seq) refuses the second for good.
    await Events(db).insertMany(
      [
        {
          _id: `stray-${round}`,
          tenantId: bad?.tenantId,
          accountId: bad?.accountId,
          itemId: bad?._id,
          seq: 2,
          type: 'item.seen',
          at: clock.now(),
          actor: { kind: 'machine', id: 'x' },
          data: {},
          schemaVersion: 1,
          ruleVersion: 'x',
        },
      ] as never,
      { lean: true },
    );
    clock.advance(13 * HOUR);
    const total = await createTick(deps())();
    expect(total).toMatchObject({ alarms: 3 });
    expect(await told(sane._id, 'warning')).toBeGreaterThan(0);
  });
});

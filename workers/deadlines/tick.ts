/**
 * The tick: every alarm whose instant has come is raised, once, found by one indexed range read. What it writes is one
 * transaction per batch (items, events, alarm rows), so a crash loses nothing and repeats nothing; after downtime the
 * next tick finds them all and marks them late.
 */

import type { Account } from '../../core/accounts/account.ts';
import { addAlarms, type NewAlarm } from '../../core/alarms/alarms.store.ts';
import { alarmsDue } from '../../core/alarms/alarms-due.ts';
import {
  type ClockChange,
  itemsWithDueAlarms,
  writeClocks,
} from '../../core/deadlines/deadline-tick.store.ts';
import { ConcurrentChange } from '../../core/inbox/change-item.store.ts';
import type { ClockItem } from '../../core/inbox/item.ts';
import { transaction } from '../../core/kernel/db.ts';
import { takeLease } from '../../core/kernel/leases.ts';
import { createDirectory, type Directory } from '../account-directory.ts';
import { newAlarms, type RaisedOn } from '../alarms/alarm-digest.ts';
import type { DeadlineDeps } from './deps.ts';

export const TICK_LEASE = 'deadline-tick';
const LEASE_MS = 20_000;
/** Small enough that a person's command never waits long behind it. */
const BATCH = 500;
const ACTOR = { kind: 'machine', id: 'deadline-tick' } as const;

export interface Ticked {
  readonly items: number;
  readonly alarms: number;
}

interface Prepared {
  readonly changes: ClockChange[];
  readonly raised: RaisedOn[];
  readonly alarms: NewAlarm[];
}

/** A clock that cannot be computed is logged and left: it must not hold up the others. */
function dueOn(deps: DeadlineDeps, item: ClockItem, { account, now }: { account: Account; now: Date }) {
  try {
    return alarmsDue(item.deadline, now.getTime(), deps.policyCache.clockOf(account));
  } catch (error) {
    deps.log.error({ err: error, itemId: item._id }, 'an alarm could not be computed');
    return null;
  }
}

function prepare(
  deps: DeadlineDeps,
  directory: Directory,
  { items, now }: { readonly items: readonly ClockItem[]; readonly now: Date },
): Prepared {
  const changes: Prepared['changes'] = [];
  const raised: RaisedOn[] = [];
  for (const item of items) {
    const account = directory.account(item.accountId);
    const due = account && dueOn(deps, item, { account, now });
    if (!due) continue;
    changes.push({ item, newEvents: due.newEvents });
    for (const alarm of due.raised) raised.push({ account, alarm });
  }
  return { changes, raised, alarms: newAlarms(deps, directory, { raised, now }) };
}

async function raiseBatch(
  deps: DeadlineDeps,
  directory: Directory,
  items: readonly ClockItem[],
): Promise<number> {
  const now = deps.now();
  const { changes, raised, alarms } = prepare(deps, directory, { items, now });
  await transaction(deps.db, async (session) => {
    await writeClocks(deps.db, changes, { actor: ACTOR, at: now, session });
    await addAlarms(deps.db, alarms, session);
  });
  return raised.length;
}

/** A batch that somebody else changed under our hands is taken apart: the next tick finds what is left. */
async function raise(deps: DeadlineDeps, directory: Directory, items: readonly ClockItem[]): Promise<number> {
  try {
    return await raiseBatch(deps, directory, items);
  } catch (error) {
    if (!(error instanceof ConcurrentChange) || items.length === 1) {
      if (error instanceof ConcurrentChange) return 0;
      throw error;
    }
    const half = Math.ceil(items.length / 2);
    const first = await raise(deps, directory, items.slice(0, half));
    return first + (await raise(deps, directory, items.slice(half)));
  }
}

/** Raises all that is due, unless another process holds the lease. Null: it does. */
export function createTick(deps: DeadlineDeps): () => Promise<Ticked | null> {
  const directoryOf = createDirectory(deps.db, deps.now);
  let heldUntil = 0;
  // Kept alive when half of it has passed: a tick that finds nothing then costs one read.
  const lease = async (): Promise<boolean> => {
    const now = deps.now();
    if (heldUntil - now.getTime() > LEASE_MS / 2) return true;
    const mine = await takeLease(deps.db, { name: TICK_LEASE, holder: deps.holder, now, forMs: LEASE_MS });
    heldUntil = mine ? now.getTime() + LEASE_MS : 0;
    return mine;
  };
  return async () => {
    if (!(await lease())) return null;
    const total = { items: 0, alarms: 0 };
    for (;;) {
      const items = await itemsWithDueAlarms(deps.db, deps.now(), BATCH);
      if (items.length === 0) return total;
      const alarms = await raise(deps, await directoryOf(), items);
      total.items += items.length;
      total.alarms += alarms;
      // Nothing could be written: accounts that are gone, or a rush of changes. The next tick looks again.
      if (items.length < BATCH || alarms === 0 || !(await lease())) return total;
    }
  };
}

/**
 * The tick: every alarm whose instant has come is raised, once, found by one indexed range read. What it writes is one
 * transaction per batch (items, events, alarm rows), so a crash loses nothing and repeats nothing; after downtime the
 * next tick finds them all and marks them late.
 */

import type { Account } from '../../core/accounts/account.ts';
import { addAlarms, type NewAlarm } from '../../core/alarms/alarms.store.ts';
import { alarmsDue } from '../../core/alarms/alarms-due.ts';
import { MINUTE_MS } from '../../core/deadlines/civil.ts';
import { type Clock, putOffClocks } from '../../core/deadlines/clocks.store.ts';
import {
  type ClockChange,
  itemsWithDueAlarms,
  writeClocks,
} from '../../core/deadlines/deadline-tick.store.ts';
import { ConcurrentChange } from '../../core/inbox/change-item.store.ts';
import type { ClockItem } from '../../core/inbox/item.ts';
import { isStoreFault, transaction } from '../../core/kernel/db.ts';
import { takeLease } from '../../core/kernel/leases.ts';
import { createDirectory, type Directory } from '../account-directory.ts';
import { newAlarms, type RaisedOn } from '../alarms/alarm-digest.ts';
import type { DeadlineDeps } from './deps.ts';

export const TICK_LEASE = 'deadline-tick';
const LEASE_MS = 20_000;
/** How long what cannot be raised is left alone. */
const PUT_OFF_MS = 5 * MINUTE_MS;
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
  readonly stuck: ClockItem[];
}

type Row = Pick<Clock, '_id' | 'tenantId'>;

/** How many alarms were raised, and on which rows nothing could be. */
interface Raising {
  readonly alarms: number;
  readonly stuck: readonly Row[];
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
  const stuck: ClockItem[] = [];
  for (const item of items) {
    const account = directory.account(item.accountId);
    const due = account && dueOn(deps, item, { account, now });
    if (!due) {
      stuck.push(item);
      continue;
    }
    changes.push({ item, newEvents: due.newEvents });
    for (const alarm of due.raised) raised.push({ account, alarm, itemId: item._id });
  }
  return { changes, raised, stuck, alarms: newAlarms(deps, directory, { raised, now }) };
}

async function raiseBatch(
  deps: DeadlineDeps,
  directory: Directory,
  items: readonly ClockItem[],
): Promise<Raising> {
  const now = deps.now();
  const { changes, raised, alarms, stuck } = prepare(deps, directory, { items, now });
  await transaction(deps.db, async (session) => {
    await writeClocks(deps.db, changes, { actor: ACTOR, at: now, session });
    await addAlarms(deps.db, alarms, session);
  });
  return { alarms: raised.length, stuck };
}

/** A batch that fails is taken apart, so that one item never holds up another. What a person changed is found again. */
async function raise(
  deps: DeadlineDeps,
  directory: Directory,
  items: readonly ClockItem[],
): Promise<Raising> {
  try {
    return await raiseBatch(deps, directory, items);
  } catch (error) {
    if (isStoreFault(error)) throw error;
    if (items.length > 1) {
      const half = Math.ceil(items.length / 2);
      const first = await raise(deps, directory, items.slice(0, half));
      const second = await raise(deps, directory, items.slice(half));
      return { alarms: first.alarms + second.alarms, stuck: [...first.stuck, ...second.stuck] };
    }
    if (error instanceof ConcurrentChange) return { alarms: 0, stuck: [] };
    deps.log.error({ err: error, itemId: items[0]?._id }, 'an alarm could not be stored');
    return { alarms: 0, stuck: items };
  }
}

/** One batch; null: nothing is due. */
async function raiseNext(deps: DeadlineDeps, directoryOf: () => Promise<Directory>) {
  const { rows, items } = await itemsWithDueAlarms(deps.db, deps.now(), BATCH);
  if (rows.length === 0) return null;
  const found = new Set(items.map(({ _id }) => _id));
  const { alarms, stuck: unraised } = await raise(deps, await directoryOf(), items);
  const stuck = [...unraised, ...rows.filter(({ _id }) => !found.has(_id))];
  const now = deps.now();
  await putOffClocks(deps.db, stuck, { now, until: new Date(now.getTime() + PUT_OFF_MS) });
  // Where nothing moved, a rush of changes was in the way: the next tick looks again.
  const moved = alarms > 0 || stuck.length > 0;
  return { items: items.length - unraised.length, alarms, more: rows.length === BATCH && moved };
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
      const raised = await raiseNext(deps, directoryOf);
      if (raised === null) return total;
      total.items += raised.items;
      total.alarms += raised.alarms;
      if (!raised.more || !(await lease())) return total;
    }
  };
}

/** The clocks of many items at once: what a tick reads, and how it writes. */

import { applyNewEvents } from '../inbox/apply-new-events.ts';
import type { NewEvent } from '../inbox/event.ts';
import { appendEvents } from '../inbox/events.store.ts';
import type { Item } from '../inbox/item.ts';
import { ConcurrentChange, Items } from '../inbox/items.store.ts';
import { type ClientSession, type Db, overAllTenants } from '../kernel/db.ts';
import type { Actor } from '../kernel/roles.ts';
import { dueClocks, syncClocks } from './clocks.store.ts';
import type { Deadline } from './state.ts';

/** Of an item, all that its clock needs: no text, no verdicts. */
export type ClockItem = Pick<
  Item,
  '_id' | 'tenantId' | 'accountId' | 'version' | 'seq' | 'policyVersion' | 'updatedAt' | 'deadline'
>;
export const CLOCK_FIELDS = {
  tenantId: 1,
  accountId: 1,
  version: 1,
  seq: 1,
  policyVersion: 1,
  updatedAt: 1,
  deadline: 1,
} as const;

const BY_ID = { _id: 1 } as const;

/** Items with an alarm that has come due, the longest due first: one range read, then the items by their ids. */
export async function itemsWithDueAlarms(db: Db, now: Date, limit: number): Promise<ClockItem[]> {
  const rows = await dueClocks(db, now, limit);
  if (rows.length === 0) return [];
  return Items(db)
    .find(
      { _id: { $in: rows.map(({ _id }) => _id) } },
      CLOCK_FIELDS,
      overAllTenants('the tick serves the whole installation'),
    )
    .lean<ClockItem[]>();
}

export interface ClockChange {
  readonly item: ClockItem;
  readonly newEvents: readonly NewEvent[];
}

/** Only what changed of the clock: a warning moves one key of one index, not all that begin with the deadline. */
function changedFields(before: Deadline | undefined, after: Deadline): Record<string, unknown> {
  const fields = (Object.keys(after) as (keyof Deadline)[]).filter((key) => before?.[key] !== after[key]);
  return Object.fromEntries(fields.map((key) => [`deadline.${key}`, after[key]]));
}

/**
 * Writes what happened to these clocks: item, guarded by its last event, and events. Throws {@link ConcurrentChange} when
 * one has moved on since it was read; then nothing is written.
 */
export async function writeClocks(
  db: Db,
  changes: readonly ClockChange[],
  what: { actor: Actor; at: Date; session: ClientSession },
): Promise<void> {
  const changed = changes.filter(({ newEvents }) => newEvents.length > 0);
  if (changed.length === 0) return;
  // Only the fields of the clock are read and written; `applyNewEvents` touches no other for these events.
  const applied = changed.map(({ item, newEvents }) => applyNewEvents(item as Item, newEvents, what));
  const { collection } = Items(db);
  const result = await collection.bulkWrite(
    applied.map(({ item }, index) => ({
      updateOne: {
        filter: { tenantId: item.tenantId, _id: item._id as never, seq: changed[index]?.item.seq },
        // Without it the planner tries every index that begins with the tenant, for each update anew.
        hint: BY_ID,
        update: {
          $set: {
            ...changedFields(changed[index]?.item.deadline, item.deadline),
            version: item.version,
            seq: item.seq,
            ...(item.updatedAt === changed[index]?.item.updatedAt ? {} : { updatedAt: item.updatedAt }),
          },
        },
      },
    })),
    { session: what.session, ordered: true },
  );
  if (result.matchedCount !== applied.length)
    throw new ConcurrentChange('An item changed while its clock was worked on.');
  const ticked = applied.map(({ item }, index) => ({ before: changed[index]?.item ?? null, after: item }));
  await syncClocks(db, ticked, what.session);
  await appendEvents(
    db,
    applied.flatMap(({ events }) => events),
    what.session,
  );
}

/** Alarms that a person sees in the app: count, account and time. Stored, so that nobody must be online for them. */

import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { AlarmKind } from './alarm-kind.ts';

export interface InAppAlarm {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  /** The person's address. */
  readonly recipient: string;
  readonly kind: AlarmKind;
  readonly overdue: number;
  readonly soon: number;
  /** Items that nobody has had on screen; told by the alarm about just that. */
  readonly unseen?: number;
  /** Open items with a blocked picture; told by the alarm about just that. */
  readonly blocked?: number;
  /** Captures without a record or a picture; told by the alarm about just that. */
  readonly evidence?: number;
  /** How many of the alarms behind it were raised late. */
  readonly late: number;
  /** The first of the items that it was raised for. Absent: it is about the account. */
  readonly itemIds?: readonly string[];
  readonly window: Date;
  readonly at: Date;
  readonly readAt: Date | null;
}

export const InAppAlarms = collection<InAppAlarm>(
  'inAppAlarms',
  {
    accountId: String,
    recipient: String,
    kind: String,
    overdue: Number,
    soon: Number,
    unseen: Number,
    blocked: Number,
    evidence: Number,
    late: Number,
    itemIds: [String],
    window: Date,
    at: Date,
    readAt: Date,
  },
  [{ keys: { tenantId: 1, recipient: 1, at: -1 } }],
);

export type NewInAppAlarm = Omit<InAppAlarm, '_id' | 'readAt'>;

/** One per person, account and window. What comes on top makes it unread again. */
export async function addInApp(
  db: Db,
  newAlarms: readonly NewInAppAlarm[],
  session: ClientSession,
): Promise<void> {
  if (newAlarms.length === 0) return;
  await InAppAlarms(db).bulkWrite(
    newAlarms.map(({ tenantId, accountId, recipient, window, kind, itemIds = [], ...counts }) => ({
      updateOne: {
        filter: {
          tenantId,
          _id: derivedId(tenantId, 'in-app', recipient, accountId, String(window.getTime())),
        },
        update: {
          $setOnInsert: { accountId, recipient, window },
          $set: { ...counts, readAt: null },
          // Of two kinds in one window the first in the alphabet stays: `breach` before `warning`, as it should be.
          $min: { kind },
          $addToSet: { itemIds: { $each: [...itemIds] } },
        },
        upsert: true,
      },
    })),
    { session, ordered: true },
  );
}

interface Mine {
  readonly tenantId: string;
  readonly recipient: string;
  /** A person who no longer sees an account no longer sees its alarms. */
  readonly accountIds: readonly string[] | 'all';
}

const mineFilter = ({ recipient, accountIds }: Mine) => ({
  recipient,
  ...(accountIds === 'all' ? {} : { accountId: { $in: [...accountIds] } }),
});

/** The newest first, at most `limit`. */
export function inAppAlarmsOf(db: Db, mine: Mine & { unread: boolean; limit: number }) {
  return InAppAlarms(db)
    .find({ tenantId: mine.tenantId, ...mineFilter(mine), ...(mine.unread ? { readAt: null } : {}) })
    .sort({ at: -1, _id: 1 })
    .limit(mine.limit)
    .lean<InAppAlarm[]>();
}

export function countUnread(db: Db, mine: Mine): Promise<number> {
  return InAppAlarms(db).countDocuments({ tenantId: mine.tenantId, ...mineFilter(mine), readAt: null });
}

/** Marks what was raised until `until`; what came after it was not on the screen. */
export async function readAllInApp(db: Db, mine: Mine & { until: Date; now: Date }): Promise<void> {
  await InAppAlarms(db).updateMany(
    { tenantId: mine.tenantId, ...mineFilter(mine), readAt: null, at: { $lte: mine.until } },
    { $set: { readAt: mine.now } },
  );
}

/** False when it is not this person's. Reading it twice changes nothing. */
export async function readInApp(db: Db, mine: Mine & { id: string; now: Date }): Promise<boolean> {
  const found = await InAppAlarms(db).findOneAndUpdate(
    { tenantId: mine.tenantId, ...mineFilter(mine), _id: mine.id },
    [{ $set: { readAt: { $ifNull: ['$readAt', mine.now] } } }],
    { updatePipeline: true },
  );
  return found !== null;
}

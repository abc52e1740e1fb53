/**
 * Alarms to be told: rows written in the very transaction that raised them, one per account, kind, audience and
 * window, however many items it was. Planning turns them into notices, which carry counts and never items.
 */

import { type ClientSession, collection, type Db, overAllTenants } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { AlarmKind } from './alarm-kind.ts';
import type { Audience } from './alarm-settings.ts';

export interface AlarmRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly kind: AlarmKind;
  readonly audience: Audience;
  /** End of the window that collects them. */
  readonly window: Date;
  readonly notBefore: Date;
  readonly state: 'pending' | 'done';
  /** How many alarms fell into it, and how many of those were raised late. */
  readonly raised: number;
  readonly late: number;
  /** The latest instant any of them belongs to. */
  readonly until: Date;
  /** The first of the items, for the list in the app. Absent: stored before they were kept, or it is about an account. */
  readonly itemIds?: readonly string[];
}

/** Enough to name some; how many there are, the counts say. */
const NAMED = 20;

export const Alarms = collection<AlarmRow>(
  'alarms',
  {
    accountId: String,
    kind: String,
    audience: String,
    window: Date,
    notBefore: Date,
    state: String,
    raised: Number,
    late: Number,
    until: Date,
    itemIds: [String],
  },
  [{ keys: { notBefore: 1 }, partial: { state: 'pending' } }],
);

export type NewAlarm = Omit<AlarmRow, '_id' | 'state'>;

const idOf = ({ tenantId, accountId, kind, audience, window }: NewAlarm): string =>
  derivedId(tenantId, accountId, 'alarm', kind, audience, String(window.getTime()));

/** Adds to the rows of their windows. A row that has been planned already is planned once more. */
export async function addAlarms(db: Db, alarms: readonly NewAlarm[], session: ClientSession): Promise<void> {
  if (alarms.length === 0) return;
  await Alarms(db).bulkWrite(
    alarms.map((alarm) => ({
      updateOne: {
        filter: { tenantId: alarm.tenantId, _id: idOf(alarm) },
        update: {
          $setOnInsert: {
            accountId: alarm.accountId,
            kind: alarm.kind,
            audience: alarm.audience,
            window: alarm.window,
            notBefore: alarm.notBefore,
          },
          $set: { state: 'pending' as const },
          $inc: { raised: alarm.raised, late: alarm.late },
          $max: { until: alarm.until },
          $push: { itemIds: { $each: [...(alarm.itemIds ?? [])].slice(0, NAMED), $slice: NAMED } },
        },
        upsert: true,
      },
    })),
    { session, ordered: false },
  );
}

/** Writes the row unless it is there, planned or not: what is found again and again is told once. */
export async function addAlarmOnce(db: Db, alarm: NewAlarm): Promise<void> {
  const { tenantId, ...rest } = alarm;
  await Alarms(db).updateOne(
    { tenantId, _id: idOf(alarm) },
    { $setOnInsert: { ...rest, state: 'pending' as const } },
    { upsert: true },
  );
}

/** Rows whose time has come, in the whole installation. */
export function dueAlarmRows(db: Db, key: { now: Date; limit: number }): Promise<AlarmRow[]> {
  return Alarms(db)
    .find(
      { state: 'pending', notBefore: { $lte: key.now } },
      null,
      overAllTenants('alarms of the whole installation are planned together'),
    )
    .sort({ notBefore: 1 })
    .limit(key.limit)
    .lean<AlarmRow[]>();
}

/** Marks as planned those that still hold what was read; one that has grown since stays pending. */
export async function finishAlarmRows(
  db: Db,
  rows: readonly AlarmRow[],
  session: ClientSession,
): Promise<void> {
  if (rows.length === 0) return;
  await Alarms(db).bulkWrite(
    rows.map(({ tenantId, _id, raised }) => ({
      updateOne: { filter: { tenantId, _id, raised }, update: { $set: { state: 'done' as const } } },
    })),
    { session, ordered: false },
  );
}

/** Which rules the open deadlines of each account have been brought under. A row that lags behind means work to do. */

import type { ClockItem } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { collection, type Db, overAllTenants } from '../kernel/db.ts';
import { CLOCK_FIELDS } from './deadline-tick.store.ts';

export interface Rules {
  readonly policyVersion: string;
  readonly calendarVersion: string;
}

interface AppliedRules extends Rules {
  /** The account's. */
  readonly _id: string;
  readonly tenantId: string;
  readonly at: Date;
}

export const DeadlineRules = collection<AppliedRules>(
  'deadlineRules',
  { policyVersion: String, calendarVersion: String, at: Date },
  [],
);

export async function appliedRules(db: Db): Promise<Map<string, Rules>> {
  const rows = await DeadlineRules(db)
    .find({}, null, overAllTenants('the background work serves the whole installation'))
    .lean<AppliedRules[]>();
  return new Map(rows.map((row) => [row._id, row]));
}

export async function markApplied(
  db: Db,
  key: { tenantId: string; accountId: string },
  rules: Rules & { at: Date },
): Promise<void> {
  const { policyVersion, calendarVersion, at } = rules;
  await DeadlineRules(db).updateOne(
    { tenantId: key.tenantId, _id: key.accountId },
    { $set: { policyVersion, calendarVersion, at } },
    { upsert: true },
  );
}

/** Open deadlines of the account that follow other rules, from `after` on by id. */
export function itemsUnderOtherRules(
  db: Db,
  key: { tenantId: string; accountId: string; after: string; limit: number },
  rules: Rules,
): Promise<ClockItem[]> {
  return Items(db)
    .find(
      {
        tenantId: key.tenantId,
        accountId: key.accountId,
        _id: { $gt: key.after },
        'deadline.state': { $in: ['running', 'paused'] },
        $or: [
          { 'deadline.policyVersion': { $ne: rules.policyVersion } },
          { 'deadline.calendarVersion': { $ne: rules.calendarVersion } },
        ],
      },
      CLOCK_FIELDS,
    )
    .sort({ _id: 1 })
    .limit(key.limit)
    .lean<ClockItem[]>();
}

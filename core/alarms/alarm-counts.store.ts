/** How things stand for an account now: what an alarm tells, asked when it is told. */

import { alarmInstant } from '../deadlines/alarm-instants.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';

export interface AlarmCounts {
  readonly overdue: number;
  /** Not yet due, but warned about. */
  readonly soon: number;
  /** That nobody has had on screen; only where the alarm is about them. */
  readonly unseen?: number;
  /** Open, with a picture that nobody may see; only where the alarm is about them. */
  readonly blocked?: number;
  /** Captures without a record or a picture; only where the alarm is about them. */
  readonly evidence?: number;
}

/** Counting stops here: "10000" in a message means that many or more. */
const CAP = 10_000;

export interface NewCounts {
  readonly overdue: number;
  readonly soon: number;
}

/** Of those that are due soon, so many are asked when they were last warned about. */
const WARNED_READ = 2000;

const ticking = { 'deadline.state': 'running', 'deadline.counts': true } as const;

export async function alarmCounts(
  db: Db,
  key: { tenantId: string; accountId: string; now: Date },
): Promise<AlarmCounts> {
  const { tenantId, accountId } = key;
  const now = key.now.getTime();
  const [overdue, soon] = await Promise.all([
    Items(db).countDocuments(
      { tenantId, accountId, ...ticking, 'deadline.dueAt': { $lt: now } },
      { limit: CAP },
    ),
    Items(db).countDocuments(
      {
        tenantId,
        accountId,
        ...ticking,
        'deadline.dueAt': { $gte: now },
        'deadline.alarmsRaised.0': { $exists: true },
      },
      { limit: CAP },
    ),
  ]);
  return { overdue, soon };
}

/**
 * Of those in {@link alarmCounts}, what came after `since`: fell due, reached us overdue or is owed again; or, of
 * what is due soon, what has come to a further warning.
 */
export async function newSince(
  db: Db,
  key: { tenantId: string; accountId: string; now: Date; since: Date; clock: WorkingClock },
): Promise<NewCounts> {
  const { tenantId, accountId, since, clock } = key;
  const now = key.now.getTime();
  const from = since.getTime();
  const overdue = { tenantId, accountId, ...ticking, 'deadline.dueAt': { $lt: now } };
  const [fellDue, cameLate, soon] = await Promise.all([
    Items(db).countDocuments({ ...overdue, 'deadline.dueAt': { $gte: from, $lt: now } }, { limit: CAP }),
    Items(db).countDocuments(
      {
        ...overdue,
        'deadline.dueAt': { $lt: Math.min(from, now) },
        $or: [{ firstFetchedAt: { $gte: since } }, { 'deadline.runningSince': { $gte: from } }],
      },
      { limit: CAP },
    ),
    Items(db)
      .find(
        {
          tenantId,
          accountId,
          ...ticking,
          'deadline.dueAt': { $gte: now },
          'deadline.alarmsRaised.0': { $exists: true },
        },
        { deadline: 1 },
      )
      .limit(WARNED_READ)
      .lean<Pick<Item, '_id' | 'deadline'>[]>(),
  ]);
  const warnedAt = ({ deadline }: Pick<Item, 'deadline'>): number =>
    alarmInstant(deadline, Math.max(...deadline.alarmsRaised), clock) ?? 0;
  return { overdue: fellDue + cameLate, soon: soon.filter((item) => warnedAt(item) >= from).length };
}

/** Whether something that fell due at or before `until` still waits for its answer. */
export async function stillOverdue(
  db: Db,
  key: { tenantId: string; accountId: string; until: Date },
): Promise<boolean> {
  const { tenantId, accountId } = key;
  const found = await Items(db)
    .findOne({ tenantId, accountId, ...ticking, 'deadline.dueAt': { $lt: key.until.getTime() } }, { _id: 1 })
    .lean<{ _id: string }>();
  return found !== null;
}

/** Open items of the account with a picture that nobody may see. */
export function blockedOf(db: Db, key: { tenantId: string; accountId: string }): Promise<number> {
  const { tenantId, accountId } = key;
  return Items(db).countDocuments(
    { tenantId, accountId, status: { $ne: 'closed' }, 'media.looks.state': 'blocked' },
    { limit: CAP },
  );
}

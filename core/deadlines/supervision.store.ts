/**
 * Who looked through which account when. Looked through: every item that had arrived has been on screen for a person,
 * or is closed. An entry is written when that becomes true; one entry per newest arrival, so that two people who see
 * the last items at once write one.
 */

import { accountsIn } from '../accounts/accounts.store.ts';
import { Events } from '../inbox/events.store.ts';
import { ITEM_STATUSES } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { collection, type Db, isDuplicateKey } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Actor, Scope } from '../kernel/roles.ts';
import { DEADLINE_STATES } from './state.ts';

export interface Supervision {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly at: Date;
  /** Arrival of the newest item that it covers. */
  readonly upTo: Date;
  /** Items that had arrived since the entry before. */
  readonly items: number;
  /** Everybody who had one of them on screen first, the one who came last included. */
  readonly people: readonly string[];
}

export const Supervisions = collection<Supervision>(
  'supervisions',
  { accountId: String, at: Date, upTo: Date, items: Number, people: [String] },
  [{ keys: { tenantId: 1, accountId: 1, upTo: -1 } }, { keys: { tenantId: 1, at: -1 } }],
);

interface Key {
  readonly tenantId: string;
  readonly accountId: string;
}

/**
 * What a backfill brought in from before the account was connected is not looked through. Named by what they are, not
 * by what they are not: so the index finds exactly these.
 */
const unseen = ({ tenantId, accountId }: Key) => ({
  tenantId,
  accountId,
  firstSeenAt: null,
  status: { $in: ITEM_STATUSES.filter((status) => status !== 'closed') },
  'deadline.state': { $in: DEADLINE_STATES.filter((state) => state !== 'backlog' && state !== 'none') },
});

/** Told to the store: its trial of its many indexes takes another where most of what is open has been seen. */
const BY_UNSEEN = {
  tenantId: 1,
  accountId: 1,
  status: 1,
  'deadline.state': 1,
  firstFetchedAt: 1,
} as const;

export interface Unseen {
  readonly count: number;
  /** Arrival of the oldest of them. */
  readonly since: Date | null;
}

export async function unseenOf(db: Db, key: Key): Promise<Unseen> {
  const { tenantId, ...rest } = unseen(key);
  const [count, oldest] = await Promise.all([
    Items(db).countDocuments({ tenantId, ...rest }, { limit: 10_000, hint: BY_UNSEEN }),
    Items(db)
      .findOne({ tenantId, ...rest }, { firstFetchedAt: 1 }, { hint: BY_UNSEEN })
      .sort({ firstFetchedAt: 1 })
      .lean<{ firstFetchedAt: Date }>(),
  ]);
  return { count, since: oldest?.firstFetchedAt ?? null };
}

export function lastSupervision(db: Db, { tenantId, accountId }: Key): Promise<Supervision | null> {
  return Supervisions(db).findOne({ tenantId, accountId }).sort({ upTo: -1 }).lean<Supervision>();
}

async function seenBy(db: Db, key: Key, after: Date): Promise<string[]> {
  const events = await Events(db)
    .find(
      { tenantId: key.tenantId, accountId: key.accountId, at: { $gt: after }, type: 'item.seen' },
      { actor: 1 },
    )
    .limit(10_000)
    .lean<{ actor: Actor }[]>();
  return [...new Set(events.filter(({ actor }) => actor.kind === 'person').map(({ actor }) => actor.id))];
}

/** Writes the entry if the account is looked through now and something has arrived since the last one. */
export async function noteLookedThrough(db: Db, key: Key & { readonly now: Date }): Promise<boolean> {
  const { tenantId, accountId, now } = key;
  const { tenantId: _same, ...rest } = unseen(key);
  const left = await Items(db)
    .findOne({ tenantId, ...rest }, { _id: 1 }, { hint: BY_UNSEEN })
    .lean();
  if (left !== null) return false;
  const before = await lastSupervision(db, key);
  const since = { firstFetchedAt: { $gt: before?.upTo ?? new Date(0) } };
  const newest = await Items(db)
    .findOne({ tenantId, accountId, ...since }, { firstFetchedAt: 1 })
    .sort({ firstFetchedAt: -1 })
    .lean<{ firstFetchedAt: Date }>();
  if (newest === null) return false;
  const items = await Items(db).countDocuments({ tenantId, accountId, ...since });
  const people = await seenBy(db, key, before?.at ?? new Date(0));
  const upTo = newest.firstFetchedAt;
  const _id = derivedId(accountId, 'supervision', String(upTo.getTime()));
  try {
    await Supervisions(db).insertMany([{ _id, tenantId, accountId, at: now, upTo, items, people }]);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

/** The log, newest first, at most `limit` entries. */
export async function supervisionLog(
  db: Db,
  scope: Scope,
  query: { from: Date; to: Date; accountIds: readonly string[]; limit: number },
): Promise<Supervision[]> {
  const visible = new Set((await accountsIn(db, scope)).map(({ _id }) => _id));
  const accountIds = query.accountIds.filter((id) => visible.has(id));
  return Supervisions(db)
    .find({
      tenantId: scope.tenantId,
      accountId: { $in: accountIds },
      at: { $gte: query.from, $lt: query.to },
    })
    .sort({ at: -1 })
    .limit(query.limit)
    .lean<Supervision[]>();
}

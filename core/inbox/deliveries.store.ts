/** Hop 2: what a platform sent, kept as raw bytes before it is acknowledged. Deliveries belong to the installation. */

import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { deliveryId, derivedId, SYSTEM_TENANT } from '../kernel/ids.ts';
import type { Platform } from '../kernel/platform.ts';
import { JOBS, type RowRef } from '../kernel/queue/jobs.ts';
import type { QuarantineCause } from './deliveries.contract.ts';

/** received: to be ingested. waiting: some entries are of accounts not connected yet. quarantined: unreadable. */
export type DeliveryState = 'received' | 'done' | 'waiting' | 'quarantined';

/** reconcile: the platform's answer when it was asked. vanished: what it answered no longer, in words of ours (vanished.ts). */
export type DeliverySource = 'reconcile' | 'vanished';

export interface Delivery {
  readonly _id: string;
  readonly tenantId: typeof SYSTEM_TENANT;
  readonly platform: Platform;
  readonly body: Buffer;
  readonly receivedAt: Date;
  /** Absent: the platform pushed it. */
  readonly source?: DeliverySource;
  /** Of an answer to us: when the last look began that got it. */
  readonly seenAt?: Date;
  readonly state: DeliveryState;
  /** Accounts (external ids) whose entries wait until they are connected. */
  readonly waitingFor: readonly string[];
  /** How often ingesting it failed; at {@link MAX_ATTEMPTS} it is quarantined for a person. */
  readonly attempts: number;
  /** Since when it fails for reasons that pass; null or missing: it does not. */
  readonly failingSince?: Date | null;
  /** Why it is quarantined; null or missing: it is not, or it was before causes were kept. */
  readonly cause?: QuarantineCause | null;
  readonly processedAt: Date | null;
}

/** A reason that should pass and has not for this long says something about the delivery after all. */
const PASSING_MS = 24 * 3_600_000;

export const MAX_ATTEMPTS = JOBS['ingest-delivery'].maxAttempts;

export const Deliveries = collection<Delivery>(
  'deliveries',
  {
    platform: String,
    body: Buffer,
    receivedAt: Date,
    source: String,
    seenAt: Date,
    state: String,
    waitingFor: [String],
    attempts: Number,
    failingSince: Date,
    cause: String,
    processedAt: Date,
  },
  [
    { keys: { tenantId: 1, receivedAt: 1 }, partial: { state: 'received' } },
    { keys: { tenantId: 1, waitingFor: 1 }, partial: { state: 'waiting' } },
    { keys: { state: 1 }, partial: { state: 'quarantined' } },
    // By another key than the received ones: MongoDB takes an index by its keys alone.
    { keys: { tenantId: 1, state: 1, receivedAt: 1 }, partial: { state: 'quarantined' } },
  ],
);

/** What hints of these deliveries carry. Always the same job: a failing delivery is tried again by its queue. */
export const deliveryHints = (ids: readonly string[]): RowRef[] =>
  ids.map((_id) => ({ tenantId: SYSTEM_TENANT, _id, attempts: 0 }));

export interface Incoming {
  readonly platform: Platform;
  readonly body: Buffer;
  readonly receivedAt: Date;
  readonly readable: boolean;
  readonly source?: DeliverySource;
  /** It tells of something that may come about twice within the second that a platform's times show: a hide. */
  readonly mayRecur?: boolean;
}

/** The same bytes within this time of the first tell of another hide; later ones are the platform's trying again. */
const RECURS_MS = 5000;

export function received({ platform, body, receivedAt, readable, source }: Incoming, _id: string): Delivery {
  return {
    _id,
    tenantId: SYSTEM_TENANT,
    platform,
    body,
    receivedAt,
    ...(source && { source }),
    state: readable ? 'received' : 'quarantined',
    waitingFor: [],
    attempts: 0,
    failingSince: null,
    cause: readable ? null : 'unreadable',
    processedAt: null,
  };
}

/**
 * hide, unhide and hide again within a second: the third has the bytes of the first, and what it tells stands. Where the
 * platform sent the first again instead, that tells what is known, unless it has told the contrary in between: then the
 * last to come counts, as it does of any two that bear one time.
 */
async function storeRecurring(db: Db, incoming: readonly Incoming[], known: ReadonlySet<string>) {
  const recurring = incoming.filter(
    ({ platform, body, mayRecur }) => mayRecur === true && known.has(deliveryId(platform, body)),
  );
  const ids: string[] = [];
  for (const again of recurring) {
    const first = await deliveryById(db, deliveryId(again.platform, again.body));
    const after = first === null ? Infinity : again.receivedAt.getTime() - first.receivedAt.getTime();
    if (first === null || after > RECURS_MS) continue;
    const _id = derivedId(first._id, 'recurs', String(again.receivedAt.getTime()));
    const { upsertedCount } = await Deliveries(db).updateOne(
      { tenantId: SYSTEM_TENANT, _id },
      { $setOnInsert: received(again, _id) },
      { upsert: true },
    );
    if (upsertedCount > 0) ids.push(_id);
  }
  return ids;
}

/**
 * Stores what is new, in one write, journaled. Returns the ids that are to be ingested: those that were not there before,
 * those that were quarantined though they can be read, and hides that recur. The same body again is else acknowledged and nothing more. Throws when the store did not acknowledge all; then nothing may be acknowledged.
 */
export async function storeDeliveries(db: Db, incoming: readonly Incoming[]): Promise<string[]> {
  const documents = new Map<string, Delivery>();
  for (const delivery of incoming) {
    const _id = deliveryId(delivery.platform, delivery.body);
    if (!documents.has(_id)) documents.set(_id, received(delivery, _id));
  }
  const known = new Set<string>();
  try {
    await Deliveries(db).insertMany([...documents.values()], { ordered: false, lean: true });
  } catch (error) {
    for (const id of duplicates(error)) known.add(id);
  }
  const readable = incoming.filter((delivery) => delivery.readable);
  const again = readable
    .map(({ platform, body }) => deliveryId(platform, body))
    .filter((id) => known.has(id));
  for (const id of await tryAgain(db, again)) known.delete(id);
  const recurring = known.size === 0 ? [] : await storeRecurring(db, readable, known);
  return [...[...documents.keys()].filter((id) => !known.has(id)), ...recurring];
}

/** The ids that an unordered insert refused as already there; anything else that went wrong is thrown. */
function duplicates(error: unknown): string[] {
  const failure = error as {
    code?: number;
    writeErrors?: { code?: number; err?: { op?: { _id?: unknown } } }[];
    writeConcernErrors?: unknown[];
    result?: { getWriteConcernError?: () => unknown };
  };
  const writeErrors = failure.writeErrors ?? [];
  const onlyDuplicates = writeErrors.length > 0 && writeErrors.every(({ code }) => code === 11_000);
  if (!onlyDuplicates || failure.result?.getWriteConcernError?.()) throw error;
  return writeErrors.map(({ err }) => String(err?.op?._id));
}

export function deliveryById(db: Db, id: string): Promise<Delivery | null> {
  return Deliveries(db).findOne({ tenantId: SYSTEM_TENANT, _id: id }).lean<Delivery>();
}

export function loadReceived(db: Db, ids: readonly string[]): Promise<Delivery[]> {
  return Deliveries(db)
    .find({ tenantId: SYSTEM_TENANT, _id: { $in: [...ids] }, state: { $in: ['received', 'waiting'] } })
    .sort({ receivedAt: 1, _id: 1 })
    .lean<Delivery[]>();
}

/** Marks deliveries as ingested, inside the transaction of hop 7. False: another worker was first. */
export async function finishDeliveries(
  db: Db,
  done: readonly { id: string; waitingFor: readonly string[] }[],
  write: { session: ClientSession; now: Date },
): Promise<boolean> {
  const result = await Deliveries(db).bulkWrite(
    done.map(({ id, waitingFor }) => ({
      updateOne: {
        filter: { tenantId: SYSTEM_TENANT, _id: id, state: { $in: ['received', 'waiting'] } },
        update: {
          $set: {
            state: waitingFor.length > 0 ? 'waiting' : 'done',
            waitingFor: [...waitingFor],
            processedAt: write.now,
          },
        },
      },
    })),
    { session: write.session, ordered: true },
  );
  return result.matchedCount === done.length;
}

/** Every try is open again. */
export const TRIED_NEVER = { state: 'received', attempts: 0, failingSince: null, cause: null } as const;

/** The platform sends again what is quarantined: it is tried again. Returns which of them were. */
async function tryAgain(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const filter = { tenantId: SYSTEM_TENANT, _id: { $in: [...new Set(ids)] }, state: 'quarantined' } as const;
  const found = await Deliveries(db).find(filter, { _id: 1 }).lean<{ _id: string }[]>();
  if (found.length > 0) await Deliveries(db).updateMany(filter, { $set: TRIED_NEVER });
  return found.map(({ _id }) => _id);
}

/**
 * One failed try. After {@link MAX_ATTEMPTS}, or a day of failures that should have passed, the delivery is kept for a
 * person instead of failing for ever.
 */
export async function recordFailure(
  db: Db,
  failure: { readonly id: string; readonly isPassing: boolean; readonly now: Date },
): Promise<DeliveryState> {
  const { id, isPassing, now } = failure;
  const since = new Date(now.getTime() - PASSING_MS);
  const count = isPassing
    ? { failingSince: { $ifNull: ['$failingSince', now] } }
    : { attempts: { $add: ['$attempts', 1] } };
  const isOver = isPassing ? { $lt: ['$failingSince', since] } : { $gte: ['$attempts', MAX_ATTEMPTS] };
  const cause: QuarantineCause = isPassing ? 'conflict' : 'fault';
  const after = await Deliveries(db)
    .findOneAndUpdate(
      { tenantId: SYSTEM_TENANT, _id: id, state: { $in: ['received', 'waiting'] } },
      [
        { $set: count },
        {
          $set: {
            state: { $cond: [isOver, 'quarantined', '$state'] },
            cause: { $cond: [isOver, cause, null] },
          },
        },
      ],
      { returnDocument: 'after', updatePipeline: true },
    )
    .lean<Delivery>();
  return after?.state ?? 'quarantined';
}

/** For the sweeper: what lies open since before `before`, oldest first. */
export async function openDeliveries(db: Db, before: Date, limit: number): Promise<string[]> {
  const open = await Deliveries(db)
    .find({ tenantId: SYSTEM_TENANT, state: 'received', receivedAt: { $lte: before } }, { _id: 1 })
    .sort({ receivedAt: 1 })
    .limit(limit)
    .lean<{ _id: string }[]>();
  return open.map(({ _id }) => _id);
}

/** Deliveries with entries of this account that came before it was connected: they are open again. */
export async function reopenWaiting(
  db: Db,
  account: { platform: Platform; externalId: string },
  session?: ClientSession,
): Promise<number> {
  const { platform, externalId } = account;
  const result = await Deliveries(db).updateMany(
    { tenantId: SYSTEM_TENANT, state: 'waiting', waitingFor: externalId, platform },
    { $set: { state: 'received' } },
    session ? { session } : {},
  );
  return result.modifiedCount;
}

/** The accounts (external ids) that any delivery waits for. */
export function accountsAwaited(db: Db): Promise<string[]> {
  return Deliveries(db).distinct('waitingFor', { tenantId: SYSTEM_TENANT, state: 'waiting' });
}

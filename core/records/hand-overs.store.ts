/** Hand-overs as stored rows, which are jobs, and the routes of the boards that they take. */

import { type ClientSession, collection, type Db, overAllTenants } from '../kernel/db.ts';
import type { JobKind, JobRow } from '../kernel/job-rows.ts';
import type { RowRef } from '../kernel/queue/jobs.ts';
import type { Actor } from '../kernel/roles.ts';
import {
  AWAITING_RECEIPT,
  type HandOverCause,
  type HandOverReceipt,
  type HandOverState,
  type HandOverTry,
  OPEN_HAND_OVERS,
} from './hand-over.ts';
import { routeId } from './hand-over-ids.ts';
import type { HandOverRoute, RouteKind } from './hand-over-route.ts';

export interface HandOver extends JobRow {
  readonly routeId: string;
  readonly board: string;
  readonly kind: RouteKind;
  /** A trial of the route: about no item. */
  readonly isTest: boolean;
  readonly accountId: string | null;
  readonly itemId: string | null;
  readonly captureId: string | null;
  readonly state: HandOverState;
  readonly actor: Actor;
  readonly requestedAt: Date;
  readonly tries: readonly HandOverTry[];
  /** Why it came to nothing, or has not yet come through. */
  readonly cause: HandOverCause | null;
  /** What only a try can find out, e.g. the key that the receiver's machine showed. */
  readonly shown: string | null;
  readonly receipt: HandOverReceipt | null;
}

export const HandOvers = collection<HandOver>(
  'handOvers',
  {
    routeId: String,
    board: String,
    kind: String,
    isTest: Boolean,
    accountId: String,
    itemId: String,
    captureId: String,
    state: String,
    actor: Object,
    requestedAt: Date,
    tries: [Object],
    cause: String,
    shown: String,
    receipt: Object,
    notBefore: Date,
    attempts: Number,
    lease: Object,
  },
  [
    { keys: { notBefore: 1 }, partial: { state: { $in: [...OPEN_HAND_OVERS] } } },
    { keys: { tenantId: 1, itemId: 1, requestedAt: 1 } },
    { keys: { tenantId: 1, captureId: 1, board: 1 } },
    { keys: { tenantId: 1, routeId: 1, state: 1 } },
    { keys: { tenantId: 1, routeId: 1, requestedAt: -1 }, partial: { isTest: true } },
    { keys: { state: 1 }, partial: { state: { $in: ['failed', 'unknown'] } } },
  ],
);

/** A row whose worker was lost while it sent may have arrived: it says so before anything is sent again. */
export const HAND_OVER_ROWS: JobKind<HandOver> = {
  rows: HandOvers,
  open: OPEN_HAND_OVERS,
  // Longer than building the package and sending it may take.
  leaseMs: 5 * 60_000,
  takenOver: { from: 'sending', to: 'unknown' },
};

export function handOverById(db: Db, key: { tenantId: string; id: string }, session?: ClientSession) {
  return HandOvers(db)
    .findOne({ tenantId: key.tenantId, _id: key.id }, null, session ? { session } : {})
    .lean<HandOver>();
}

/** The item's hand-overs, the newest first. */
export function handOversOf(db: Db, key: { tenantId: string; itemId: string }): Promise<HandOver[]> {
  return HandOvers(db)
    .find({ tenantId: key.tenantId, itemId: key.itemId })
    .sort({ requestedAt: -1 })
    .limit(50)
    .lean<HandOver[]>();
}

/** What was asked of this capture for this board, the oldest first. */
export function handOversOfCapture(
  db: Db,
  key: { tenantId: string; captureId: string; board: string },
  session: ClientSession,
): Promise<HandOver[]> {
  return HandOvers(db)
    .find({ tenantId: key.tenantId, captureId: key.captureId, board: key.board }, null, { session })
    .sort({ requestedAt: 1 })
    .lean<HandOver[]>();
}

/** The newest trial of each of these routes. */
export async function lastTests(
  db: Db,
  key: { tenantId: string; routeIds: readonly string[] },
): Promise<Map<string, HandOver>> {
  const found = await Promise.all(
    key.routeIds.map((id) =>
      HandOvers(db)
        .findOne({ tenantId: key.tenantId, routeId: id, isTest: true })
        .sort({ requestedAt: -1 })
        .lean<HandOver>(),
    ),
  );
  return new Map(found.flatMap((test) => (test === null ? [] : [[test.routeId, test] as const])));
}

export interface StoredRoute extends HandOverRoute {
  readonly _id: string;
  readonly tenantId: string;
  readonly kind: RouteKind;
  /** A password or key, sealed with the installation's key. */
  readonly sealedSecret: string | null;
  readonly updatedAt: Date;
  readonly updatedBy: Actor;
}

export const HandOverRoutes = collection<StoredRoute>(
  'handOverRoutes',
  {
    board: String,
    kind: String,
    settings: Object,
    formats: [String],
    internal: Boolean,
    language: String,
    sealedSecret: String,
    updatedAt: Date,
    updatedBy: Object,
  },
  [{ keys: { tenantId: 1, board: 1 }, unique: true }],
);

export function routesOf(db: Db, tenantId: string): Promise<StoredRoute[]> {
  return HandOverRoutes(db).find({ tenantId }).sort({ board: 1 }).lean<StoredRoute[]>();
}

export function routeById(db: Db, key: { tenantId: string; id: string }, session?: ClientSession) {
  return HandOverRoutes(db)
    .findOne({ tenantId: key.tenantId, _id: key.id }, null, session ? { session } : {})
    .lean<StoredRoute>();
}

/** `sealedSecret` undefined: the one that is stored stays. */
export async function putRoute(
  db: Db,
  route: Omit<StoredRoute, '_id' | 'sealedSecret'> & { readonly sealedSecret: string | null | undefined },
): Promise<string> {
  const { tenantId, board, sealedSecret, ...set } = route;
  const _id = routeId(tenantId, board);
  await HandOverRoutes(db).updateOne(
    { tenantId, _id },
    {
      $set: { board, ...set, ...(sealedSecret === undefined ? {} : { sealedSecret }) },
      ...(sealedSecret === undefined ? { $setOnInsert: { sealedSecret: null } } : {}),
    },
    { upsert: true },
  );
  return _id;
}

/** False: there is none. */
export async function removeRoute(db: Db, key: { tenantId: string; id: string }): Promise<boolean> {
  return (await HandOverRoutes(db).deleteOne({ tenantId: key.tenantId, _id: key.id })).deletedCount === 1;
}

/** What waits for a better moment is due now: its way was just mended. Returns what to hint. */
export async function wakeHandOvers(
  db: Db,
  { tenantId, routeId: id, now }: { tenantId: string; routeId: string; now: Date },
): Promise<RowRef[]> {
  const waiting = {
    tenantId,
    routeId: id,
    state: { $in: ['queued', 'unknown'] },
    lease: null,
    notBefore: { $gt: now },
  } as const;
  const rows = await HandOvers(db).find(waiting, { tenantId: 1, attempts: 1 }).limit(2000).lean<RowRef[]>();
  await HandOvers(db).updateMany(
    { ...waiting, _id: { $in: rows.map(({ _id }) => _id) } },
    { $set: { notBefore: now } },
  );
  // Hints of their own: those of the same number of tries lie in the queue until the later time.
  return rows.map((row) => ({ ...row, attempts: row.attempts + Math.floor(now.getTime() / 1000) }));
}

/** Every route whose receiver answers with a file, of whatever municipality. */
export function routesWithReceipts(db: Db): Promise<StoredRoute[]> {
  return HandOverRoutes(db)
    .find(
      { kind: { $in: ['folder', 'sftp'] } },
      null,
      overAllTenants('receipts come for the whole installation'),
    )
    .lean<StoredRoute[]>();
}

/** Those of a route that an answer may still come for. */
export function awaitingReceipt(db: Db, key: { tenantId: string; routeId: string }): Promise<HandOver[]> {
  return (
    HandOvers(db)
      .find({ tenantId: key.tenantId, routeId: key.routeId, state: { $in: [...AWAITING_RECEIPT] } })
      // Those that nobody ever answers must not stand before the new ones.
      .sort({ requestedAt: -1 })
      .limit(2000)
      .lean<HandOver[]>()
  );
}

/**
 * Writes an answer, where none stands and no worker is sending at this moment. Null: another was first, or it is being
 * sent, and the answer is found again in the next round.
 */
export function answerHandOver(
  db: Db,
  answer: { tenantId: string; id: string; receipt: HandOverReceipt; now: Date },
  session: ClientSession,
): Promise<HandOver | null> {
  const { tenantId, id, receipt, now } = answer;
  const set = {
    receipt,
    state: receipt.state,
    cause: receipt.state === 'refused' ? ('receiver-refused' as const) : null,
    // Whoever held it has lost it: what it settles late must not undo the answer.
    lease: null,
  };
  return HandOvers(db)
    .findOneAndUpdate(
      {
        tenantId,
        _id: id,
        state: { $in: [...AWAITING_RECEIPT, 'failed'] },
        $or: [{ lease: null }, { 'lease.until': { $lte: now } }],
      },
      { $set: set },
      { session, returnDocument: 'after' },
    )
    .lean<HandOver>();
}

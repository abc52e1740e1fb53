/**
 * The last link of the chain at the end of each day. Outside the system it stands in the unit's daily mail and, where an
 * authority is named, under its time stamp: whoever rewrites the chain cannot rewrite those.
 */
import { collection, type Db } from '../kernel/db.ts';
import { Captures, type StoredCapture } from './captures.store.ts';

export interface ChainHead {
  /** `tenantId/day`. */
  readonly _id: string;
  readonly tenantId: string;
  /** Local date, `2026-11-30`. */
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
  readonly takenAt: Date;
  /** An RFC 3161 answer over the hash's 64 hexadecimal characters; null: none (yet). */
  readonly timeStamp: Buffer | null;
}

export const ChainHeads = collection<ChainHead>(
  'chainHeads',
  { day: String, seq: Number, hash: String, takenAt: Date, timeStamp: Buffer },
  [{ keys: { tenantId: 1, seq: 1 } }],
);

export type Link = Pick<StoredCapture, '_id' | 'chain' | 'manifestSha256'>;

/** The chain's end; null: nothing was sealed yet. */
export async function lastLink(db: Db, tenantId: string): Promise<Link | null> {
  return Captures(db)
    .findOne({ tenantId }, { chain: 1, manifestSha256: 1 })
    .sort({ 'chain.seq': -1 })
    .lean<Link>();
}

/** Takes the day's head once; a day on which nothing was sealed has none. Returns it where it is new. */
export async function takeHead(
  db: Db,
  { tenantId, day, now }: { readonly tenantId: string; readonly day: string; readonly now: Date },
): Promise<ChainHead | null> {
  const link = await lastLink(db, tenantId);
  if (link === null) return null;
  const last = await newestHead(db, tenantId);
  if (last !== null && last.seq >= link.chain.seq) return null;
  const { seq, hash } = link.chain;
  const head: ChainHead = {
    _id: `${tenantId}/${day}`,
    tenantId,
    day,
    seq,
    hash,
    takenAt: now,
    timeStamp: null,
  };
  const { _id, ...fields } = head;
  const written = await ChainHeads(db).updateOne(
    { tenantId, _id },
    { $setOnInsert: fields },
    { upsert: true },
  );
  return written.upsertedCount === 1 ? head : null;
}

export function newestHead(db: Db, tenantId: string): Promise<ChainHead | null> {
  return ChainHeads(db).findOne({ tenantId }).sort({ seq: -1 }).lean<ChainHead>();
}

/** The first head at or after a link: everything up to there stands outside the system. */
export function headAfter(db: Db, { tenantId, seq }: { readonly tenantId: string; readonly seq: number }) {
  return ChainHeads(db)
    .findOne({ tenantId, seq: { $gte: seq } })
    .sort({ seq: 1 })
    .lean<ChainHead>();
}

/** Heads that an authority has not stamped yet, the oldest first. */
export function unstampedHeads(db: Db, tenantId: string): Promise<ChainHead[]> {
  return ChainHeads(db).find({ tenantId, timeStamp: null }).sort({ seq: 1 }).limit(50).lean<ChainHead[]>();
}

export async function keepStamp(db: Db, head: ChainHead, timeStamp: Uint8Array): Promise<void> {
  await ChainHeads(db).updateOne(
    { tenantId: head.tenantId, _id: head._id, timeStamp: null },
    { $set: { timeStamp: Buffer.from(timeStamp) } },
  );
}

/** A stretch of the chain, in order, both ends included. */
export function linksBetween(
  db: Db,
  { tenantId, from, to }: { readonly tenantId: string; readonly from: number; readonly to: number },
): Promise<Link[]> {
  return Captures(db)
    .find({ tenantId, 'chain.seq': { $gte: from, $lte: to } }, { chain: 1, manifestSha256: 1 })
    .sort({ 'chain.seq': 1 })
    .lean<Link[]>();
}

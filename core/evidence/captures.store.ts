/** Sealed captures and the chain they stand in. Written once, never changed. */

import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { type ChainLink, nextLink, type SealedCapture } from './capture.ts';

export interface StoredCapture extends SealedCapture {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly itemId: string;
  readonly sealedAt: Date;
  readonly chain: ChainLink;
}

export const Captures = collection<StoredCapture>(
  'captures',
  {
    accountId: String,
    itemId: String,
    sealedAt: Date,
    files: [Object],
    manifest: String,
    manifestSha256: String,
    chain: Object,
  },
  [{ keys: { tenantId: 1, 'chain.seq': 1 }, unique: true }, { keys: { tenantId: 1, itemId: 1 } }],
);

/** Adds a capture at the chain's end. Two at once collide on `chain.seq`; the transaction's caller tries again. */
export async function appendCapture(
  db: Db,
  capture: Omit<StoredCapture, 'chain'>,
  session: ClientSession,
): Promise<ChainLink> {
  const last = await Captures(db)
    .findOne({ tenantId: capture.tenantId }, { chain: 1 }, { session })
    .sort({ 'chain.seq': -1 })
    .lean<{ chain: ChainLink }>();
  const chain = nextLink(last?.chain ?? null, {
    captureId: capture._id,
    manifestSha256: capture.manifestSha256,
  });
  await Captures(db).insertMany([{ ...capture, chain }], { session, lean: true });
  return chain;
}

export function captureById(db: Db, key: { tenantId: string; id: string }) {
  return Captures(db).findOne({ tenantId: key.tenantId, _id: key.id }).lean<StoredCapture>();
}

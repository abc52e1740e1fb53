/** What a package shows of the chain: from each of its seals to the next head that stands outside the system. */
import { headAfter, type Link, linksBetween } from '../evidence/chain-heads.store.ts';
import type { EvidencePackage } from '../evidence/package.ts';
import type { Db } from '../kernel/db.ts';
import { type ChainProof, inStretches, type ProofLink, sealLinks } from './evidence-files.ts';

/** A longer stretch says no more, and a day with so many captures is none that was ever seen. */
const MAX_LINKS = 5_000;

const proofLink = ({ _id, chain, manifestSha256 }: Link): ProofLink => ({
  ...chain,
  captureId: _id,
  manifestSha256,
});

/** A lean document holds BSON's Binary where mongoose would give a Buffer. */
const bytesIn = (data: Buffer | { readonly buffer: Uint8Array }): Uint8Array =>
  Buffer.isBuffer(data) ? data : Buffer.from(data.buffer);

/** Null: no head has been taken since, or it is a trial; the package then holds its own links alone. */
export async function chainProof(
  db: Db,
  { tenantId, evidence }: { readonly tenantId: string; readonly evidence: EvidencePackage },
): Promise<ChainProof | null> {
  const from = evidence.chain.seq;
  const head = await headAfter(db, { tenantId, seq: from });
  if (head === null || head.seq - from >= MAX_LINKS) return null;
  const links = await linksBetween(db, { tenantId, from, to: head.seq });
  // A trial's link stands in no chain: what stands in its place is somebody else's.
  if (links[0]?._id !== evidence.captureId) return null;
  // What was sealed after that head stands apart: the first stretch ends with what left the system.
  const later = sealLinks(evidence).filter(({ seq }) => seq > head.seq);
  const stretches = [links.map(proofLink), ...inStretches(later)];
  return { stretches, timeStamp: head.timeStamp === null ? null : bytesIn(head.timeStamp) };
}

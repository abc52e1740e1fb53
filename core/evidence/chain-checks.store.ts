/** Walks a municipality's whole chain, every file of every capture, and keeps what the last walk found. */
import { itemsById } from '../inbox/items.store.ts';
import { isWithheld } from '../inbox/withheld.ts';
import { collection, type Db } from '../kernel/db.ts';
import type { ChainLink, SealedCapture } from './capture.ts';
import { Captures, captureById, type StoredCapture, storedPaths, withFiles } from './captures.store.ts';
import { captureFaults, type FoundFault, headFault } from './chain-check.ts';
import { ChainHeads } from './chain-heads.store.ts';
import { evidencePackage } from './package.store.ts';

export interface ChainCheck {
  /** The tenant's id: one, the last. */
  readonly _id: string;
  readonly tenantId: string;
  readonly checkedAt: Date;
  /** When the first link was made; null: nothing was sealed yet. */
  readonly since: Date | null;
  readonly links: number;
  readonly faults: readonly FoundFault[];
}

export const ChainChecks = collection<ChainCheck>(
  'chainChecks',
  { checkedAt: Date, since: Date, links: Number, faults: [Object] },
  [],
);

/** What is wrong is told by the first ones; a store that is wholly wrong must not fill another. */
const MAX_FAULTS = 100;

/** Deleted for what it shows, which is no tampering: the whole picture is gone, and its item is withheld. */
async function isForgotten(
  db: Db,
  { tenantId, itemId, recordId }: StoredCapture,
  { files }: SealedCapture,
): Promise<boolean> {
  if (recordId === undefined || files.length > 0) return false;
  const [item] = await itemsById(db, { tenantId, ids: [itemId] });
  if (item !== undefined && isWithheld(item)) return true;
  // What stood beside it is withheld, and may be seen on it.
  const evidence = await evidencePackage(db, { tenantId, captureId: recordId });
  return (evidence?.withheld ?? []).length > 0;
}

/** Pieces of files that no capture lists: whoever put them there hides them behind a seal that knows nothing of them. */
async function strayPieces(db: Db, tenantId: string): Promise<FoundFault[]> {
  const found: FoundFault[] = [];
  for await (const { captureId, paths } of storedPaths(db, tenantId)) {
    const capture = await captureById(db, { tenantId, id: captureId });
    const listed = new Set(capture?.files.map(({ path }) => path));
    const extra = paths.filter((path) => !listed.has(path));
    const detail = extra.map((path) => `${path} is stored and not in the manifest.`).join(' ');
    if (extra.length > 0) found.push({ seq: capture?.chain.seq ?? 0, captureId, fault: 'files', detail });
  }
  return found;
}

export async function walkChain(
  db: Db,
  { tenantId, now }: { readonly tenantId: string; readonly now: Date },
): Promise<ChainCheck> {
  const faults: FoundFault[] = [];
  const heads = await ChainHeads(db).find({ tenantId }, { seq: 1, hash: 1 }).sort({ seq: 1 }).lean();
  const waiting = [...heads];
  let before: ChainLink | null = null;
  let since: Date | null = null;
  let links = 0;
  const cursor = Captures(db)
    .find({ tenantId })
    .sort({ 'chain.seq': 1 })
    .batchSize(50)
    .lean<StoredCapture[]>()
    .cursor() as unknown as AsyncIterable<StoredCapture>;
  for await (const capture of cursor) {
    const sealed = await withFiles(db, capture);
    const passing = {
      captureId: capture._id,
      chain: capture.chain,
      sealed,
      forgotten: await isForgotten(db, capture, sealed),
      row: capture,
    };
    faults.push(...captureFaults(before, passing));
    while (waiting[0] !== undefined && waiting[0].seq <= capture.chain.seq) {
      const [head] = waiting.splice(0, 1);
      const fault = head && headFault(head, head.seq === capture.chain.seq ? capture.chain : null);
      if (fault) faults.push(fault);
    }
    before = capture.chain;
    since ??= capture.sealedAt;
    links += 1;
  }
  faults.push(...(await strayPieces(db, tenantId)));
  for (const head of waiting) faults.push(...[headFault(head, null)].filter((fault) => fault !== null));
  const kept = faults.slice(0, MAX_FAULTS);
  return { _id: tenantId, tenantId, checkedAt: now, since, links, faults: kept };
}

export async function keepCheck(db: Db, { _id, tenantId, ...rest }: ChainCheck): Promise<void> {
  await ChainChecks(db).updateOne({ tenantId, _id }, { $set: rest }, { upsert: true });
}

export const lastCheck = (db: Db, tenantId: string): Promise<ChainCheck | null> =>
  ChainChecks(db).findOne({ tenantId, _id: tenantId }).lean<ChainCheck>();

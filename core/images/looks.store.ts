/** Pictures to be looked at: one row per item and revision that has any. The row is the job; it is claimed like an action. */

import type { Item } from '../inbox/item.ts';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import { claimRow, dueRows, type JobKind, type JobRow, settleRow } from '../kernel/job-rows.ts';
import { KnownPictures } from './known-pictures.store.ts';
import { isOpenLook, type Print } from './media.ts';

export interface LookRow extends JobRow {
  readonly accountId: string;
  readonly itemId: string;
  /** Of `item.media`: a later revision has a row of its own. */
  readonly revision: number;
  readonly state: 'pending' | 'done';
  readonly prints: readonly Print[];
}

export const Looks = collection<LookRow>(
  'looks',
  {
    accountId: String,
    itemId: String,
    revision: Number,
    state: String,
    notBefore: Date,
    attempts: Number,
    lease: Object,
    prints: [Object],
  },
  [{ keys: { notBefore: 1 }, partial: { state: 'pending' } }, { keys: { tenantId: 1, itemId: 1 } }],
);

export const lookId = (itemId: string, revision: number): string =>
  derivedId(itemId, 'look', String(revision));

/** The lease is longer than ten pictures take, each with its full time for fetching and judging. */
const KIND: JobKind<LookRow> = { rows: Looks, open: ['pending'], leaseMs: 240_000 };
export const LOOK_ATTEMPTS = 4;

/** Asks for a look at every item that has something open; returns what was asked for. */
export async function wantLooks(
  db: Db,
  items: readonly Item[],
  write: { session: ClientSession; now: Date },
): Promise<{ tenantId: string; id: string }[]> {
  const wanted = items.flatMap((item) =>
    item.media?.looks.some(isOpenLook) ? [{ item, revision: item.media.revision }] : [],
  );
  if (wanted.length === 0) return [];
  await Looks(db).bulkWrite(
    wanted.map(({ item: { tenantId, accountId, _id: itemId }, revision }) => ({
      updateOne: {
        filter: { tenantId, _id: lookId(itemId, revision) },
        update: {
          $setOnInsert: {
            tenantId,
            accountId,
            itemId,
            revision,
            state: 'pending',
            notBefore: write.now,
            attempts: 0,
            lease: null,
            prints: [],
          },
        },
        upsert: true,
      },
    })),
    { session: write.session, ordered: true },
  );
  return wanted.map(({ item, revision }) => ({ tenantId: item.tenantId, id: lookId(item._id, revision) }));
}

export const claimLook = (
  db: Db,
  key: { tenantId: string; id: string; now: Date },
): Promise<LookRow | null> => claimRow(db, KIND, key);

/** Ends or postpones a claimed look; false when the claim was lost. */
export const settleLook = (
  db: Db,
  claimed: LookRow,
  set: Partial<Pick<LookRow, 'state' | 'notBefore' | 'prints'>>,
  session?: ClientSession,
): Promise<boolean> => settleRow(db, KIND, { claimed, set, session });

/** The print of one attachment of the item as it stands; null where none is kept. */
export async function printOf(
  db: Db,
  key: { tenantId: string; itemId: string; revision: number; at: number },
): Promise<Print | null> {
  const row = await Looks(db)
    .findOne({ tenantId: key.tenantId, _id: lookId(key.itemId, key.revision) })
    .lean<LookRow>();
  return row?.prints.find(({ at }) => at === key.at) ?? null;
}

/** What may be child sexual abuse material leaves no hash behind, in the list of known pictures neither. */
export async function forgetPrints(
  db: Db,
  key: { tenantId: string; itemIds: readonly string[] },
  session: ClientSession,
): Promise<void> {
  const { tenantId } = key;
  const rows = await Looks(db)
    .find({ tenantId, itemId: { $in: [...key.itemIds] } }, null, { session })
    .lean<LookRow[]>();
  const hashes = rows.flatMap(({ prints }) => prints.flatMap(({ hash }) => hash ?? []));
  if (hashes.length > 0) await KnownPictures(db).deleteMany({ tenantId, hash: { $in: hashes } }, { session });
  if (rows.length > 0)
    await Looks(db).updateMany(
      { tenantId, _id: { $in: rows.map(({ _id }) => _id) } },
      { $set: { prints: [] } },
      { session },
    );
}

/** Whether the item's pictures are still to be looked at, a try that is due again included. */
export async function isLookWanted(
  db: Db,
  { tenantId, itemId, revision }: { tenantId: string; itemId: string; revision: number },
): Promise<boolean> {
  const row = await Looks(db).exists({
    tenantId,
    _id: lookId(itemId, revision),
    state: { $in: [...KIND.open] },
  });
  return row !== null;
}

/** A picture is no longer what was judged: looked at once more. Belongs to the transaction that says so. */
export async function lookAgain(
  db: Db,
  key: { tenantId: string; itemId: string; revision: number; now: Date },
  session: ClientSession,
): Promise<void> {
  const { tenantId, itemId, revision, now } = key;
  await Looks(db).updateOne(
    { tenantId, _id: lookId(itemId, revision), state: 'done' },
    { $set: { state: 'pending', notBefore: now, attempts: 0, lease: null } },
    { session },
  );
}

export const dueLooks = (db: Db, key: { before: Date; now: Date; limit: number }) => dueRows(db, KIND, key);

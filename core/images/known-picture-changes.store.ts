/** Who put which picture on the list of known ones and who took it off. Written in the transaction of the change itself. */
import { randomUUID } from 'node:crypto';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import type { Category } from '../moderation/verdict.ts';
import type { KNOWN_PICTURE_CHANGES } from './media.contract.ts';

export interface KnownPictureChange {
  readonly _id: string;
  readonly tenantId: string;
  readonly what: (typeof KNOWN_PICTURE_CHANGES)[number];
  /** Null: it had to be forgotten. */
  readonly hash: string | null;
  readonly category: Category;
  /** Person or key. */
  readonly by: string;
  readonly at: Date;
}

export const KnownPictureChanges = collection<KnownPictureChange>(
  'knownPictureChanges',
  { what: String, hash: String, category: String, by: String, at: Date },
  [{ keys: { tenantId: 1, at: -1 } }, { keys: { tenantId: 1, hash: 1 } }],
);

const SHOWN = 200;

export async function recordPictureChange(
  db: Db,
  change: Omit<KnownPictureChange, '_id'>,
  session: ClientSession,
): Promise<void> {
  await KnownPictureChanges(db).insertMany([{ _id: randomUUID(), ...change }], { session, lean: true });
}

/** The newest first. */
export function pictureChangesOf(db: Db, tenantId: string): Promise<KnownPictureChange[]> {
  return KnownPictureChanges(db)
    .find({ tenantId })
    .sort({ at: -1, _id: 1 })
    .limit(SHOWN)
    .lean<KnownPictureChange[]>();
}

/** That there was an entry stays; what it was known by goes. */
export async function forgetChangedHashes(
  db: Db,
  { tenantId, hashes }: { tenantId: string; hashes: readonly string[] },
  session: ClientSession,
): Promise<void> {
  await KnownPictureChanges(db).updateMany(
    { tenantId, hash: { $in: [...hashes] } },
    { $set: { hash: null } },
    { session },
  );
}

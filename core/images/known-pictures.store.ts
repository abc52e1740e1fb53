/** Pictures that the municipality knows again: perceptual hashes with what they are, never the pictures themselves. */

import { collection, type Db, isDuplicateKey, transaction } from '../kernel/db.ts';
import { UppsiktError } from '../kernel/errors.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Category } from '../moderation/verdict.ts';
import { recordPictureChange } from './known-picture-changes.store.ts';

export interface KnownPicture {
  readonly _id: string;
  readonly tenantId: string;
  /** 16 hex digits. */
  readonly hash: string;
  readonly category: Category;
  readonly note: string;
  /** Person or key, and when. */
  readonly by: string;
  readonly at: Date;
}

export const KnownPictures = collection<KnownPicture>(
  'knownPictures',
  { hash: String, category: String, note: String, by: String, at: Date },
  [{ keys: { tenantId: 1, at: -1 } }],
);

/** Every scan compares with all of them. */
export const MAX_PICTURES = 5000;

/** The newest first. */
export function knownPicturesOf(db: Db, tenantId: string): Promise<KnownPicture[]> {
  return KnownPictures(db)
    .find({ tenantId })
    .sort({ at: -1, _id: 1 })
    .limit(MAX_PICTURES)
    .lean<KnownPicture[]>();
}

/** Adding the same hash for the same category again changes nothing. Throws 422 when the list is full. */
export async function addKnownPicture(db: Db, picture: Omit<KnownPicture, '_id'>): Promise<KnownPicture> {
  const { tenantId, hash, category } = picture;
  const _id = derivedId(tenantId, 'known-picture', hash, category);
  const known = await KnownPictures(db).findOne({ tenantId, _id }).lean<KnownPicture>();
  if (known !== null) return known;
  const count = await KnownPictures(db).countDocuments({ tenantId }, { limit: MAX_PICTURES });
  if (count >= MAX_PICTURES)
    throw new UppsiktError({ code: 'list_full', status: 422, message: 'The list of pictures is full.' });
  const added = { ...picture, _id };
  const { by, at } = picture;
  try {
    await transaction(db, async (session) => {
      await KnownPictures(db).insertMany([added], { session, lean: true });
      await recordPictureChange(db, { tenantId, what: 'added', hash, category, by, at }, session);
    });
  } catch (error) {
    // Somebody else was first with the very same entry.
    const first =
      isDuplicateKey(error) && (await KnownPictures(db).findOne({ tenantId, _id }).lean<KnownPicture>());
    if (!first) throw error;
    return first;
  }
  return added;
}

/** False: there is no such entry. */
export function removeKnownPicture(
  db: Db,
  { tenantId, id, by, at }: { tenantId: string; id: string; by: string; at: Date },
): Promise<boolean> {
  return transaction(db, async (session) => {
    const removed = await KnownPictures(db)
      .findOneAndDelete({ tenantId, _id: id }, { session })
      .lean<KnownPicture>();
    if (removed === null) return false;
    const { hash, category } = removed;
    await recordPictureChange(db, { tenantId, what: 'removed', hash, category, by, at }, session);
    return true;
  });
}

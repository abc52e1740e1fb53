/** Pictures that the municipality knows again: perceptual hashes with what they are, never the pictures themselves. */

import { collection, type Db } from '../kernel/db.ts';
import { UppsiktError } from '../kernel/errors.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Category } from '../moderation/verdict.ts';

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
  const { tenantId: _same, ...rest } = picture;
  const stored = await KnownPictures(db)
    .findOneAndUpdate({ tenantId, _id }, { $setOnInsert: rest }, { upsert: true, returnDocument: 'after' })
    .lean<KnownPicture>();
  return stored ?? { ...picture, _id };
}

/** False: there is no such entry. */
export async function removeKnownPicture(db: Db, key: { tenantId: string; id: string }): Promise<boolean> {
  const result = await KnownPictures(db).deleteOne({ tenantId: key.tenantId, _id: key.id });
  return result.deletedCount === 1;
}

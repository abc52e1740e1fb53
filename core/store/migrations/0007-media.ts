/** Looks at pictures, and the pictures that a municipality knows again. */
import type { Collection, Db } from '../db.ts';
import { KnownPictures } from '../known-pictures.ts';
import { Looks } from '../looks.ts';
import { ensureCollections } from './0001-collections.ts';

const COLLECTIONS = [KnownPictures, Looks] as unknown as readonly Collection<never>[];

export function createMediaCollections(db: Db): Promise<void> {
  return ensureCollections(db, COLLECTIONS);
}

/** Looks at pictures, and the pictures that a municipality knows again. */

import { KnownPictures } from '../images/known-pictures.store.ts';
import { Looks } from '../images/looks.store.ts';
import type { Collection, Db } from '../kernel/db.ts';
import { ensureCollections } from './0001-collections.store.ts';

const COLLECTIONS = [KnownPictures, Looks] as unknown as readonly Collection<never>[];

export function createMediaCollections(db: Db): Promise<void> {
  return ensureCollections(db, COLLECTIONS);
}

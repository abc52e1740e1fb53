/** Second opinions that are wanted. */
import type { Collection, Db } from '../db.ts';
import { Opinions } from '../opinions.ts';
import { ensureCollections } from './0001-collections.ts';

export function createOpinions(db: Db): Promise<void> {
  return ensureCollections(db, [Opinions] as unknown as readonly Collection<never>[]);
}

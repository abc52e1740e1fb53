/** Second opinions that are wanted. */
import type { Collection, Db } from '../kernel/db.ts';
import { Opinions } from '../second-opinion/opinions.store.ts';
import { ensureCollections } from './0001-collections.store.ts';

export function createOpinions(db: Db): Promise<void> {
  return ensureCollections(db, [Opinions] as unknown as readonly Collection<never>[]);
}

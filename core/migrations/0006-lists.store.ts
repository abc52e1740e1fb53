/** The municipality's own words, claims and registered cases, and the log of their changes. */
import type { Collection, Db } from '../kernel/db.ts';
import { CaseChunks } from '../lists/list-cases.store.ts';
import { ListedClaims, StarterRegister } from '../lists/list-claims.store.ts';
import { ListChanges, ListSettingsRows } from '../lists/list-settings.store.ts';
import { ListedWords } from '../lists/list-words.store.ts';
import { ensureCollections } from './0001-collections.store.ts';

const COLLECTIONS = [
  CaseChunks,
  ListChanges,
  ListedClaims,
  ListedWords,
  ListSettingsRows,
  StarterRegister,
] as unknown as readonly Collection<never>[];

export function createListCollections(db: Db): Promise<void> {
  return ensureCollections(db, COLLECTIONS);
}

/** The municipality's own words, claims and registered cases, and the log of their changes. */
import type { Collection, Db } from '../db.ts';
import { CaseChunks } from '../list-cases.ts';
import { ListedClaims, StarterRegister } from '../list-claims.ts';
import { ListChanges, ListSettingsRows } from '../list-settings.ts';
import { ListedWords } from '../list-words.ts';
import { ensureCollections } from './0001-collections.ts';

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

/** Brings a store up to this program's shape. */
import type { Db } from '../kernel/db.ts';
import { ensureCollections, type Migration, runMigrations } from '../kernel/migrations.ts';
import { moveClocks } from './0004-clocks.store.ts';
import { keepCorrections } from './0008-learning.store.ts';
import { maskSearchWords } from './0010-masked-words.store.ts';
import { dropReplacedIndexes } from './0011-indexes.store.ts';
import { COLLECTIONS } from './collections.store.ts';

/**
 * What moves data, in order; a number that has run is never changed, a new one is added below. The numbers between
 * only made collections, which {@link COLLECTIONS} does now.
 */
const MIGRATIONS: readonly Migration[] = [
  { number: 4, name: 'clocks', run: moveClocks },
  { number: 8, name: 'learning', run: keepCorrections },
  { number: 10, name: 'masked-words', run: maskSearchWords },
  { number: 11, name: 'indexes', run: dropReplacedIndexes },
];

/** Returns the numbers of the migrations that ran now. */
export async function migrate(db: Db): Promise<number[]> {
  await ensureCollections(db, COLLECTIONS);
  return runMigrations(db, MIGRATIONS);
}

/** Brings a store up to this program's shape. */
import type { Db } from '../kernel/db.ts';
import {
  assertKnown,
  assertStoreIsKnown,
  ensureCollections,
  type LaterMigration,
  type LaterReport,
  type Migration,
  type MigrationDone,
  runMigrations,
  stepOfLater,
} from '../kernel/migrations.ts';
import { moveClocks } from './0004-clocks.store.ts';
import { keepCorrections } from './0008-learning.store.ts';
import { maskSearchWords } from './0010-masked-words.store.ts';
import { dropReplacedIndexes } from './0011-indexes.store.ts';
import { keepSeenText } from './0012-seen-text.store.ts';
import { giveOneForm } from './0013-one-form.store.ts';
import { hashTypedCodes } from './0015-typed-codes.store.ts';
import { keepFlagged } from './0016-flagged.store.ts';
import { wantPictures } from './0017-captures.store.ts';
import { findByReference } from './0020-reference-words.store.ts';
import { keepInternalRoutes } from './0021-internal-routes.store.ts';
import { breakTiesByGravity } from './0022-ties-by-gravity.store.ts';
import { putUnlawfulFirst } from './0025-unlawful-first.store.ts';
import { maskNumbersAsWritten } from './0028-numbers-as-written.store.ts';
import { findByStems } from './0029-search-words.store.ts';
import { ANSWERS_IN_THREADS } from './0031-answers-in-threads.store.ts';
import { REMOVALS_TOLD_APART } from './0032-removals-told-apart.store.ts';
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
  { number: 12, name: 'seen-text', run: keepSeenText },
  { number: 13, name: 'one-form', run: giveOneForm },
  { number: 15, name: 'typed-codes', run: hashTypedCodes },
  { number: 16, name: 'flagged', run: keepFlagged },
  { number: 17, name: 'captures', run: wantPictures },
  { number: 20, name: 'reference-words', run: findByReference },
  { number: 21, name: 'internal-routes', run: keepInternalRoutes },
  { number: 22, name: 'ties-by-gravity', run: breakTiesByGravity },
  { number: 25, name: 'unlawful-first', run: putUnlawfulFirst },
  { number: 28, name: 'numbers-as-written', run: maskNumbersAsWritten },
  { number: 29, name: 'search-words', run: findByStems },
];

/** What a worker does in steps, in order, once everybody is at work. */
const LATER: readonly LaterMigration[] = [ANSWERS_IN_THREADS, REMOVALS_TOLD_APART];

/** Up to here a store may hold numbers that are gone from the list above. */
const RETIRED_UP_TO = 9;
const NEWEST = Math.max(RETIRED_UP_TO, ...[...MIGRATIONS, ...LATER].map(({ number }) => number));

/** Throws where a newer version has run migrations that this one does not know. */
export const assertMigrationsAreKnown = (ids: readonly string[]): void => assertKnown(ids, NEWEST);

/** Refuses a store that a newer version has changed, before it touches it. Returns the numbers of the migrations that ran now. */
export async function migrate(db: Db, tell?: (done: MigrationDone) => void): Promise<number[]> {
  await assertStoreIsKnown(db, NEWEST);
  await ensureCollections(db, COLLECTIONS);
  return runMigrations(db, MIGRATIONS, { tell });
}

/** One step of what is done while everybody is at work. False: nothing is left to do. */
export const migrateStep = (db: Db, report: LaterReport): Promise<boolean> => stepOfLater(db, LATER, report);

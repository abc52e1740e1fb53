/** Numbered migrations, run at start under a lock; a second process waits for the first. */
import { randomUUID } from 'node:crypto';
import { collection, type Db, isDuplicateKey } from '../kernel/db.ts';
import { SYSTEM_TENANT } from '../kernel/ids.ts';
import { createCollections } from './0001-collections.store.ts';
import { createDeadlineCollections } from './0002-deadlines.store.ts';
import { createMonitoringCollections } from './0003-monitoring.store.ts';
import { moveClocks } from './0004-clocks.store.ts';
import { createModerationPolicies } from './0005-moderation-policies.store.ts';
import { createListCollections } from './0006-lists.store.ts';
import { createMediaCollections } from './0007-media.store.ts';
import { keepCorrections } from './0008-learning.store.ts';
import { createOpinions } from './0009-opinions.store.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  run(db: Db): Promise<void>;
}

/** In order; a number that has run is never changed, a new one is added below. */
const MIGRATIONS: readonly Migration[] = [
  { number: 1, name: 'collections', run: createCollections },
  { number: 2, name: 'deadlines', run: createDeadlineCollections },
  { number: 3, name: 'monitoring', run: createMonitoringCollections },
  { number: 4, name: 'clocks', run: moveClocks },
  { number: 5, name: 'moderation-policies', run: createModerationPolicies },
  { number: 6, name: 'lists', run: createListCollections },
  { number: 7, name: 'media', run: createMediaCollections },
  { number: 8, name: 'learning', run: keepCorrections },
  { number: 9, name: 'opinions', run: createOpinions },
];

interface MigrationRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly at: Date;
  readonly holder?: string;
}

const Migrations = collection<MigrationRow>('migrations', { at: Date, holder: String }, []);

const LOCK_ID = 'lock';
const LOCK_MS = 60_000;
const WAIT_MS = 100;

async function acquire(db: Db, holder: string): Promise<boolean> {
  const stale = new Date(Date.now() - LOCK_MS);
  try {
    await Migrations(db).findOneAndUpdate(
      { tenantId: SYSTEM_TENANT, _id: LOCK_ID, at: { $lt: stale } },
      { $set: { holder, at: new Date() }, $setOnInsert: { tenantId: SYSTEM_TENANT } },
      { upsert: true },
    );
    return true;
  } catch (error) {
    // The upsert collides with the lock document that another process holds.
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

const idOf = ({ number, name }: Migration): string => `${number}-${name}`;

async function doneOnes(db: Db): Promise<Set<string>> {
  const rows = await Migrations(db).find({ tenantId: SYSTEM_TENANT }).lean<MigrationRow[]>();
  return new Set(rows.map(({ _id }) => _id));
}

/** Brings the store up to this program's shape. Returns the numbers that ran now. */
export async function migrate(db: Db): Promise<number[]> {
  // The usual start takes no lock: one that a killed process left behind would hold it up for a minute.
  const before = await doneOnes(db);
  if (MIGRATIONS.every((migration) => before.has(idOf(migration)))) return [];
  const holder = randomUUID();
  while (!(await acquire(db, holder))) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  try {
    const done = await doneOnes(db);
    const ran: number[] = [];
    for (const migration of MIGRATIONS) {
      const _id = idOf(migration);
      if (done.has(_id)) continue;
      await migration.run(db);
      await Migrations(db).create({ _id, tenantId: SYSTEM_TENANT, at: new Date() });
      ran.push(migration.number);
    }
    return ran;
  } finally {
    await Migrations(db).deleteOne({ tenantId: SYSTEM_TENANT, _id: LOCK_ID, holder });
  }
}

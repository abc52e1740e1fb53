/** Numbered migrations, run at start under a lock; a second process waits for the first. */
import { randomUUID } from 'node:crypto';
import { SYSTEM_TENANT } from '../../domain/ids.ts';
import { collection, type Db, isDuplicateKey } from '../db.ts';
import { createCollections } from './0001-collections.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  run(db: Db): Promise<void>;
}

/** In order; a number that has run is never changed, a new one is added below. */
const MIGRATIONS: readonly Migration[] = [{ number: 1, name: 'collections', run: createCollections }];

interface MigrationRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly at: Date;
  readonly holder?: string;
}

export const Migrations = collection<MigrationRow>('migrations', { at: Date, holder: String }, []);

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

/** Brings the store up to this program's shape. Returns the numbers that ran now. */
export async function migrate(db: Db): Promise<number[]> {
  const holder = randomUUID();
  while (!(await acquire(db, holder))) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  try {
    const done = new Set(
      (await Migrations(db).find({ tenantId: SYSTEM_TENANT }).lean<MigrationRow[]>()).map(({ _id }) => _id),
    );
    const ran: number[] = [];
    for (const migration of MIGRATIONS) {
      const _id = `${migration.number}-${migration.name}`;
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

/** Collections at every start, then numbered migrations under a lock: a second process waits for the first. */
import { randomUUID } from 'node:crypto';
import { type Collection, collection, type Db, isCollectionThere, isDuplicateKey } from './db.ts';
import { StoreTooNewError } from './errors.ts';
import { SYSTEM_TENANT } from './ids.ts';

/** How many documents were changed, by account. */
export type MigrationChanges = Readonly<Record<string, number>>;

export interface Migration {
  readonly number: number;
  readonly name: string;
  run(db: Db): Promise<MigrationChanges> | Promise<void>;
}

/** What a migration has changed, for the log: ids and numbers. */
export interface MigrationDone {
  readonly migration: string;
  readonly changed: MigrationChanges;
}

interface MigrationRow {
  readonly _id: string;
  readonly tenantId: string;
  readonly at: Date;
  readonly holder?: string;
  readonly changed?: MigrationChanges;
}

export const Migrations = collection<MigrationRow>(
  'migrations',
  { at: Date, holder: String, changed: Object },
  [],
);

const LOCK_ID = 'lock';
const LOCK_MS = 60_000;
const RENEWALS_PER_LOCK = 4;
const WAIT_MS = 100;

/** Safe to run again and side by side: what exists with the same definition is left alone. Transactions need it. */
export async function ensureCollections(db: Db, collections: readonly Collection<never>[]): Promise<void> {
  const native = db.connection.db;
  if (native === undefined) throw new Error('No connection to the store.');
  const existing = new Set(
    (await native.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  for (const { collectionName, indexes } of collections) {
    if (!existing.has(collectionName))
      await native.createCollection(collectionName).catch((error: unknown) => {
        if (!isCollectionThere(error)) throw error;
      });
    if (indexes.length === 0) continue;
    await native.collection(collectionName).createIndexes(
      indexes.map(({ keys, unique, partial, expireAfterSeconds }) => ({
        key: keys,
        ...(unique ? { unique } : {}),
        ...(partial ? { partialFilterExpression: partial } : {}),
        ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }),
      })),
    );
  }
}

async function acquire(db: Db, holder: string, lockMs: number): Promise<boolean> {
  const stale = new Date(Date.now() - lockMs);
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

async function idsOfDone(db: Db): Promise<Set<string>> {
  const rows = await Migrations(db).find({ tenantId: SYSTEM_TENANT }).lean<MigrationRow[]>();
  return new Set(rows.map(({ _id }) => _id));
}

/** Keeps the lock young while `work` runs, so that no waiting process takes it for one left behind. */
async function holding<T>(db: Db, lock: { holder: string; lockMs: number }, work: () => Promise<T>) {
  const mine = { tenantId: SYSTEM_TENANT, _id: LOCK_ID, holder: lock.holder };
  const renewal = setInterval(() => {
    // A renewal that fails is tried again before the lock grows old.
    Migrations(db)
      .updateOne(mine, { $set: { at: new Date() } })
      .catch(() => undefined);
  }, lock.lockMs / RENEWALS_PER_LOCK);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await Migrations(db).deleteOne(mine);
  }
}

/** Throws {@link StoreTooNewError} when one of these is newer than the newest that this program knows. */
export function assertKnown(ids: Iterable<string>, newestKnown: number): void {
  const newer = [...ids].filter((id) => Number.parseInt(id, 10) > newestKnown);
  if (newer.length > 0) throw new StoreTooNewError(newer);
}

/** The same of a store's migrations: a program that does not know them would harm the data. */
export async function assertStoreIsKnown(db: Db, newestKnown: number): Promise<void> {
  assertKnown(await idsOfDone(db), newestKnown);
}

/** Runs what has not run yet, in order. Returns the numbers that ran now. */
export async function runMigrations(
  db: Db,
  migrations: readonly Migration[],
  { lockMs = LOCK_MS, tell }: { lockMs?: number; tell?: ((done: MigrationDone) => void) | undefined } = {},
): Promise<number[]> {
  // The usual start takes no lock: one that a killed process left behind would hold it up for a minute.
  const before = await idsOfDone(db);
  if (migrations.every((migration) => before.has(idOf(migration)))) return [];
  const holder = randomUUID();
  while (!(await acquire(db, holder, lockMs))) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  return holding(db, { holder, lockMs }, async () => {
    const done = await idsOfDone(db);
    const ran: number[] = [];
    for (const migration of migrations) {
      const _id = idOf(migration);
      if (done.has(_id)) continue;
      const changed = await migration.run(db);
      await Migrations(db).create({
        ...{ _id, tenantId: SYSTEM_TENANT, at: new Date() },
        ...(changed ? { changed } : {}),
      });
      if (changed && Object.keys(changed).length > 0) tell?.({ migration: _id, changed });
      ran.push(migration.number);
    }
    return ran;
  });
}

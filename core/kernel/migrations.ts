/**
 * Collections at every start, then numbered migrations under a lock: a second process waits for the first. What may take
 * long on much data is done in steps while everybody is at work ({@link LaterMigration}): no start waits for it.
 */
import { randomUUID } from 'node:crypto';
import {
  type ClientSession,
  type Collection,
  collection,
  type Db,
  isCollectionThere,
  isDuplicateKey,
  transaction,
} from './db.ts';
import { StoreTooNewError } from './errors.ts';
import { SYSTEM_TENANT } from './ids.ts';

/** How many documents were changed, by account. */
export type MigrationChanges = Readonly<Record<string, number>>;

interface Numbered {
  readonly number: number;
  readonly name: string;
}

/** Done before anything reads the store. */
export interface Migration extends Numbered {
  run(db: Db): Promise<MigrationChanges> | Promise<void>;
}

export interface MigrationStep {
  /** Where the step before ended; null: this is the first. */
  readonly from: string | null;
  /** Counts one change, in the transaction that makes it: a restart then loses none and counts none twice. */
  count(accountId: string, session: ClientSession): Promise<void>;
  /** What cannot be changed is left as it is, and holds nothing else up. `subject`: the id of an item or account. */
  onFault(error: unknown, subject: string): void;
}

export interface LaterReport {
  /** Once it is done. */
  tell(done: MigrationDone): void;
  onFault: MigrationStep['onFault'];
}

/** Until it is done, whatever reads the store must bear the old shape beside the new. */
export interface LaterMigration extends Numbered {
  /** One bounded step, safe to begin again. Answers where the next one goes on, or null at the end. */
  step(db: Db, step: MigrationStep): Promise<string | null>;
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
  /** Of one under way: where its next step goes on. */
  readonly from?: string | null;
}

export const Migrations = collection<MigrationRow>(
  'migrations',
  { at: Date, holder: String, changed: Object, from: String },
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

const idOf = ({ number, name }: Numbered): string => `${number}-${name}`;
/** No number at its beginning: a program that knows no steps must not take it for one that is done. */
const underWayId = (migration: Numbered): string => `under-way-${idOf(migration)}`;

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

/** Takes one step of the first of these that is not done. One caller at a time. Returns whether there may be more to do. */
export async function stepOfLater(
  db: Db,
  migrations: readonly LaterMigration[],
  { tell, onFault }: LaterReport,
): Promise<boolean> {
  const done = await idsOfDone(db);
  const next = migrations.find((migration) => !done.has(idOf(migration)));
  if (next === undefined) return false;
  const _id = underWayId(next);
  const underWay = { tenantId: SYSTEM_TENANT, _id };
  const begun = await Migrations(db).findOne(underWay).lean<MigrationRow>();
  if (begun === null) await Migrations(db).create({ ...underWay, at: new Date(), changed: {}, from: null });
  const from = await next.step(db, {
    from: begun?.from ?? null,
    onFault,
    async count(accountId, session) {
      await Migrations(db).updateOne(underWay, { $inc: { [`changed.${accountId}`]: 1 } }, { session });
    },
  });
  if (from !== null) await Migrations(db).updateOne(underWay, { $set: { from, at: new Date() } });
  else await endLater(db, next, tell);
  return true;
}

async function endLater(db: Db, migration: LaterMigration, tell: LaterReport['tell']): Promise<void> {
  const underWay = { tenantId: SYSTEM_TENANT, _id: underWayId(migration) };
  const changed = await transaction(db, async (session) => {
    const row = await Migrations(db).findOneAndDelete(underWay, { session }).lean<MigrationRow>();
    const counts = row?.changed ?? {};
    const ended = { _id: idOf(migration), tenantId: SYSTEM_TENANT, at: new Date(), changed: counts };
    await Migrations(db).insertMany([ended], { session, lean: true });
    return counts;
  });
  if (Object.keys(changed).length > 0) tell({ migration: idOf(migration), changed });
}

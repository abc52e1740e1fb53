/** The whole store as plain data, so that two runs can be compared. */
import type { Db } from '../../core/kernel/db.ts';

export type StoreSnapshot = Record<string, Record<string, unknown>[]>;

const SKIPPED = new Set(['migrations', 'system.views']);

/** Every document of every collection, sorted by id. */
export async function dump(db: Db): Promise<StoreSnapshot> {
  const native = db.connection.db!;
  const names = (await native.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const found: StoreSnapshot = {};
  for (const name of names.filter((one) => !SKIPPED.has(one)).sort()) {
    const documents = await native.collection(name).find().toArray();
    found[name] = documents
      .map((one) => JSON.parse(JSON.stringify(one)) as Record<string, unknown>)
      .sort((a, b) => String(a._id).localeCompare(String(b._id)));
  }
  return found;
}

/** Removes every document and keeps collections and indexes: quicker than another database. */
export async function clear(db: Db): Promise<void> {
  const native = db.connection.db!;
  const names = (await native.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  for (const name of names.filter((one) => !SKIPPED.has(one))) await native.collection(name).deleteMany({});
}

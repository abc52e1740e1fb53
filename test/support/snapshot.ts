/** The whole store as plain data, so that two runs can be compared. */
import type { Db } from '../../core/kernel/db.ts';

export type StoreSnapshot = Record<string, Record<string, unknown>[]>;

const SKIPPED = new Set(['migrations', 'system.views']);

type Document = Record<string, unknown>;

const native = (db: Db) => db.connection.db!;

async function collectionsOf(db: Db): Promise<string[]> {
  const all = await native(db).listCollections({}, { nameOnly: true }).toArray();
  return all.map(({ name }) => name).sort();
}

/** What stands in the collections, `limit` of each at most, in one question: thirty are what a snapshot would wait for. */
async function inAll(db: Db, names: readonly string[], limit?: number) {
  const [first, ...others] = names;
  if (first === undefined) return [];
  const named = (name: string): Document[] => [
    ...(limit === undefined ? [] : [{ $limit: limit }]),
    { $project: { _id: 0, name: { $literal: name }, document: '$$ROOT' } },
  ];
  const union = others.map((coll) => ({ $unionWith: { coll, pipeline: named(coll) } }));
  return native(db)
    .collection(first)
    .aggregate<{ name: string; document: Document }>([...named(first), ...union])
    .toArray();
}

/** Every document of every collection, or of those that are named, sorted by id. */
export async function dump(db: Db, only?: readonly string[]): Promise<StoreSnapshot> {
  const names = only ?? (await collectionsOf(db)).filter((name) => !SKIPPED.has(name));
  const found: StoreSnapshot = Object.fromEntries(names.map((name) => [name, []]));
  for (const { name, document } of await inAll(db, names))
    found[name]?.push(JSON.parse(JSON.stringify(document)) as Document);
  for (const documents of Object.values(found))
    documents.sort((a, b) => String(a._id).localeCompare(String(b._id)));
  return found;
}

/** Removes every document and keeps collections and indexes: quicker than another database. */
export async function clear(db: Db, kept: ReadonlySet<string> = SKIPPED): Promise<void> {
  const names = (await collectionsOf(db)).filter((name) => !kept.has(name));
  const filled = new Set((await inAll(db, names, 1)).map(({ name }) => name));
  await Promise.all([...filled].map((name) => native(db).collection(name).deleteMany({})));
}

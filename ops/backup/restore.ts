/** Puts a backup into an empty store and data folder. It is read to its end first: a damaged one changes nothing. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../../core/kernel/db.ts';
import { documentsIn } from '../../core/kernel/raw-documents.ts';
import { assertMigrationsAreKnown, migrate } from '../../core/migrations/migrate.store.ts';
import { ServiceError } from '../services/errors.ts';
import { readArchive } from './archive.ts';
import { type BackupHeader, FILES, FORMAT, type Head, keyCheckOf } from './format.ts';

export interface RestoreTarget {
  readonly db: Db;
  readonly dataDir: string;
  /** SECRET_KEY where it is set; null: the backup's own goes into the data folder. */
  readonly secretKey: string | null;
  /** Drops what is in the store. */
  readonly replace: boolean;
}

export interface RestoreReport {
  readonly at: string;
  readonly documents: number;
  readonly collections: Readonly<Record<string, number>>;
}

interface Contents {
  readonly header: BackupHeader;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly counts: Readonly<Record<string, number>>;
}

async function contentsOf(path: string): Promise<Contents> {
  let header: BackupHeader | undefined;
  const files = new Map<string, Buffer>();
  const counts: Record<string, number> = {};
  for await (const { head, body } of readArchive(path)) {
    const what = head as Head;
    if ('header' in what) header = what.header;
    else if ('file' in what) files.set(what.file, body);
    else counts[what.collection] = (counts[what.collection] ?? 0) + what.documents;
  }
  if (header?.format !== FORMAT) throw new ServiceError('This is no backup that this version can read.');
  return { header, files, counts };
}

/** The key that the restored store will be read with must be the one that sealed it. */
function assertKey({ header, files }: Contents, target: RestoreTarget): void {
  const kept = join(target.dataDir, 'secret.key');
  const own = files.get('secret.key')?.toString('utf8').trim();
  const present = existsSync(kept) ? readFileSync(kept, 'utf8').trim() : undefined;
  const key = target.secretKey ?? present ?? own;
  if (key === undefined)
    throw new ServiceError(
      'The backup holds no key: set SECRET_KEY to the one of the installation it is of.',
    );
  if (keyCheckOf(key) === header.keyCheck) return;
  const which = target.secretKey === null ? `The key in ${kept}` : 'SECRET_KEY';
  throw new ServiceError(`${which} is not the one that sealed the tokens in this backup.`);
}

async function emptied(db: Db, replace: boolean): Promise<void> {
  const native = db.connection.db;
  if (native === undefined) throw new Error('No connection to the store.');
  if (replace) return void (await native.dropDatabase());
  for (const { name } of await native.listCollections({ type: 'collection' }, { nameOnly: true }).toArray())
    if (!name.startsWith('system.') && (await native.collection(name).findOne({}, {})) !== null)
      throw new ServiceError('The store is not empty; --replace drops what is in it.');
}

async function insertAll(path: string, db: Db): Promise<void> {
  const native = db.connection.db;
  for await (const { head, body } of readArchive(path)) {
    const what = head as Head;
    if (!('collection' in what) || what.documents === 0) continue;
    await native?.collection(what.collection).insertMany(documentsIn(body), { ordered: false });
  }
}

async function assertAllThere(db: Db, counts: Contents['counts']): Promise<void> {
  for (const [name, expected] of Object.entries(counts)) {
    const found = await db.connection.db?.collection(name).countDocuments({});
    if (found !== expected) throw new ServiceError(`Of ${name} ${found} of ${expected} documents came back.`);
  }
}

/** Throws a `ServiceError`, in one sentence, for what cannot be restored. */
export async function restore(path: string, target: RestoreTarget): Promise<RestoreReport> {
  const contents = await contentsOf(path);
  const { header, counts, files } = contents;
  assertMigrationsAreKnown(header.migrations);
  assertKey(contents, target);
  await emptied(target.db, target.replace);
  mkdirSync(target.dataDir, { recursive: true, mode: 0o700 });
  for (const name of FILES) {
    const file = join(target.dataDir, name);
    const body = files.get(name);
    const isKeyElsewhere = name === 'secret.key' && target.secretKey !== null;
    if (body !== undefined && !existsSync(file) && !isKeyElsewhere)
      writeFileSync(file, body, { mode: 0o600 });
  }
  await insertAll(path, target.db);
  await assertAllThere(target.db, counts);
  // Indexes, and what an older version had not yet.
  await migrate(target.db);
  const documents = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { at: header.at, documents, collections: counts };
}

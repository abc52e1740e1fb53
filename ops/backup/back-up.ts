/** Writes the whole store, as it was in one moment, and the files that belong to it into one file. */
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Db, overAllTenants } from '../../core/kernel/db.ts';
import { Migrations } from '../../core/kernel/migrations.ts';
import { type ArchiveWriter, writeArchive } from './archive.ts';
import { type BackupHeader, FILES, FORMAT, keyCheckOf } from './format.ts';

export interface BackupSource {
  readonly db: Db;
  /** Its files go into the backup where they are there. */
  readonly dataDir: string;
  readonly secretKey: string;
  readonly now: Date;
}

export interface BackupReport {
  readonly path: string;
  readonly at: string;
  readonly documents: number;
  readonly bytes: number;
  readonly sha256: string;
}

const FRAME_BYTES = 4 * 1024 * 1024;

type Native = NonNullable<Db['connection']['db']>;

const nativeOf = ({ connection }: Db): Native => {
  if (connection.db === undefined) throw new Error('No connection to the store.');
  return connection.db;
};

/**
 * Files made on request, which go after two days: they are made again from what is kept. And acts on many items: a
 * restored one would go on, long after, with what was decided on another day.
 */
const NOT_KEPT: ReadonlySet<string> = new Set([
  ...['bulkExports', 'bulkExportEntries', 'bulkExportPieces'],
  ...['bulkActs', 'bulkActEntries'],
]);

async function collectionNames(native: Native): Promise<string[]> {
  const all = await native.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  return all
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.') && !NOT_KEPT.has(name))
    .sort();
}

type Session = ReturnType<ReturnType<Db['connection']['getClient']>['startSession']>;

async function addCollection(archive: ArchiveWriter, native: Native, of: { name: string; session: Session }) {
  const { name, session } = of;
  const cursor = native
    .collection(name)
    .find({}, { session, raw: true, readConcern: { level: 'snapshot' }, sort: { _id: 1 } });
  let batch: Buffer[] = [];
  let size = 0;
  let documents = 0;
  const flush = async () => {
    await archive.add({ collection: name, documents: batch.length }, Buffer.concat(batch));
    documents += batch.length;
    batch = [];
    size = 0;
  };
  for await (const raw of cursor as AsyncIterable<unknown>) {
    // A raw document is a view of the driver's own buffer, which it uses again.
    const bytes = Buffer.from(raw as Buffer);
    batch.push(bytes);
    size += bytes.length;
    if (size >= FRAME_BYTES) await flush();
  }
  // An empty one too, so that it is there again.
  if (batch.length > 0 || documents === 0) await flush();
  return documents;
}

async function headerOf({ db, secretKey, now }: BackupSource): Promise<BackupHeader> {
  const rows = await Migrations(db).find({}, { _id: 1 }, overAllTenants('a backup is of all')).lean();
  const migrations = rows.map(({ _id }) => _id).filter((id) => id !== 'lock');
  return { format: FORMAT, at: now.toISOString(), migrations, keyCheck: keyCheckOf(secretKey) };
}

/** The server forgets a moment after five minutes; a large store takes longer to write. */
const REMEMBERED_SECONDS = 6 * 3600;
const REMEMBERING = 'minSnapshotHistoryWindowInSeconds';

/** Resolves with what sets it back. One who may not set it has the five minutes. */
async function rememberLonger({ connection }: Db): Promise<() => Promise<void>> {
  const admin = connection.getClient().db('admin');
  const set = (seconds: number) => admin.command({ setParameter: 1, [REMEMBERING]: seconds });
  try {
    const before = await admin.command({ getParameter: 1, [REMEMBERING]: 1 });
    await set(REMEMBERED_SECONDS);
    return async () => void (await set(Number(before[REMEMBERING])));
  } catch {
    return async () => undefined;
  }
}

async function writeAll(archive: ArchiveWriter, source: BackupSource): Promise<number> {
  const native = nativeOf(source.db);
  await archive.add({ header: await headerOf(source) });
  for (const name of FILES) {
    const file = join(source.dataDir, name);
    if (!existsSync(file)) continue;
    const body = readFileSync(file);
    // One that SECRET_KEY overrides has sealed nothing here.
    if (name === 'secret.key' && body.toString('utf8').trim() !== source.secretKey) continue;
    await archive.add({ file: name }, body);
  }
  // All reads of such a session see the moment of its first one, also while others write.
  const session = source.db.connection.getClient().startSession({ snapshot: true });
  const forget = await rememberLonger(source.db);
  try {
    let documents = 0;
    for (const name of await collectionNames(native))
      documents += await addCollection(archive, native, { name, session });
    return documents;
  } finally {
    await session.endSession();
    await forget();
  }
}

/** Throws when `path` exists. What was begun and not ended is not left behind. */
export async function backUp(source: BackupSource, path: string): Promise<BackupReport> {
  const unfinished = `${path}.unfinished-${process.pid}`;
  try {
    const archive = writeArchive(unfinished);
    const documents = await writeAll(archive, source);
    const sha256 = await archive.close();
    renameSync(unfinished, path);
    return { path, at: source.now.toISOString(), documents, bytes: statSync(path).size, sha256 };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

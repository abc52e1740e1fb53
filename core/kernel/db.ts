/**
 * The connection and the one way to define a collection. Mongoose lives in the kernel and in the subjects' `*.store.ts`.
 * Every document belongs to a tenant; a query that forgets it throws (and the linter finds it before that).
 */
import mongoose, {
  type ClientSession,
  type Connection,
  type Model,
  Schema,
  type SchemaDefinition,
} from 'mongoose';
import { SettingsError } from './start-errors.ts';

export type { ClientSession };

export interface Db {
  readonly connection: Connection;
}

export interface IndexDefinition {
  readonly keys: Record<string, 1 | -1>;
  readonly unique?: true;
  readonly partial?: Record<string, unknown>;
  readonly expireAfterSeconds?: number;
}

/** A collection: call it with a {@link Db} to get the model. */
export interface Collection<T> {
  (db: Db): Model<T>;
  readonly collectionName: string;
  readonly indexes: readonly IndexDefinition[];
}

const FILTERED = [
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndDelete',
  'updateOne',
  'updateMany',
  'deleteOne',
  'deleteMany',
  'countDocuments',
  'distinct',
] as const;

/** Marks a query that may go over all tenants; only {@link overAllTenants} can make it. */
const UNIQUE_OVER_ALL = Symbol('unique over the installation');

function guardTenant(schema: Schema): void {
  for (const operation of FILTERED)
    schema.pre(operation, function guard() {
      const query = this as unknown as {
        getFilter(): Record<string, unknown>;
        getOptions(): Record<string | symbol, unknown>;
      };
      if (!('tenantId' in query.getFilter()) && query.getOptions().overAllTenants !== UNIQUE_OVER_ALL)
        throw new Error(
          `A ${operation} without tenantId: give the tenant, or overAllTenants() with a reason.`,
        );
    });
}

/** Query option for the few look-ups that find the tenant itself. The reason also stands in the server's log. */
export function overAllTenants(reason: string): { comment: string; overAllTenants: typeof UNIQUE_OVER_ALL } {
  return { comment: reason, overAllTenants: UNIQUE_OVER_ALL };
}

export function collection<T extends { _id: string }>(
  name: string,
  fields: SchemaDefinition,
  indexes: readonly IndexDefinition[],
): Collection<T> {
  const schema = new Schema(
    { _id: String, tenantId: { type: String, required: true }, ...fields },
    { versionKey: false, minimize: false, autoIndex: false, autoCreate: false, collection: name },
  );
  guardTenant(schema);
  const model = (db: Db): Model<T> =>
    (db.connection.models[name] ?? db.connection.model(name, schema)) as unknown as Model<T>;
  return Object.assign(model, { collectionName: name, indexes });
}

/** What the driver makes of an address that it cannot use; its own words repeat values of it. */
const WRONG_ADDRESS: ReadonlySet<string> = new Set([
  ...['MongoParseError', 'MongoInvalidArgumentError', 'MongoAPIError', 'MongoMissingCredentialsError'],
]);

/**
 * Opens the store. Acknowledged means: on a majority's disk. Fails after `timeoutMs` when it is not there, and at once
 * with a {@link SettingsError} where the driver refuses the address.
 */
export async function openDb(
  url: string,
  options: { timeoutMs?: number; poolSize?: number } = {},
): Promise<Db> {
  try {
    return await connect(url, options);
  } catch (error) {
    if (!WRONG_ADDRESS.has((error as Error).name)) throw error;
    throw new SettingsError(['MONGODB_URL: the driver refuses its hosts, ports or options']);
  }
}

async function connect(url: string, options: { timeoutMs?: number; poolSize?: number }): Promise<Db> {
  const connection = mongoose.createConnection(url, {
    serverSelectionTimeoutMS: options.timeoutMs ?? 5000,
    maxPoolSize: options.poolSize ?? 20,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    autoCreate: false,
    autoIndex: false,
    bufferCommands: false,
  });
  await connection.asPromise();
  return { connection };
}

export async function closeDb(db: Db): Promise<void> {
  await db.connection.close();
}

/**
 * What must change together changes in here. The body may run twice: it has no other effect than its writes, and
 * every one of them passes `session` on.
 */
export async function transaction<T>(db: Db, body: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = await db.connection.startSession();
  try {
    return await session.withTransaction(() => body(session), {
      writeConcern: { w: 'majority', journal: true },
    });
  } finally {
    await session.endSession();
  }
}

export function isDuplicateKey(error: unknown): boolean {
  return (error as { code?: unknown }).code === 11_000;
}

/** Another process has made the collection meanwhile. */
export function isCollectionThere(error: unknown): boolean {
  return (error as { code?: unknown }).code === 48;
}

/** Server codes of a node that stops, steps down or is not primary. */
const PASSING_CODES: ReadonlySet<unknown> = new Set([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436]);
/** Mongoose's own complaints about a document. */
const ABOUT_DATA: ReadonlySet<string> = new Set([
  'CastError',
  'ValidationError',
  'StrictModeError',
  'ObjectExpectedError',
]);

/**
 * The store itself failed, was not reached or had a conflict: it says nothing about the data, and another try may
 * succeed. False for what the server refuses for good, such as a document that is too large, and for a duplicate key:
 * a race ends with the next try, but one that lasts says something about the data.
 */
export function isStoreFault(error: unknown): boolean {
  if (error instanceof mongoose.mongo.MongoServerError) {
    const passing =
      error.hasErrorLabel('TransientTransactionError') || error.hasErrorLabel('RetryableWriteError');
    return passing || PASSING_CODES.has(error.code);
  }
  if (error instanceof mongoose.mongo.MongoError) return true;
  return error instanceof mongoose.MongooseError && !ABOUT_DATA.has(error.name);
}

/** What is to be stored outgrows what one document may hold: no other try will do. */
export function isTooLarge(error: unknown): boolean {
  const { code, name, message } = error as { code?: unknown; name?: string; message?: string };
  // A RangeError is the driver's own buffer, which is hardly larger.
  return code === 10_334 || name === 'RangeError' || /larger than the maximum size/u.test(message ?? '');
}

/** What `work` answers; a throw when it has not within `ms`. A query is executed first: it is no promise yet. */
export async function within<T>(ms: number, work: Promise<T> | undefined): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const tell = () => reject(new Error(`No answer from the store within ${ms} ms.`));
    // A process that was busy itself reads first what has come meanwhile.
    timer = setTimeout(() => setImmediate(tell), ms);
  });
  // Whichever comes second is nobody's concern.
  work?.catch(() => undefined);
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

/** Engine and version, or a throw when the store cannot be reached within `timeoutMs`. */
export async function storeVersion(db: Db, timeoutMs = 2000): Promise<string> {
  // The driver's own limit does not count while a socket that hangs is waited for.
  const info = await within(timeoutMs, db.connection.db?.admin().command({ buildInfo: 1 }));
  if (info === undefined) throw new Error('No connection to the store.');
  return String(info.version);
}

/** Policies in versions, of a municipality and of single accounts: one in force for each, the others kept as history. */
import { randomUUID } from 'node:crypto';
import { type ClientSession, type Collection, collection, type Db, overAllTenants } from './db.ts';
import type { Actor } from './roles.ts';

export interface StoredVersion<P> {
  readonly _id: string;
  readonly tenantId: string;
  /** Null: the whole municipality's. */
  readonly accountId: string | null;
  readonly version: number;
  readonly policy: P;
  readonly createdAt: Date;
  readonly by: Actor;
  /** The one in force; the others are history. */
  readonly current: boolean;
}

export interface NewVersion<P> {
  readonly tenantId: string;
  readonly accountId: string | null;
  readonly policy: Omit<P, 'version'>;
  readonly by: Actor;
  readonly now: Date;
}

export interface VersionedPolicies<P> {
  readonly rows: Collection<StoredVersion<P>>;
  /** Puts a new version in force. */
  add(db: Db, newVersion: NewVersion<P>, session: ClientSession): Promise<StoredVersion<P>>;
  /** Every policy in force, in the whole installation. */
  inForce(db: Db): Promise<StoredVersion<P>[]>;
  /** Those in force of one municipality, its own first. */
  currentOf(db: Db, tenantId: string, session?: ClientSession): Promise<StoredVersion<P>[]>;
  /** All versions of the municipality (null) or of one account, newest first, at most `limit`. */
  historyOf(
    db: Db,
    key: { tenantId: string; accountId: string | null; limit: number },
  ): Promise<StoredVersion<P>[]>;
}

function versionName(accountId: string | null, version: number): string {
  return accountId === null ? `municipality-${version}` : `account-${accountId.slice(0, 12)}-${version}`;
}

/** @param besideBy of two policies that differ in this field, one does not replace the other */
export function versionedPolicies<P extends { readonly version: string }>(
  name: string,
  besideBy?: keyof P & string,
): VersionedPolicies<P> {
  // The driver's filter types cannot see through P: it stands for itself again where rows leave here.
  const Rows = collection<StoredVersion<unknown>>(
    name,
    {
      accountId: String,
      version: Number,
      policy: Object,
      createdAt: Date,
      by: Object,
      current: Boolean,
    },
    [{ keys: { tenantId: 1, accountId: 1, version: -1 }, unique: true }],
  );
  type Row = StoredVersion<P>;
  return {
    rows: Rows as unknown as Collection<StoredVersion<P>>,
    async add(db, { tenantId, accountId, policy: written, by, now }, session) {
      const last = await Rows(db)
        .findOne({ tenantId, accountId }, { version: 1 }, { session })
        .sort({ version: -1 })
        .lean<{ version: number }>();
      const version = (last?.version ?? 0) + 1;
      const policy = { ...written, version: versionName(accountId, version) } as P;
      const row = {
        _id: randomUUID(),
        tenantId,
        accountId,
        version,
        policy,
        createdAt: now,
        by,
        current: true,
      };
      await Rows(db).updateMany(
        {
          tenantId,
          accountId,
          current: true,
          ...(besideBy === undefined ? {} : { [`policy.${besideBy}`]: policy[besideBy] }),
        },
        { $set: { current: false } },
        { session },
      );
      await Rows(db).insertMany([row], { session, lean: true });
      return row;
    },
    inForce: (db) =>
      Rows(db)
        .find({ current: true }, null, overAllTenants('every process keeps the policies of the installation'))
        .lean<Row[]>(),
    currentOf: (db, tenantId, session) =>
      Rows(db)
        .find({ tenantId, current: true }, null, session ? { session } : {})
        .sort({ accountId: 1 })
        .lean<Row[]>(),
    historyOf: (db, { tenantId, accountId, limit }) =>
      Rows(db).find({ tenantId, accountId }).sort({ version: -1 }).limit(limit).lean<Row[]>(),
  };
}

/** The deadline policies of a municipality and of single accounts, in versions. None stored: the country's default. */
import { randomUUID } from 'node:crypto';
import { checkPolicy, type DeadlinePolicy, PolicyError } from '../domain/deadline/policy.ts';
import { invalid } from '../domain/errors.ts';
import type { Actor } from '../domain/roles.ts';
import { type ClientSession, collection, type Db, overAllTenants, transaction } from './db.ts';

export interface StoredPolicy {
  readonly _id: string;
  readonly tenantId: string;
  /** Null: the whole municipality's. */
  readonly accountId: string | null;
  readonly version: number;
  readonly policy: DeadlinePolicy;
  readonly createdAt: Date;
  readonly by: Actor;
  /** The one in force; the others are history. */
  readonly current: boolean;
}

export const DeadlinePolicies = collection<StoredPolicy>(
  'deadlinePolicies',
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

export type PolicyWish = Omit<DeadlinePolicy, 'version'>;

function versionName(accountId: string | null, version: number): string {
  return accountId === null ? `municipality-${version}` : `account-${accountId.slice(0, 12)}-${version}`;
}

async function store(
  db: Db,
  wish: { tenantId: string; accountId: string | null; policy: PolicyWish; by: Actor; now: Date },
  session: ClientSession,
): Promise<StoredPolicy> {
  const { tenantId, accountId, by, now } = wish;
  const last = await DeadlinePolicies(db)
    .findOne({ tenantId, accountId }, { version: 1 }, { session })
    .sort({ version: -1 })
    .lean<{ version: number }>();
  const version = (last?.version ?? 0) + 1;
  const policy: DeadlinePolicy = { ...wish.policy, version: versionName(accountId, version) };
  const row = { _id: randomUUID(), tenantId, accountId, version, policy, createdAt: now, by, current: true };
  await DeadlinePolicies(db).updateMany(
    { tenantId, accountId, current: true },
    { $set: { current: false } },
    { session },
  );
  await DeadlinePolicies(db).insertMany([row], { session, lean: true });
  return row;
}

/** Puts a new version in force. Open deadlines follow in the background. Throws 422 for one that cannot be used. */
export async function setDeadlinePolicy(
  db: Db,
  wish: { tenantId: string; accountId: string | null; policy: PolicyWish; by: Actor; now: Date },
): Promise<StoredPolicy> {
  try {
    checkPolicy({ ...wish.policy, version: 'new' });
  } catch (error) {
    if (error instanceof PolicyError) throw invalid(error.message);
    throw error;
  }
  return transaction(db, (session) => store(db, wish, session));
}

/** Every policy in force, in the whole installation: a few hundred at most. */
export function policiesInForce(db: Db): Promise<StoredPolicy[]> {
  return DeadlinePolicies(db)
    .find({ current: true }, null, overAllTenants('every process keeps the policies of the installation'))
    .lean<StoredPolicy[]>();
}

export function policiesOf(db: Db, tenantId: string): Promise<StoredPolicy[]> {
  return DeadlinePolicies(db).find({ tenantId, current: true }).sort({ accountId: 1 }).lean<StoredPolicy[]>();
}

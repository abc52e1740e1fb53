/** What the last comparison of each account with its platform found: an account's health, and when it is compared next. */
import { collection, type Db, overAllTenants } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import type { Reconcile } from './reconcile.ts';

export const Reconciles = collection<Reconcile>(
  'reconciles',
  {
    startedAt: Date,
    endedAt: Date,
    outcome: String,
    found: Object,
    wholeAt: Date,
    fullAt: Date,
    failures: Number,
    notBefore: Date,
    reachedBy: String,
  },
  [{ keys: { tenantId: 1 } }],
);

/** Of the accounts that somebody may see; an account that was never compared has none. */
export function reconcilesIn(db: Db, { tenantId, accountIds }: Scope): Promise<Reconcile[]> {
  const chosen = accountIds === 'all' ? {} : { _id: { $in: [...accountIds] } };
  return Reconciles(db)
    .find({ tenantId, ...chosen })
    .lean<Reconcile[]>();
}

export function reconcileOf(db: Db, key: { tenantId: string; accountId: string }): Promise<Reconcile | null> {
  return Reconciles(db).findOne({ tenantId: key.tenantId, _id: key.accountId }).lean<Reconcile>();
}

export function allReconciles(db: Db): Promise<Reconcile[]> {
  return Reconciles(db)
    .find({}, null, overAllTenants('the comparison serves the installation'))
    .lean<Reconcile[]>();
}

export async function saveReconcile(db: Db, { _id, tenantId, ...fields }: Reconcile): Promise<void> {
  await Reconciles(db).updateOne({ tenantId, _id }, { $set: fields }, { upsert: true });
}

/** The deadline policies of a municipality and of single accounts, in versions. None stored: the country's default. */

import { type Db, transaction } from '../kernel/db.ts';
import { invalid } from '../kernel/errors.ts';
import { type NewVersion, type StoredVersion, versionedPolicies } from '../kernel/versioned-policies.ts';
import { type DeadlinePolicy, PolicyError } from './deadline-policy.ts';
import { provePolicy } from './prove-policy.ts';

export type StoredPolicy = StoredVersion<DeadlinePolicy>;
export type NewPolicy = NewVersion<DeadlinePolicy>['policy'];

const versions = versionedPolicies<DeadlinePolicy>('deadlinePolicies');
export const DeadlinePolicies = versions.rows;
/** Every policy in force, in the whole installation: a few hundred at most. */
export const policiesInForce = versions.inForce;
export const policiesOf = versions.currentOf;
export const policyHistoryOf = versions.historyOf;

/** Puts a new version in force. Open deadlines follow in the background. Throws 422 for one that cannot be used. */
export async function setDeadlinePolicy(
  db: Db,
  newVersion: NewVersion<DeadlinePolicy>,
): Promise<StoredPolicy> {
  try {
    provePolicy({ ...newVersion.policy, version: 'new' }, newVersion.now.getTime());
  } catch (error) {
    if (error instanceof PolicyError) throw invalid(error.message, { field: error.field });
    throw error;
  }
  return transaction(db, (session) => versions.add(db, newVersion, session));
}

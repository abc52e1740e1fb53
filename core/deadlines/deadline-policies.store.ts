/** The deadline policies of a municipality and of single accounts, in versions. None stored: the country's default. */

import { type Db, transaction } from '../kernel/db.ts';
import { invalid, stalePolicy } from '../kernel/errors.ts';
import { type NewVersion, type StoredVersion, versionedPolicies } from '../kernel/versioned-policies.ts';
import { type DeadlinePolicy, PolicyError } from './deadline-policy.ts';
import { provePolicy } from './prove-policy.ts';

export type StoredPolicy = StoredVersion<DeadlinePolicy>;
export type NewPolicy = NewVersion<DeadlinePolicy>['policy'];

// A municipality with accounts in two countries has a policy for each.
const versions = versionedPolicies<DeadlinePolicy>('deadlinePolicies', 'country');
export const DeadlinePolicies = versions.rows;
/** Every policy in force, in the whole installation: a few hundred at most. */
export const policiesInForce = versions.inForce;
export const policiesOf = versions.currentOf;
export const policyHistoryOf = versions.historyOf;

/**
 * Puts a new version in force. Open deadlines follow in the background. Throws 422 for one that cannot be used. `basedOn`
 * names the version that its author saw in force in the same place and country, or null where there was none: another
 * one by then is 409. Left out, it replaces whatever there is.
 */
export async function setDeadlinePolicy(
  db: Db,
  newVersion: NewVersion<DeadlinePolicy> & { readonly basedOn?: string | null | undefined },
): Promise<StoredPolicy> {
  const { basedOn, accountId, tenantId, policy } = newVersion;
  try {
    provePolicy({ ...newVersion.policy, version: 'new' }, newVersion.now.getTime());
  } catch (error) {
    if (error instanceof PolicyError) throw invalid(error.message, { field: error.field });
    throw error;
  }
  return transaction(db, async (session) => {
    const present = await versions.currentOf(db, tenantId, session);
    const stored = present.find((of) => of.accountId === accountId && of.policy.country === policy.country);
    const inForce = stored?.policy.version ?? null;
    if (basedOn !== undefined && basedOn !== inForce) throw stalePolicy(inForce);
    return versions.add(db, newVersion, session);
  });
}

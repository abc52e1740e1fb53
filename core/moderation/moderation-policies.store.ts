/** The moderation policies of a municipality and of single accounts, in versions. None stored: the default template. */
import type { Account } from '../accounts/account.ts';
import { type Db, transaction } from '../kernel/db.ts';
import { stalePolicy } from '../kernel/errors.ts';
import { openVersionCache, type VersionCache } from '../kernel/version-cache.ts';
import { type NewVersion, type StoredVersion, versionedPolicies } from '../kernel/versioned-policies.ts';
import type { CategoryRules, ModerationPolicy, PolicyTemplate } from './policy.ts';
import { DEFAULT_POLICY } from './policy.ts';

/** Rules as a municipality set them. Without rules: it has gone back to what stands above it. */
export interface ModerationRules {
  readonly version: string;
  /** What it was begun from. */
  readonly base: PolicyTemplate;
  readonly categories: CategoryRules | null;
}
export type StoredModeration = StoredVersion<ModerationRules>;

const versions = versionedPolicies<ModerationRules>('moderationPolicies');
export const ModerationPolicies = versions.rows;
export const moderationHistory = versions.historyOf;
export const moderationInForce = versions.currentOf;

/** The account's own rules, else the municipality's, else the default template. `stored`: most particular first. */
function policyAmong(stored: readonly StoredModeration[]): ModerationPolicy {
  for (const { policy } of stored)
    if (policy.categories !== null) return { version: policy.version, categories: policy.categories };
  return DEFAULT_POLICY;
}

/** The policy in force for an account (null: the municipality's), among all of the municipality's. */
export const policyFor = (all: readonly StoredModeration[], accountId: string | null): ModerationPolicy =>
  policyAmong([
    ...all.filter((stored) => accountId !== null && stored.accountId === accountId),
    ...all.filter((stored) => stored.accountId === null),
  ]);

/**
 * Puts a new version in force, for what is judged from now on. `basedOn` names the version that its author saw in
 * force in the same place, or null where there was none: another one by then is 409.
 */
export function setModerationPolicy(
  db: Db,
  newVersion: NewVersion<ModerationRules> & { readonly basedOn: string | null },
): Promise<StoredModeration> {
  return transaction(db, async (session) => {
    const present = await versions.currentOf(db, newVersion.tenantId, session);
    const seen = present.find(({ accountId }) => accountId === newVersion.accountId)?.policy.version ?? null;
    if (seen !== newVersion.basedOn) throw stalePolicy(seen);
    return versions.add(db, newVersion, session);
  });
}

export interface ModerationCache extends Pick<VersionCache<never>, 'refresh' | 'close'> {
  policyOf(account: Pick<Account, '_id' | 'tenantId'>): ModerationPolicy;
}

/** What judging asks, without waiting: at most a few seconds old. */
export async function openModerationCache(
  db: Db,
  onError: (error: unknown) => void,
): Promise<ModerationCache> {
  const cache = await openVersionCache(() => versions.inForce(db), onError);
  return {
    policyOf: (account) => policyAmong(cache.stored(account)),
    refresh: cache.refresh,
    close: cache.close,
  };
}

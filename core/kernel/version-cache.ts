/** Stored policies at hand. */
import { CACHE_AGE_MS, type Refreshing, refreshing } from './refreshing.ts';
import type { StoredVersion } from './versioned-policies.ts';

export interface VersionCache<P> extends Pick<Refreshing<never>, 'refresh' | 'close'> {
  /** What is in force for the account: its own policy before the municipality's. */
  stored(account: { readonly _id: string; readonly tenantId: string }): StoredVersion<P>[];
}

const keyOf = (tenantId: string, accountId: string | null): string => `${tenantId} ${accountId ?? '*'}`;

export async function openVersionCache<P>(
  read: () => Promise<StoredVersion<P>[]>,
  onError: (error: unknown) => void,
): Promise<VersionCache<P>> {
  const readByKey = async () =>
    Map.groupBy(await read(), (stored) => keyOf(stored.tenantId, stored.accountId));
  const { value, refresh, close } = await refreshing(readByKey, { everyMs: CACHE_AGE_MS, onError });
  return {
    stored: ({ tenantId, _id }) =>
      [keyOf(tenantId, _id), keyOf(tenantId, null)].flatMap((key) => value().get(key) ?? []),
    refresh,
    close,
  };
}

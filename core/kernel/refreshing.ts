/** Stored policies at hand: read every few seconds, asked without waiting. */
import type { StoredVersion } from './versioned-policies.ts';

/** How long a process may still use a policy that has been replaced. */
export const CACHE_AGE_MS = 2000;

export interface VersionCache<P> {
  /** What is in force for the account: its own policy before the municipality's. */
  stored(account: { readonly _id: string; readonly tenantId: string }): StoredVersion<P>[];
  refresh(): Promise<void>;
  close(): void;
}

const keyOf = (tenantId: string, accountId: string | null): string => `${tenantId} ${accountId ?? '*'}`;

/** Reads it once before it answers. A later read that fails leaves what is known in force. */
export async function openVersionCache<P>(
  read: () => Promise<StoredVersion<P>[]>,
  onError: (error: unknown) => void,
): Promise<VersionCache<P>> {
  let known = new Map<string, StoredVersion<P>>();
  const refresh = async (): Promise<void> => {
    const policies = await read();
    known = new Map(policies.map((stored) => [keyOf(stored.tenantId, stored.accountId), stored]));
  };
  await refresh();
  const timer = setInterval(() => void refresh().catch(onError), CACHE_AGE_MS);
  timer.unref();
  return {
    stored: ({ tenantId, _id }) =>
      [known.get(keyOf(tenantId, _id)), known.get(keyOf(tenantId, null))].filter((one) => one !== undefined),
    refresh,
    close: () => clearInterval(timer),
  };
}

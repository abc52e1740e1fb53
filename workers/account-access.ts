/** Opens an account's token for one call. */
import type { Account } from '../core/accounts/account.ts';
import type { AccountAccess, Cause } from '../core/actions/connector.ts';
import type { WorkerDeps } from './deps.ts';

type Access =
  | { readonly ok: true; readonly access: AccountAccess }
  | { readonly ok: false; readonly cause: Cause };

/** The account's token, opened for this call only; or why nothing can go out. */
export function accessOf(deps: Pick<WorkerDeps, 'vault' | 'appSecretOf'>, account: Account): Access {
  return account.outgoing === 'paused' ? { ok: false, cause: 'paused' } : readAccessOf(deps, account);
}

/** For looking alone: an account whose outgoing is paused goes on receiving. */
export function readAccessOf(deps: Pick<WorkerDeps, 'vault' | 'appSecretOf'>, account: Account): Access {
  if (account.encryptedToken === null) return { ok: false, cause: 'no-token' };
  const token = deps.vault.open(account.encryptedToken);
  if (token === null) return { ok: false, cause: 'token-expired' };
  const { externalId, apiBase } = account;
  const appSecret = deps.appSecretOf?.(account) ?? null;
  return { ok: true, access: { externalId, apiBase, token, ...(appSecret !== null && { appSecret }) } };
}

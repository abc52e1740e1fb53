import { forbidden } from './errors.ts';
import { PERMISSIONS, type Permission, type Scope } from './roles.ts';

/** Whether the role has the permission. */
export function may(scope: Scope, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly string[]).includes(scope.role);
}

/** Throws 403 unless {@link may}. Every route goes through here; the table says what it needs. */
export function authorise(scope: Scope, permission: Permission): void {
  if (!may(scope, permission)) throw forbidden();
}

/** Whether the account is in the scope. What is not there for the caller is 404, not 403: it does not even exist. */
export function sees({ accountIds }: Scope, accountId: string): boolean {
  return accountIds === 'all' || accountIds.includes(accountId);
}

/** Whether the scope holds the whole municipality, so that what every account shares may be changed. */
export function seesAll({ accountIds }: Scope): boolean {
  return accountIds === 'all';
}

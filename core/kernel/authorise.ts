import { forbidden } from './errors.ts';
import { PERMISSIONS, type Permission, type Scope } from './roles.ts';

/** Whether the role has the permission and, where an account is named, sees that account. */
export function may(scope: Scope, permission: Permission, accountId?: string): boolean {
  if (!(PERMISSIONS[permission] as readonly string[]).includes(scope.role)) return false;
  return accountId === undefined || scope.accountIds === 'all' || scope.accountIds.includes(accountId);
}

/** Throws 403 unless {@link may}. Every route and every store command goes through here. */
export function authorise(scope: Scope, permission: Permission, accountId?: string): void {
  if (!may(scope, permission, accountId)) throw forbidden();
}

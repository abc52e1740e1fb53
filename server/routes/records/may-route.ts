import { accountsOfBoard } from '../../../core/accounts/accounts.store.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import type { ServerDeps } from '../../deps.ts';

/** Who sees every account of a board sees the way to its case system; for others there is none. */
export async function mayRouteBoard(
  deps: Pick<ServerDeps, 'db'>,
  scope: Scope,
  board: string,
): Promise<boolean> {
  const { tenantId } = scope;
  const accounts = await accountsOfBoard(deps.db, { tenantId, board });
  return accounts.length === 0 ? scope.accountIds === 'all' : accounts.every(({ _id }) => sees(scope, _id));
}

/** Who stands behind an entry of a list, and who may change one. */
import { namesOf, type Principal } from '../../../core/accounts/people.store.ts';
import { seesAll } from '../../../core/kernel/authorise.ts';
import { forbidden, type UppsiktError } from '../../../core/kernel/errors.ts';
import type { Actor } from '../../../core/kernel/roles.ts';
import type { ServerDeps } from '../../deps.ts';

/** Names of the persons and keys that stand behind rows. */
export async function names(
  deps: ServerDeps,
  tenantId: string,
  rows: readonly { readonly by: Pick<Actor, 'id'> }[],
) {
  const known = await namesOf(deps.db, { tenantId, ids: rows.map(({ by }) => by.id) });
  return ({ id }: Pick<Actor, 'id'>) => ({ id, name: known.get(id) ?? null });
}

/**
 * Lists are the whole municipality's: whoever changes one must see all of it. An entry that is named by its id is not
 * there for others (`refusal`: 404), like everything outside a scope.
 */
export function author(
  deps: ServerDeps,
  { actor, scope }: Principal,
  refusal: UppsiktError = forbidden('This needs access to every account.'),
) {
  if (!seesAll(scope)) throw refusal;
  return { tenantId: scope.tenantId, by: actor, at: deps.now() };
}

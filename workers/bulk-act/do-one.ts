/** One item's turn: the same command as for one item alone. */
import type { Principal } from '../../core/accounts/people.store.ts';
import { PERMISSION_OF_ACTION } from '../../core/actions/action-routes.contract.ts';
import type { BulkAct } from '../../core/actions/bulk-act.contract.ts';
import { type BulkEntry, setEntry } from '../../core/actions/bulk-acts.store.ts';
import { refusalOf } from '../../core/actions/bulk-refusal.ts';
import { type ActingDeps, accountOf } from '../../core/actions/change-action.store.ts';
import { requestAction } from '../../core/actions/request-action.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { readItem } from '../../core/inbox/items.store.ts';
import { may } from '../../core/kernel/authorise.ts';
import { isStoreFault } from '../../core/kernel/db.ts';
import type { WorkerDeps } from '../deps.ts';

export interface Turn {
  /** Null: who asked has no rights any more. */
  readonly principal: Principal | null;
  readonly act: BulkAct;
  readonly entry: BulkEntry;
}

/** Of what is done at once: nothing here waits to be undone. */
export const actingDeps = (deps: WorkerDeps): ActingDeps => ({ ...deps, settings: { undoSeconds: 0 } });

/** The item, or why its turn is over. */
export async function itemOfTurn(
  deps: WorkerDeps,
  { principal, act, entry }: Turn,
): Promise<{ principal: Principal; item: Item } | 'forbidden' | 'not-found'> {
  if (principal === null || !may(principal.scope, 'items:read')) return 'forbidden';
  if (!may(principal.scope, PERMISSION_OF_ACTION[act.type])) return 'forbidden';
  const item = await readItem(deps.db, principal.scope, entry.itemId);
  return item === null ? 'not-found' : { principal, item };
}

/** Faults of the store are tried again; any other, of this item alone, is written down and stops no other. */
export async function reasonOf(
  deps: WorkerDeps,
  error: unknown,
  { item, act, entry }: { item: Item; act: BulkAct; entry: BulkEntry },
) {
  if (isStoreFault(error)) throw error;
  const account = await accountOf(actingDeps(deps), item).catch(() => null);
  const reason = refusalOf(error, { item, act, account, now: deps.now() });
  if (reason === 'fault') deps.log.error({ err: error, bulkId: entry.bulkId }, 'an item of many failed');
  return reason;
}

export async function doOne(deps: WorkerDeps, turn: Turn): Promise<void> {
  const { act, entry } = turn;
  const found = await itemOfTurn(deps, turn);
  if (typeof found === 'string') return setEntry(deps.db, entry, { state: 'refused', reason: found });
  const { principal, item } = found;
  const { actor } = principal;
  try {
    const { action } = await requestAction(actingDeps(deps), {
      principal,
      item,
      request: { ...act, version: entry.version },
      idempotencyKey: `${actor.kind}-${actor.id}-bulk-${entry._id}`,
    });
    await setEntry(deps.db, entry, { state: 'done', actionId: action._id, actedAt: action.createdAt });
  } catch (error) {
    const reason = await reasonOf(deps, error, { item, act, entry });
    await setEntry(deps.db, entry, { state: 'refused', reason });
  }
}

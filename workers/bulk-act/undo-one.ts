/** Taking one item's change back, unless somebody has worked on it since. */
import type { Principal } from '../../core/accounts/people.store.ts';
import { actionById, actionByKey, type StoredAction } from '../../core/actions/actions.store.ts';
import type { BulkRefusal } from '../../core/actions/bulk-act.ts';
import { type BulkEntry, setEntry } from '../../core/actions/bulk-acts.store.ts';
import { requestAction } from '../../core/actions/request-action.store.ts';
import { undo } from '../../core/actions/undo-action.store.ts';
import { eventsOf } from '../../core/inbox/events.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { isQuiet } from '../../core/inbox/projection/version.ts';
import { UppsiktError } from '../../core/kernel/errors.ts';
import type { WorkerDeps } from '../deps.ts';
import { actingDeps, itemOfTurn, reasonOf, type Turn } from './do-one.ts';

/** By a person, since: what they did stands. The end of the act itself, in the person's name too, is no work of theirs. */
async function isWorkedOnSince({ db }: WorkerDeps, entry: BulkEntry): Promise<boolean> {
  const { tenantId, itemId, actionId, actedAt } = entry;
  const events = await eventsOf(db, { tenantId, itemId });
  const own = new Set(events.filter(({ data }) => idIn(data) === actionId).map(({ at }) => at.getTime()));
  own.add(actedAt?.getTime() ?? 0);
  return events.some(
    ({ actor, at, type }) =>
      (actor.kind === 'person' || actor.kind === 'token') &&
      at.getTime() > (actedAt?.getTime() ?? 0) &&
      !own.has(at.getTime()) &&
      !isQuiet(type),
  );
}

const idIn = (data: object): unknown => ('actionId' in data ? data.actionId : null);

interface Undoing {
  readonly principal: Principal;
  readonly item: Item;
  readonly entry: BulkEntry;
}

/** Not yet on the platform: then nothing of it ever is. */
async function isWithdrawn(
  deps: WorkerDeps,
  { principal, item, action }: Undoing & { readonly action: StoredAction },
): Promise<boolean> {
  try {
    await undo(actingDeps(deps), principal, { action, item });
    return true;
  } catch (error) {
    if (error instanceof UppsiktError && error.status === 409) return false;
    throw error;
  }
}

/** Null: it is taken back. */
async function takeBack(deps: WorkerDeps, undoing: Undoing): Promise<BulkRefusal | null> {
  const { principal, item, entry } = undoing;
  const { inverse, tenantId } = entry;
  if (inverse === null) return 'final';
  const { kind, id } = principal.actor;
  const idempotencyKey = `${kind}-${id}-bulk-undo-${entry._id}`;
  if ((await actionByKey(deps.db, { tenantId, idempotencyKey })) !== null) return null;
  const action = await actionById(deps.db, { tenantId, id: entry.actionId ?? '' });
  if (action?.state === 'cancelled') return null;
  if (await isWorkedOnSince(deps, entry)) return 'changed';
  if (action?.type === 'hide' && (await isWithdrawn(deps, { ...undoing, action }))) return null;
  const request = { ...inverse, version: item.version };
  await requestAction(actingDeps(deps), { principal, item, request, idempotencyKey });
  return null;
}

export async function undoOne(deps: WorkerDeps, turn: Turn): Promise<void> {
  const { act, entry } = turn;
  const found = await itemOfTurn(deps, turn);
  if (typeof found === 'string') return setEntry(deps.db, entry, { state: 'kept', reason: found });
  const { item } = found;
  try {
    const reason = await takeBack(deps, { ...found, entry });
    await setEntry(deps.db, entry, reason === null ? { state: 'undone' } : { state: 'kept', reason });
  } catch (error) {
    await setEntry(deps.db, entry, {
      state: 'kept',
      reason: await reasonOf(deps, error, { item, act, entry }),
    });
  }
}

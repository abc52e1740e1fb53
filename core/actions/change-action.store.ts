/** What every request about an action has in common: one transaction for row, item and events, then it is announced. */
import type { Account } from '../accounts/account.ts';
import { accountById } from '../accounts/accounts.store.ts';
import type { WorkingClock } from '../deadlines/clock.ts';
import { recordNewEvents } from '../inbox/change-item.store.ts';
import type { NewEvent } from '../inbox/event.ts';
import type { Item } from '../inbox/item.ts';
import { itemById } from '../inbox/items.store.ts';
import { type ItemPublisher, publishItems } from '../inbox/publish-items.ts';
import type { Typed } from '../inbox/typed-by-person.ts';
import { type ClientSession, type Db, transaction } from '../kernel/db.ts';
import { notFound } from '../kernel/errors.ts';
import type { RowRef } from '../kernel/queue/jobs.ts';
import type { Queues } from '../kernel/queue/queues.ts';
import type { Actor } from '../kernel/roles.ts';
import type { StoredAction } from './actions.store.ts';

/** What acting takes, in a server and in a worker. */
export interface ActingDeps {
  readonly db: Db;
  readonly queues: Queues;
  readonly publisher: ItemPublisher;
  readonly settings: { readonly undoSeconds: number };
  now(): Date;
  clockOf(account: Account): WorkingClock;
}

export interface ActionOnItem {
  readonly action: StoredAction;
  readonly item: Item;
}

/** What a change is given inside its transaction: the item as it now stands. */
export interface Moment {
  readonly fresh: Item;
  readonly now: Date;
  readonly session: ClientSession;
}

/** Writes the action's row and says what happened to the item. Throws, and nothing has happened. */
export type Change = (moment: Moment) => Promise<{
  action: StoredAction;
  newEvents: readonly NewEvent[];
  typed?: Typed | undefined;
  /** Captures asked for with it: their rows are hinted once they stand. */
  captures?: readonly RowRef[];
}>;

/** Item, events and action row together; only what is stored is announced. Throws `not_found` for an item that is gone. */
export async function changeAction(
  deps: ActingDeps,
  { item, actor }: { item: Item; actor: Actor },
  change: Change,
): Promise<ActionOnItem> {
  const result = await transaction(deps.db, async (session) => {
    const now = deps.now();
    const fresh = await itemById(deps.db, { tenantId: item.tenantId, id: item._id }, session);
    if (fresh === null) throw notFound('item');
    const { action, newEvents, typed = {}, captures = [] } = await change({ fresh, now, session });
    const recording = { newEvents, typed, actor, at: now, session };
    return { action, item: await recordNewEvents(deps.db, fresh, recording), captures };
  });
  const { captures, ...done } = result;
  announce(deps, done, captures);
  return done;
}

/** Tells the workers when it is due, and the other browsers now. */
function announce(deps: ActingDeps, { action, item }: ActionOnItem, captures: readonly RowRef[]): void {
  const now = deps.now();
  if (action.state === 'pending' || action.state === 'unknown') {
    void deps.queues.hint('act', [action], Math.max(0, action.notBefore.getTime() - now.getTime()));
  }
  if (captures.length > 0) void deps.queues.hint('capture', captures);
  void publishItems(deps.publisher, [item], now);
}

export async function accountOf(deps: ActingDeps, item: Item) {
  const account = await accountById(deps.db, { tenantId: item.tenantId, id: item.accountId });
  if (account === null) throw notFound('account');
  return account;
}

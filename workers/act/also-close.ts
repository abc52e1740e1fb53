/** Closes, in the reply's own transaction, the author's other open questions that it was said to answer. */
import type { Account } from '../../core/accounts/account.ts';
import type { Action } from '../../core/actions/action.ts';
import { closedWith } from '../../core/deadlines/clock-commands.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import type { ClientSession } from '../../core/kernel/db.ts';
import type { WorkerDeps } from '../deps.ts';

export async function alsoClose(
  deps: Pick<WorkerDeps, 'db' | 'now' | 'clockOf'>,
  action: Action,
  done: { readonly account: Account; readonly at: Date; readonly session: ClientSession },
): Promise<Item[]> {
  const { tenantId, itemId, alsoCloses = [], alsoRevisions = [], alsoUntold = [] } = action;
  if (action.type !== 'reply' || alsoCloses.length === 0) return [];
  const seen = new Map(alsoCloses.map((id, index) => [id, alsoRevisions[index]]));
  // Edited since: nobody has read what it asks now, so the reply does not answer it.
  const isAsSeen = ({ _id, revision, newText }: Item): boolean =>
    (seen.get(_id) ?? revision) === revision && (newText == null || alsoUntold.includes(_id));
  const found = await itemsById(deps.db, { tenantId, ids: alsoCloses }, done.session);
  const others = found.filter(isAsSeen);
  const clock = deps.clockOf(done.account);
  const closed: Item[] = [];
  for (const other of others)
    closed.push(
      await recordNewEvents(deps.db, other, {
        newEvents: closedWith(other, { itemId, at: done.at.getTime() }, clock),
        actor: action.actor,
        at: deps.now(),
        session: done.session,
      }),
    );
  return closed;
}

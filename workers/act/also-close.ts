/** Closes, in the reply's own transaction, what it answers besides the item that it was written for. */
import type { Account } from '../../core/accounts/account.ts';
import type { Action } from '../../core/actions/action.ts';
import { closedWith } from '../../core/deadlines/clock-commands.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { answeredBy, asThread, THREAD_RULES } from '../../core/inbox/thread-answers.ts';
import { inThread } from '../../core/inbox/thread-of.ts';
import { commentsAround } from '../../core/inbox/threads.store.ts';
import type { ClientSession } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';

interface Done {
  readonly item: Item;
  readonly account: Account;
  readonly at: Date;
  readonly remoteId: string | null;
  readonly chosen: readonly Item[];
  readonly session: ClientSession;
}

/** What the person chose, as they saw it. */
export async function chosenItems(
  deps: Pick<WorkerDeps, 'db'>,
  action: Action,
  session: ClientSession,
): Promise<Item[]> {
  const { tenantId, alsoCloses = [], alsoRevisions = [], alsoUntold = [] } = action;
  if (alsoCloses.length === 0) return [];
  const seen = new Map(alsoCloses.map((id, index) => [id, alsoRevisions[index]]));
  // Edited since: nobody has read what it asks now, so the reply does not answer it.
  const isAsSeen = ({ _id, revision, newText }: Item): boolean =>
    (seen.get(_id) ?? revision) === revision && (newText == null || alsoUntold.includes(_id));
  const found = await itemsById(deps.db, { tenantId, ids: alsoCloses }, session);
  return found.filter(isAsSeen);
}

/** Nobody chose: the same as where the answer is seen on the platform. */
async function itemsByRule(deps: Pick<WorkerDeps, 'db'>, action: Action, { item, session }: Done) {
  const { tenantId, accountId, externalId: parentId } = item;
  const postId = item.postId ?? item.externalId;
  const places = [{ accountId, parentId, postId }];
  const thread = (await commentsAround(deps.db, { tenantId, places }, session)).map(inThread);
  const reply = { parentId, postId, at: action.createdAt.getTime(), text: action.text ?? '' };
  const ids = answeredBy(reply, asThread(thread), THREAD_RULES[item.platform]).map(({ id }) => id);
  const others = ids.filter((id) => id !== item._id);
  return others.length === 0 ? [] : itemsById(deps.db, { tenantId, ids: others }, session);
}

export async function alsoClose(
  deps: Pick<WorkerDeps, 'db' | 'now' | 'clockOf'>,
  action: Action,
  done: Done,
): Promise<Item[]> {
  if (action.type !== 'reply') return [];
  const { session, account } = done;
  const chosen = action.alsoCloses !== undefined;
  const others = chosen ? done.chosen : await itemsByRule(deps, action, done);
  const clock = deps.clockOf(account);
  const replyId = done.remoteId === null ? null : commentId(account._id, done.remoteId);
  const reply = { itemId: action.itemId, replyId, at: done.at.getTime(), chosen };
  const closed: Item[] = [];
  for (const other of others) {
    const newEvents = closedWith(other, reply, clock);
    if (newEvents.length > 0)
      closed.push(
        await recordNewEvents(deps.db, other, { newEvents, actor: action.actor, at: deps.now(), session }),
      );
  }
  return closed;
}

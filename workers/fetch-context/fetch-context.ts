/** Fetches one post or parent comment, once. It never stands before the item: that is in the inbox already. */

import type { Account } from '../../core/accounts/account.ts';
import type { Cause } from '../../core/actions/connector.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import { CONTEXT_ROWS, type Context, contextId, contextsById } from '../../core/inbox/contexts.store.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsAwaitingContext, postsAwaited } from '../../core/inbox/item-lookups.store.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { transaction } from '../../core/kernel/db.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { accessOf } from '../account-access.ts';
import type { WorkerDeps } from '../deps.ts';
import { loadAccount, runRow, type Settlement } from '../run-row.ts';

/** Causes that another try in a few seconds can mend. */
const PASSING: ReadonlySet<Cause> = new Set(['throttled', 'unreachable']);

async function fetchNode(deps: WorkerDeps, account: Account, externalId: string) {
  const reached = accessOf(deps, account);
  if (!reached.ok) return { ok: false as const, cause: reached.cause };
  const backfill = deps.connectors.get(account.platform)?.backfill;
  if (backfill === undefined) return { ok: false as const, cause: 'not-supported' as const };
  return backfill.fetchNode(reached.access, externalId);
}

/** Tells every item that hangs on this post. One transaction each: none waits for another's conflict. */
async function tellItems(deps: WorkerDeps, context: Context, newEvent: NewEvent): Promise<void> {
  const { tenantId, accountId, externalId } = context;
  const changed: Item[] = [];
  for (const id of await itemsAwaitingContext(deps.db, { tenantId, accountId, postId: externalId })) {
    const item = await transaction(deps.db, async (session) => {
      const waiting = await itemById(deps.db, { tenantId, id }, session);
      if (waiting?.context !== 'pending') return null;
      return recordNewEvents(deps.db, waiting, {
        newEvents: [newEvent],
        actor: { kind: 'machine', id: 'fetch-context' },
        at: deps.now(),
        session,
      });
    });
    if (item !== null) changed.push(item);
  }
  await publishItems(deps.publisher, changed, deps.now());
}

/** The row first, its items after it: a crash between the two is mended by {@link tellForgotten}. */
const failed = (deps: WorkerDeps, claimed: Context, cause: Cause): Settlement<Context> => ({
  set: { state: 'failed', cause },
  afterwards: () => tellItems(deps, claimed, { type: 'context.failed', data: { cause } }),
});

/** The processor of `fetch-context`. */
export function createFetchContext(deps: WorkerDeps): Processor {
  return runRow(deps, {
    name: 'fetch-context',
    kind: CONTEXT_ROWS,
    load: (claimed) => loadAccount(deps, claimed),
    gone: (claimed) => failed(deps, claimed, 'gone'),
    giveUp: async ({ claimed }) => failed(deps, claimed, 'unreachable'),
    async work({ claimed, account, isLast }) {
      const { externalId } = claimed;
      const fetched = await fetchNode(deps, account, externalId);
      if (!fetched.ok) {
        const { cause } = fetched;
        return PASSING.has(cause) && !isLast ? { set: {}, again: 'backoff' } : failed(deps, claimed, cause);
      }
      const { text, author, own, permalink, createdAt: at } = fetched.value;
      const newEvent: NewEvent = { type: 'context.fetched', data: { externalIds: [externalId] } };
      return {
        set: { state: 'fetched', text, author, own, permalink, at },
        afterwards: () => tellItems(deps, claimed, newEvent),
      };
    },
  });
}

/** For the sweeper: items that still wait though their post has come or never will. */
export async function tellForgotten(deps: WorkerDeps, before: Date): Promise<void> {
  for (const { tenantId, accountId, postId } of await postsAwaited(deps.db, before)) {
    const [context] = await contextsById(deps.db, { tenantId, ids: [contextId(accountId, postId)] });
    if (context?.state === 'fetched')
      await tellItems(deps, context, { type: 'context.fetched', data: { externalIds: [postId] } });
    else if (context?.state === 'failed')
      await tellItems(deps, context, { type: 'context.failed', data: { cause: context.cause ?? 'gone' } });
  }
}

/** Fetches one post or parent comment, once. It never stands before the item: that is in the inbox already. */

import type { Account } from '../../core/accounts/account.ts';
import { accountById } from '../../core/accounts/accounts.store.ts';
import type { Cause } from '../../core/actions/connector.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import {
  CONTEXT_ATTEMPTS,
  type Context,
  claimContext,
  contextId,
  contextsById,
  updateContext,
} from '../../core/inbox/contexts.store.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsAwaitingContext, postsAwaited } from '../../core/inbox/item-lookups.store.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { publishItems } from '../../core/inbox/publish-items.ts';
import { transaction } from '../../core/kernel/db.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { accessOf } from '../account-access.ts';
import type { WorkerDeps } from '../deps.ts';

const WAIT_MS = 3000;
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
      const found = await itemById(deps.db, { tenantId, id }, session);
      if (found?.context !== 'pending') return null;
      return recordNewEvents(deps.db, found, {
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

async function fail(deps: WorkerDeps, claimed: Context, cause: Cause): Promise<void> {
  if (PASSING.has(cause) && claimed.attempts < CONTEXT_ATTEMPTS) {
    const waitMs = WAIT_MS * 2 ** claimed.attempts;
    await updateContext(deps.db, claimed, { notBefore: new Date(deps.now().getTime() + waitMs) });
    const { tenantId, _id, attempts } = claimed;
    await deps.queues.hint('fetch-context', [{ tenantId, contextId: _id, revision: attempts }], waitMs);
    return;
  }
  if (await updateContext(deps.db, claimed, { state: 'failed', cause }))
    await tellItems(deps, claimed, { type: 'context.failed', data: { cause } });
}

/** The processor of `fetch-context`. A crash between row and items is mended by {@link tellForgotten}. */
export function createFetchContext(deps: WorkerDeps): Processor<'fetch-context'> {
  return async ({ tenantId, contextId: id }) => {
    const claimed = await claimContext(deps.db, { tenantId, id, now: deps.now() });
    if (claimed === null) return;
    const account = await accountById(deps.db, { tenantId, id: claimed.accountId });
    if (account === null) return fail(deps, claimed, 'gone');
    if (claimed.attempts > CONTEXT_ATTEMPTS) return fail(deps, claimed, 'unreachable');
    const fetched = await fetchNode(deps, account, claimed.externalId);
    if (!fetched.ok) return fail(deps, claimed, fetched.cause);
    const { text, author, own, permalink, createdAt } = fetched.value;
    const kept = { state: 'fetched' as const, text, author, own, permalink, at: createdAt };
    if (await updateContext(deps.db, claimed, kept))
      await tellItems(deps, claimed, {
        type: 'context.fetched',
        data: { externalIds: [claimed.externalId] },
      });
  };
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

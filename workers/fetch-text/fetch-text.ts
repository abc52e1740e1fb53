/**
 * Fetches the text of an edit that the platform told of without it. What was fetched goes the way of every text: a
 * delivery, the platform's own change with the text that it lacked, is stored and ingested.
 */
import type { Account } from '../../core/accounts/account.ts';
import type { Cause } from '../../core/actions/connector.ts';
import { wakeUnread } from '../../core/deadlines/clock-commands.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import { commentsById } from '../../core/inbox/comments.store.ts';
import { deliveryById, deliveryHints, storeDeliveries } from '../../core/inbox/deliveries.store.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { recordUnknown } from '../../core/inbox/unknown-changes.store.ts';
import { UNTOLD_ROWS, type UntoldEdit } from '../../core/inbox/untold-edits.store.ts';
import type { ClientSession } from '../../core/kernel/db.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import type { Processor } from '../../core/kernel/queue/run-worker.ts';
import { accessOf } from '../account-access.ts';
import type { WorkerDeps } from '../deps.ts';
import { bytesOf } from '../ingest/read.ts';
import { loadAccount, runRow, type Settle } from '../run-row.ts';

/** Causes that another try in a few seconds can mend. */
const PASSING: ReadonlySet<Cause> = new Set(['throttled', 'unreachable']);

type Found =
  | { readonly ok: true; readonly deliveryId: string | null }
  | { readonly ok: false; readonly cause: Cause };

/** Stores the completed delivery, which another try of this row stores again without any effect. */
async function fetchText(deps: WorkerDeps, account: Account, edit: UntoldEdit): Promise<Found> {
  const reached = accessOf(deps, account);
  if (!reached.ok) return reached;
  const connector = deps.connectors.get(account.platform);
  const told = await deliveryById(deps.db, edit.deliveryId);
  if (connector === undefined || told === null) return { ok: false, cause: 'not-supported' };
  const fetched = await connector.backfill.fetchNode(reached.access, edit.externalId);
  if (!fetched.ok) return fetched;
  const body = connector.reader.withText(bytesOf(told), edit.externalId, fetched.value.text);
  if (body === null) return { ok: false, cause: 'not-supported' };
  const incoming = {
    platform: account.platform,
    body: Buffer.from(body),
    receivedAt: deps.now(),
    readable: true,
  };
  const [deliveryId = null] = await storeDeliveries(deps.db, [incoming]);
  return { ok: true, deliveryId };
}

/** Of a comment that came without its first text there is no item that could say so: it counts among what was not read. */
async function recordNeverRead(deps: WorkerDeps, edit: UntoldEdit, session: ClientSession): Promise<void> {
  const { tenantId, accountId, deliveryId, commentId } = edit;
  const [comment] = await commentsById(deps.db, { tenantId, ids: [commentId] }, session);
  if (comment === undefined || comment.revisions.length > 0) return;
  const _id = derivedId(deliveryId, 'unknown', commentId);
  const row = { _id, tenantId, accountId, deliveryId, what: 'text not to be had', at: deps.now() };
  await recordUnknown(deps.db, [row], session);
}

/** Row and item together: whoever reads the item sees that a text is still to come, or that none will. */
const ended =
  (
    deps: WorkerDeps,
    edit: UntoldEdit,
    end: {
      readonly set: Pick<UntoldEdit, 'state' | 'cause'>;
      readonly newEvents: (item: Item) => readonly NewEvent[];
    },
  ): Settle<UntoldEdit> =>
  async (session) => {
    const item = await itemById(deps.db, { tenantId: edit.tenantId, id: edit.commentId }, session);
    if (item === null && end.set.state === 'failed') await recordNeverRead(deps, edit, session);
    if (item?.newText !== 'awaited') return { set: end.set };
    const changed = await recordNewEvents(deps.db, item, {
      newEvents: end.newEvents(item),
      actor: { kind: 'machine', id: 'fetch-text' },
      at: deps.now(),
      session,
    });
    return { set: end.set, items: [changed] };
  };

/** `account`: null where it is gone, and with it its clock. */
const failed = (
  deps: WorkerDeps,
  { edit, account }: { readonly edit: UntoldEdit; readonly account: Account | null },
  cause: Cause,
): Settle<UntoldEdit> =>
  ended(deps, edit, {
    set: { state: 'failed', cause },
    newEvents: (item) => [
      { type: 'comment.text-not-fetched', data: { cause } },
      ...(account === null ? [] : wakeUnread(item, deps.now().getTime(), deps.clockOf(account))),
    ],
  });

/** The processor of `fetch-text`. */
export function createFetchText(deps: WorkerDeps): Processor {
  return runRow<UntoldEdit, { account: Account }>(deps, {
    name: 'fetch-text',
    kind: UNTOLD_ROWS,
    load: (claimed) => loadAccount(deps, claimed),
    gone: (edit) => failed(deps, { edit, account: null }, 'gone'),
    giveUp: async ({ claimed: edit, account }) => failed(deps, { edit, account }, 'unreachable'),
    async work({ claimed, account, isLast }) {
      const found = await fetchText(deps, account, claimed);
      if (!found.ok) {
        const { cause } = found;
        return PASSING.has(cause) && !isLast
          ? { set: {}, again: 'backoff' }
          : failed(deps, { edit: claimed, account }, cause);
      }
      if (found.deliveryId !== null)
        await deps.queues.hint('ingest-delivery', deliveryHints([found.deliveryId]));
      return ended(deps, claimed, {
        set: { state: 'fetched', cause: null },
        newEvents: () => [{ type: 'comment.text-fetched', data: { deliveryId: claimed.deliveryId } }],
      });
    },
  });
}

/** Hop 7: comments, events and items by the one writer; what could not be read; and the end of the deliveries. */
import { ConcurrentChange, type InboxWrite, writeInbox } from '../../core/inbox/change-item.store.ts';
import { finishDeliveries } from '../../core/inbox/deliveries.store.ts';
import { recordUnknown } from '../../core/inbox/unknown-changes.store.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import type { StartedPart } from './batch.ts';

/** Adds the items that changed, as they now stand. */
export async function write(
  deps: Pick<WorkerDeps, 'db'>,
  state: StartedPart & { readonly write: InboxWrite },
) {
  await writeInbox(deps.db, state.write, state.session);
  return { items: state.write.items.map(({ after }) => after) };
}

export async function recordUnreadable(
  deps: Pick<WorkerDeps, 'db'>,
  { part, now, session }: StartedPart,
): Promise<void> {
  await recordUnknown(
    deps.db,
    part.unknown.map(({ account, delivery, change, position }) => ({
      _id: derivedId(delivery._id, 'unknown', position),
      tenantId: account.tenantId,
      accountId: account._id,
      deliveryId: delivery._id,
      what: change.what,
      at: now,
    })),
    session,
  );
}

/** @throws ConcurrentChange when another worker was first: then nothing of this transaction stands. */
export async function finish(
  deps: Pick<WorkerDeps, 'db'>,
  { part, now, session }: StartedPart,
): Promise<void> {
  // A part within a delivery ends none.
  if (part.deliveries.length === 0) return;
  const finished = await finishDeliveries(
    deps.db,
    part.deliveries.map(({ _id }) => ({ id: _id, waitingFor: part.waitingFor.get(_id) ?? [] })),
    { session, now },
  );
  if (!finished) throw new ConcurrentChange('Another worker took a delivery of this batch.');
}

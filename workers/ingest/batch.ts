/** What the steps of ingest hand on to each other. */
import type { Account } from '../../core/accounts/account.ts';
import type { Removed, Unknown, Upserted, VisibilityChanged } from '../../core/actions/connector.ts';
import type { Delivery } from '../../core/inbox/deliveries.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { RowRef } from '../../core/kernel/queue/jobs.ts';

/** One readable change with all that is needed to apply it. */
export interface BatchChange {
  readonly account: Account;
  readonly delivery: Delivery;
  readonly sentAt: Date | null;
  readonly change: Upserted | Removed | VisibilityChanged;
  readonly commentId: string;
}

export interface BatchUnknown {
  readonly account: Account;
  readonly delivery: Delivery;
  readonly change: Unknown;
  /** Its place in the delivery, so that reading it again, in whatever batch, records it once. */
  readonly place: string;
}

export interface Batch {
  readonly deliveries: readonly Delivery[];
  readonly changes: readonly BatchChange[];
  readonly unknown: readonly BatchUnknown[];
  /** Per delivery, the accounts (external ids) that nobody has connected yet. */
  readonly waitingFor: ReadonlyMap<string, readonly string[]>;
}

export interface StoredBatch {
  /** Items that changed, as they now stand. */
  readonly items: readonly Item[];
  /** Posts and comments to fetch. */
  readonly contexts: readonly RowRef[];
  /** What a policy asked for: due at once. */
  readonly actions: readonly RowRef[];
  /** Pictures to look at. */
  readonly scans: readonly RowRef[];
  /** Texts on which a second opinion is wanted. */
  readonly opinions: readonly RowRef[];
}

export const changeOf = (
  account: Account,
  delivery: Delivery,
  read: Pick<BatchChange, 'change' | 'sentAt'>,
): BatchChange => ({ account, delivery, ...read, commentId: commentId(account._id, read.change.externalId) });

/**
 * The batch in parts of at most `maxChanges` changes, whole deliveries each: a transaction that outgrows the store's
 * cache is rolled back and tried again for ever. A delivery that alone has more stands alone.
 */
export function partsOf(batch: Batch, maxChanges: number): Batch[] {
  const changes = Map.groupBy(batch.changes, ({ delivery }) => delivery._id);
  const unknown = Map.groupBy(batch.unknown, ({ delivery }) => delivery._id);
  const parts: { deliveries: Delivery[]; size: number }[] = [];
  for (const delivery of batch.deliveries) {
    const size = changes.get(delivery._id)?.length ?? 0;
    const last = parts.at(-1);
    if (last === undefined || last.size + size > maxChanges) parts.push({ deliveries: [delivery], size });
    else {
      last.deliveries.push(delivery);
      last.size += size;
    }
  }
  return parts.map(({ deliveries }) => ({
    deliveries,
    changes: deliveries.flatMap(({ _id }) => changes.get(_id) ?? []),
    unknown: deliveries.flatMap(({ _id }) => unknown.get(_id) ?? []),
    waitingFor: batch.waitingFor,
  }));
}

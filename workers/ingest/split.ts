import type { Delivery } from '../../core/inbox/deliveries.store.ts';
import type { WorkerDeps } from '../deps.ts';
import type { Batch } from './batch.ts';

/** Changes in one transaction. */
const MAX_CHANGES = 300;

/** The batch in parts of at most `maxChanges` changes, whole deliveries each. One that alone has more stands alone. */
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

export const split = (_deps: WorkerDeps, { batch }: { readonly batch: Batch }) => ({
  parts: partsOf(batch, MAX_CHANGES),
});

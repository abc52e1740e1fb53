import type { WorkerDeps } from '../deps.ts';
import type { Batch, NearDuplicates } from './batch.ts';

/** How many comments like each came lately (`near-duplicates.ts`); nothing where nobody watches. */
export async function countNearDuplicates(
  deps: Pick<WorkerDeps, 'nearDuplicates' | 'now'>,
  { batch }: { readonly batch: Batch },
): Promise<{ readonly nearDuplicates: NearDuplicates }> {
  return { nearDuplicates: await deps.nearDuplicates.count(batch.changes, deps.now()) };
}

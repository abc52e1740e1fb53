/** Evidence of an account that somebody must see to: what an alarm counts. */
import { Actions } from '../actions/actions.store.ts';
import type { Db } from '../kernel/db.ts';
import { capturesInTrouble } from './capture-rows.store.ts';

/** Captures without a record or a picture, and removals that no record could be sealed for. */
export async function missingEvidence(
  db: Db,
  { tenantId, accountId }: { tenantId: string; accountId: string },
): Promise<number> {
  const [captures, removals] = await Promise.all([
    capturesInTrouble(db, { tenantId, accountId }),
    Actions(db).countDocuments({ tenantId, accountId, state: 'failed', cause: 'capture-failed' }),
  ]);
  return captures + removals;
}

/**
 * Writes a supervision entry where an account became looked through without anybody opening an item: the last unseen one
 * was closed by a person, answered on the platform or removed there. Twice is once: the entry's id derives from what it
 * covers.
 */
import { allAccounts } from '../core/store/accounts.ts';
import { noteLookedThrough } from '../core/store/supervision.ts';
import type { WorkerDeps } from './deps.ts';

export async function noteSupervision(deps: Pick<WorkerDeps, 'db' | 'now'>): Promise<number> {
  let noted = 0;
  for (const { tenantId, _id: accountId } of await allAccounts(deps.db))
    if (await noteLookedThrough(deps.db, { tenantId, accountId, now: deps.now() })) noted++;
  return noted;
}

import { newScans, SCAN_ROWS } from '../../core/images/image-scans.store.ts';
import type { InboxWrite } from '../../core/inbox/change-item.store.ts';
import { requestRows } from '../../core/kernel/job-rows.ts';
import type { WorkerDeps } from '../deps.ts';
import type { StartedPart } from './batch.ts';

/** Pictures are fetched and judged by a job of their own, which adds its verdicts later. */
export async function askForImageScans(
  deps: Pick<WorkerDeps, 'db'>,
  { write, session, now }: StartedPart & { readonly write: InboxWrite },
) {
  const after = write.items.map((entry) => entry.after);
  return { scans: await requestRows(deps.db, SCAN_ROWS, { rows: newScans(after), session, now }) };
}

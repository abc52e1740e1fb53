import type { AssessedChange } from '../../core/inbox/comment-change.ts';
import { newUntoldEdit, UNTOLD_ROWS } from '../../core/inbox/untold-edits.store.ts';
import { requestRows } from '../../core/kernel/job-rows.ts';
import type { WorkerDeps } from '../deps.ts';
import type { StartedPart } from './batch.ts';
import type { MergedChange } from './merge-comments.ts';

/** Of an edit that came without its text, the text is fetched by a job of its own and then ingested as if it had. */
export async function askForTexts(
  deps: Pick<WorkerDeps, 'db'>,
  {
    classified,
    session,
    now,
  }: StartedPart & { readonly classified: readonly MergedChange<AssessedChange>[] },
) {
  const rows = classified.flatMap(({ read: { account, delivery, commentId }, change }) =>
    change.kind === 'untold-edit' && change.comment !== change.before
      ? newUntoldEdit({
          tenantId: account.tenantId,
          accountId: account._id,
          commentId,
          externalId: change.comment.externalId,
          deliveryId: delivery._id,
        })
      : [],
  );
  return { texts: await requestRows(deps.db, UNTOLD_ROWS, { rows, session, now }) };
}

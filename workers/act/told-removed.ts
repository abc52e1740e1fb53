/** Where the platform does not say whether a comment is gone or forbidden to us, its webhook may have told. */
import type { StoredAction } from '../../core/actions/actions.store.ts';
import type { Outcome } from '../../core/actions/connector.ts';
import { commentsById } from '../../core/inbox/comments.store.ts';
import type { WorkerDeps } from '../deps.ts';

export async function asWebhookTold(
  { db }: Pick<WorkerDeps, 'db'>,
  { tenantId, itemId, type }: StoredAction,
  outcome: Outcome,
): Promise<Outcome> {
  if (outcome.state === 'done' || outcome.cause !== 'gone-or-denied') return outcome;
  const [comment] = await commentsById(db, { tenantId, ids: [itemId] });
  if (comment?.visibility !== 'removed') return outcome;
  return type === 'hide' || type === 'delete'
    ? { state: 'done', remoteId: null, at: comment.removedAt }
    : { state: 'failed', cause: 'gone' };
}

import type { AccountAccess, ActionTarget, Outcome } from '../../../core/actions/connector.ts';
import type { Graph } from './graph.ts';
import { onlyOnce } from './outcome.ts';

/**
 * A message to whoever wrote the comment (platforms.md 1.6, 2.3): one per comment, within seven days, which the platform
 * itself sees to, so a lost one may be sent again.
 */
export async function privateReply(
  graph: Graph,
  { access, target }: { readonly access: AccountAccess; readonly target: ActionTarget },
  text: string,
): Promise<Outcome> {
  const form = {
    recipient: JSON.stringify({ comment_id: target.externalId }),
    message: JSON.stringify({ text }),
  };
  const path = [access.externalId, 'messages'];
  const answer = await graph(access, { method: 'POST', path, form });
  return onlyOnce(answer, () => Promise.resolve('unclear'), 'message_id');
}

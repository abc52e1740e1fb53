import type { ActionTarget } from '../../core/actions/connector.ts';

/**
 * Where an answer to `target` is written. Facebook shows two levels: an answer to an answer stands under the comment
 * at the root, or it would open a third level that its own pages do not show. `reply` and `findReply` must agree.
 */
export function replyParent({ kind, externalId, parentId, postId }: ActionTarget): string {
  const answersComment = kind !== 'post' && parentId !== null && postId !== null && parentId !== postId;
  return answersComment ? parentId : externalId;
}

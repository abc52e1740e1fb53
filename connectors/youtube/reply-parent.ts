import type { ActionTarget } from '../../core/actions/connector.ts';
import { threadOfId } from './comments.ts';

/**
 * Where an answer to `target` is written. YouTube has one level of answers: one to an answer stands under the comment
 * above it, whose id its own begins with. `reply` and `findReply` must agree.
 */
export const replyParent = ({ externalId, parentId, postId }: ActionTarget): string =>
  threadOfId(externalId) ??
  (parentId !== null && postId !== null && parentId !== postId ? parentId : externalId);

import type { ActionTarget } from '../../core/actions/connector.ts';
import { commentUrnOf } from './urn.ts';

/**
 * Where an answer to `target` is written: LinkedIn shows two levels, so an answer to a reply stands under the comment
 * that the reply answers. `reply` and `findReply` must agree.
 */
export const replyParent = ({ externalId, parentId }: ActionTarget): string =>
  commentUrnOf(externalId) === null ? externalId : (commentUrnOf(parentId)?.urn ?? externalId);

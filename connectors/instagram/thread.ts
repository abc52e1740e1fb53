import type { ActionTarget } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';

/**
 * Where an answer to `target` is written: one to an answer stands under the comment at the root, as Instagram has no
 * third level.
 */
export function replyParent({ externalId, parentId, postId }: ActionTarget): string {
  return parentId !== null && parentId !== postId ? parentId : externalId;
}

/** That comment at the root, as a target. */
export function rootOf(target: ActionTarget): ActionTarget {
  return { ...target, externalId: replyParent(target), parentId: target.postId };
}

/** Who wrote it, as far as Instagram says. */
export const writerOf = ({ from }: Json): string | null => (isRecord(from) ? idOf(from.id) : null);
export const isOwnReply = (reply: Json, accountId: string): boolean => writerOf(reply) === accountId;

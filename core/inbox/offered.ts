/** What a platform offers on one kind of comment. Pure. */
import type { Capabilities } from '../kernel/platform.ts';
import type { CommentKind } from './comment.ts';

export type Offered = Pick<Capabilities, 'reply' | 'hide' | 'delete' | 'ban' | 'like'>;

/**
 * A direct message is seen by nobody else: what may be done to one, the platform says apart. A mention stands on
 * somebody else's page, where the account neither hides nor deletes.
 */
export function offeredOn(kind: CommentKind, can: Capabilities): Offered {
  const { reply, hide, delete: remove, ban, like, onMessages = [] } = can;
  if (kind === 'message')
    return {
      ...{ reply: onMessages.includes('reply'), ban: onMessages.includes('ban') },
      ...{ hide: false, delete: false, like: false },
    };
  const isOnOurPage = kind !== 'mention';
  return { reply, hide: hide && isOnOurPage, delete: remove && isOnOurPage, ban, like };
}

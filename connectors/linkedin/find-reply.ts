/** Reads back whether a reply was written whose answer was lost. */
import type { AccountAccess, ActionTarget, Outcome } from '../../core/actions/connector.ts';
import { idOf, type Json } from '../shared/read.ts';
import { isSameText, isTooOld, type WantedReply } from '../shared/wanted-reply.ts';
import { commentUrnOfElement, timeOfElement } from './comment-element.ts';
import { commentsUnder } from './paging.ts';
import { presenceOf } from './presence.ts';
import { replyParent } from './reply-parent.ts';
import { toldOf } from './text.ts';

/**
 * done: found, with its id and time. retry with cause `gone`: surely not there, so it may be written again.
 * unknown: this look could not tell, look again. blocked, failed: as for any other call.
 */
export async function findReply(
  access: AccountAccess,
  target: ActionTarget,
  wanted: WantedReply,
): Promise<Outcome> {
  const isIt = (element: Json): boolean => isWanted(element, wanted, access.externalId);
  const list = await commentsUnder(access, replyParent(target), isIt);
  if (!list.ok) {
    const { state, cause, status } = list.refusal;
    if (status === 404) return unreadable(access, target);
    return state === 'retry' ? { state: 'unknown', cause } : { state, cause };
  }
  const found = list.elements.find(isIt);
  if (found !== undefined) {
    const remoteId = commentUrnOfElement(found)?.urn ?? null;
    return { state: 'done', remoteId, at: timeOfElement(found, 'created') };
  }
  return list.isWhole
    ? { state: 'retry', cause: 'gone', afterMs: 0 }
    : { state: 'unknown', cause: 'unreachable' };
}

/** Under what is gone no reply stands either; of what we may not read, nobody can say. */
async function unreadable(access: AccountAccess, target: ActionTarget): Promise<Outcome> {
  const externalId = replyParent(target);
  // Under a comment of the first level its own parent is the post.
  const presence = await presenceOf(access, { externalId, parentId: null });
  return presence === 'gone'
    ? { state: 'failed', cause: 'gone' }
    : { state: 'unknown', cause: 'gone-or-denied' };
}

function isWanted(element: Json, wanted: WantedReply, pageId: string): boolean {
  if (wanted.except?.includes(commentUrnOfElement(element)?.urn ?? '')) return false;
  const author = idOf(element.actor);
  if (author !== null && author !== pageId) return false;
  const at = timeOfElement(element, 'created');
  if (isTooOld(at, wanted)) return false;
  return isSameText(toldOf(element.message)?.text ?? '', wanted.text);
}

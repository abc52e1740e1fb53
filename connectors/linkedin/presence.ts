/**
 * Whether a comment stands. Of the comment itself "not found" may be said of what we may not see, so the list that it
 * would stand in decides: a list that we may not see is refused as such.
 */
import type { AccountAccess, ActionTarget } from '../../core/actions/connector.ts';
import { commentUrnOfElement } from './comment-element.ts';
import { commentsUnder } from './paging.ts';
import { rest, urnPart } from './rest.ts';
import { type CommentUrn, commentUrnOf } from './urn.ts';

/** `unclear`: no look could tell, and nothing may rest on it. */
export type Presence = 'public' | 'gone' | 'unclear';

export const commentPath = ({ thread, id }: CommentUrn) => ['socialActions', urnPart(thread), 'comments', id];

export async function presenceOf(
  access: AccountAccess,
  { externalId, parentId }: Pick<ActionTarget, 'externalId' | 'parentId'>,
): Promise<Presence> {
  const comment = commentUrnOf(externalId);
  const path = comment === null ? ['posts', urnPart(externalId)] : commentPath(comment);
  const answer = await rest(access, { method: 'GET', path });
  if (answer.ok) return 'public';
  if (answer.refusal.status !== 404 || comment === null) return 'unclear';
  return presenceInList(access, comment, commentUrnOf(parentId));
}

async function presenceInList(
  access: AccountAccess,
  comment: CommentUrn,
  parent: CommentUrn | null,
): Promise<Presence> {
  const isIt = (element: Parameters<typeof commentUrnOfElement>[0]): boolean =>
    commentUrnOfElement(element)?.id === comment.id;
  const list = await commentsUnder(access, parent?.urn ?? comment.thread, isIt);
  if (!list.ok) {
    if (list.refusal.status !== 404 || parent === null) return 'unclear';
    // With the comment that it answered, a reply goes.
    return (await presenceInList(access, parent, null)) === 'gone' ? 'gone' : 'unclear';
  }
  if (list.elements.some(isIt)) return 'public';
  return list.isWhole ? 'gone' : 'unclear';
}

/** A comment as the comments API lists it (platforms.md 3.5). Pure. */
import type { Change } from '../../core/actions/connector.ts';
import { idOf, isRecord, type Json, timeOf } from '../shared/read.ts';
import { attachmentsOf } from './attachments.ts';
import { toldOf } from './text.ts';
import { type CommentUrn, commentUrn, commentUrnOf, isActivity, linkTo, urnOf } from './urn.ts';
import { unknown } from './words.ts';

const CHANGE_NAME = 'listed comment';

/** `$URN` or `commentUrn`; older answers have the number and what it stands under alone. */
export function commentUrnOfElement(element: Json): CommentUrn | null {
  const named = commentUrnOf(element.commentUrn) ?? commentUrnOf(element.$URN);
  if (named !== null) return named;
  const id = idOf(element.id);
  const thread = commentUrnOf(element.object)?.thread ?? urnOf(element.object);
  return id === null || thread === null ? null : commentUrn(thread, id);
}

export const timeOfElement = (element: Json, key: 'created' | 'lastModified'): Date | null =>
  isRecord(element[key]) ? timeOf(element[key].time) : null;

/** `sourcePost`: the name of its post that is stored, where the listing that it came from knows it. */
export function readElement(
  element: Json,
  { accountId, sourcePost }: { readonly accountId: string; readonly sourcePost: string | null },
): Change {
  const named = commentUrnOfElement(element);
  if (named === null) return unknown(CHANGE_NAME, 'commentUrn');
  const stored = (urn: CommentUrn): CommentUrn =>
    isActivity(sourcePost) && !isActivity(urn.thread) ? commentUrn(sourcePost, urn.id) : urn;
  const found = stored(named);
  const told = toldOf(element.message);
  if (told === undefined) return unknown(CHANGE_NAME, 'message');
  const [created, modified] = [timeOfElement(element, 'created'), timeOfElement(element, 'lastModified')];
  const attachments = attachmentsOf(element.content);
  if (told === null && attachments.length === 0) return unknown(CHANGE_NAME, 'message');
  const isEdited = created !== null && modified !== null && modified > created;
  const parent = commentUrnOf(element.parentComment) ?? commentUrnOf(element.object);
  const actor = idOf(element.actor);
  const own = actor !== null && actor === accountId;
  return {
    type: isEdited ? 'edited' : 'added',
    kind: 'comment',
    externalId: found.urn,
    parentId: parent === null ? found.thread : stored(parent).urn,
    postId: found.thread,
    permalink: linkTo(found.thread, found),
    author: actor === null ? null : { id: actor, name: null },
    own,
    ...(told !== null && told.mentions.length > 0 && { mentions: told.mentions }),
    text: told?.text ?? '',
    attachments,
    at: isEdited ? modified : created,
  };
}

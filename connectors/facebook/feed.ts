/** Field `feed`: the table of platforms.md 1.4. Pure: no clock, no I/O. */

import type { Change, Reaction } from '../../core/actions/connector.ts';
import type { CommentKind } from '../../core/inbox/comment.ts';
import type { EntryContext } from '../shared/meta/entry.ts';
import { ignored, unknown } from '../shared/meta/words.ts';
import { idOf, type Json, timeOf } from '../shared/read.ts';
import {
  attachmentsOf,
  authorOf,
  commentLink,
  editedAt,
  isUntold,
  mentionsOf,
  messageOf,
  postIdOf,
  postLink,
  removedAt,
  visibilityAt,
} from './parts.ts';
import { nameOf } from './words.ts';

type Action = 'added' | 'edited' | 'removed' | 'hidden' | 'unhidden';

/** Both spellings of an edit occur in captures. */
const ACTIONS = new Map<unknown, Action>([
  ['add', 'added'],
  ['edit', 'edited'],
  ['edited', 'edited'],
  ['update', 'edited'],
  ['remove', 'removed'],
  ['delete', 'removed'],
  ['hide', 'hidden'],
  ['unhide', 'unhidden'],
]);
const POSTS = new Set<unknown>(['post', 'status', 'photo', 'video', 'share', 'link', 'note']);
const REACTIONS = new Set<unknown>(['reaction', 'like']);
/** A film's copyright flag: nothing that a citizen wrote, and no ban of a person. */
const FLAGS = new Set<unknown>(['block', 'mute', 'unblock']);

export function actionOf(value: Json): Action | undefined {
  return ACTIONS.get(value.verb);
}

/** One change of field `feed`. */
export function readFeed(value: Json, entryContext: EntryContext): Change {
  const changeName = nameOf('feed', value.item, value.verb);
  if (REACTIONS.has(value.item)) return { ...ignored(changeName), reaction: reactionOf(value) };
  if (value.item === 'comment') return readComment(value, entryContext, { kind: 'comment', changeName });
  if (value.item === 'video' && FLAGS.has(value.verb)) return ignored(changeName);
  if (POSTS.has(value.item)) return readPost(value, entryContext, changeName);
  return unknown(changeName);
}

function reactionOf(value: Json): Reaction {
  const postId = postIdOf(value);
  const parentId = idOf(value.comment_id) ?? idOf(value.parent_id) ?? postId;
  return {
    ...{ removed: actionOf(value) === 'removed', parentId, postId },
    ...{ author: authorOf(value), at: timeOf(value.created_time) },
  };
}

/** A comment on a post or on a comment. Fields `mention` and `ratings` carry the same shape. */
export function readComment(
  value: Json,
  entryContext: EntryContext,
  as: { readonly kind: CommentKind; readonly changeName: string },
): Change {
  const action = actionOf(value);
  if (action === undefined) return unknown(as.changeName);
  const externalId = idOf(value.comment_id);
  if (externalId === null) return unknown(as.changeName, 'comment_id');
  const postId = postIdOf(value);
  const target = { kind: as.kind, externalId, parentId: idOf(value.parent_id) ?? postId, postId };
  if (action !== 'added' && action !== 'edited')
    return readRemoval(action, value, { ...target, entryContext });
  if (action === 'edited' && isUntold(value))
    return { type: 'untold-edit', ...target, at: editedAt(value, entryContext) };
  const text = messageOf(value);
  if (text === undefined) return unknown(as.changeName, 'message');
  const author = authorOf(value);
  return {
    type: action,
    ...target,
    permalink: commentLink(value, externalId),
    author,
    own: author?.id === entryContext.accountId,
    ...mentionsOf(value),
    text,
    attachments: attachmentsOf(value),
    at: action === 'added' ? timeOf(value.created_time) : editedAt(value, entryContext),
  };
}

/** A post on the page, by a visitor or by the page itself. Without `from` it counts as a visitor's: never dropped. */
function readPost(value: Json, entryContext: EntryContext, changeName: string): Change {
  const action = actionOf(value);
  if (action === undefined) return unknown(changeName);
  const externalId = postIdOf(value);
  if (externalId === null) return unknown(changeName, 'post_id');
  const target = { kind: 'post' as const, externalId, parentId: null, postId: null };
  if (action !== 'added' && action !== 'edited')
    return readRemoval(action, value, { ...target, entryContext });
  const author = authorOf(value);
  const own = author?.id === entryContext.accountId;
  if (own && isDraft(value)) return ignored(changeName);
  const text = messageOf(value);
  const attachments = attachmentsOf(value);
  if (text === undefined) return unknown(changeName, 'message');
  // A post that goes to the bin comes as an edit without a message: an empty revision would hide what it said.
  if (action === 'edited' && own && text === '' && attachments.length === 0)
    return unknown(changeName, 'message');
  if (action === 'edited' && isUntold(value))
    return { type: 'untold-edit', ...target, at: editedAt(value, entryContext) };
  return {
    type: action,
    ...target,
    permalink: postLink(value, externalId),
    author,
    own,
    text,
    attachments,
    at: action === 'added' ? timeOf(value.created_time) : editedAt(value, entryContext),
  };
}

function isDraft({ published }: Json): boolean {
  return published === 0 || published === '0' || published === false;
}

/** Which object a change is about. */
interface ChangedObject {
  readonly kind: CommentKind;
  readonly externalId: string;
  readonly parentId: string | null;
  readonly postId: string | null;
}

/** What takes something away or back, or hides it. Neither author nor text: of a hide, `from` is whoever hid it. */
export function readRemoval(
  action: 'removed' | 'hidden' | 'unhidden',
  value: Json,
  { entryContext, ...target }: ChangedObject & { readonly entryContext: EntryContext },
): Change {
  if (action === 'removed')
    return { type: action, ...target, by: authorOf(value)?.id ?? null, at: removedAt(value, entryContext) };
  return { type: action, ...target, at: visibilityAt(value, entryContext) };
}

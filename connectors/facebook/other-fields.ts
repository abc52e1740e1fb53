/** Fields `mention` and `ratings`. Pure. */

import type { Change } from '../../core/actions/connector.ts';
import type { Author } from '../../core/inbox/comment.ts';
import type { EntryContext } from '../shared/meta/entry.ts';
import { ignored, unknown } from '../shared/meta/words.ts';
import { idOf, type Json, personNameOf, textOf, timeOf } from '../shared/read.ts';
import { actionOf, readComment, readRemoval } from './feed.ts';
import { attachmentsOf, authorOf, editedAt, isUntold, messageOf, postIdOf, postLink } from './parts.ts';
import { nameOf } from './words.ts';

/** The page was named elsewhere. Captures hold no author at all. */
export function readMention(value: Json, entryContext: EntryContext): Change {
  const changeName = nameOf('mention', value.item, value.verb);
  if (idOf(value.comment_id) !== null)
    return readComment(value, entryContext, { kind: 'mention', changeName });
  const externalId = postIdOf(value);
  if (externalId === null) return unknown(changeName, 'post_id');
  return readStanding(value, entryContext, {
    kind: 'mention',
    changeName,
    externalId,
    author: authorOf(value),
    text: messageOf(value),
  });
}

/** A recommendation of the page, and the comments that stand under one. */
export function readRating(value: Json, entryContext: EntryContext): Change {
  const changeName = nameOf('ratings', value.item, value.verb);
  if (value.item === 'reaction' || value.item === 'like') return ignored(changeName);
  if (value.item === 'comment') return readComment(value, entryContext, { kind: 'comment', changeName });
  const externalId = idOf(value.open_graph_story_id);
  if (externalId === null) return unknown(changeName, 'open_graph_story_id');
  const text = value.review_text ?? '';
  return readStanding(value, entryContext, {
    kind: 'review',
    changeName,
    externalId,
    author: reviewerOf(value) ?? authorOf(value),
    text: textOf(text) ?? undefined,
  });
}

function reviewerOf(value: Json): Author | null {
  const id = idOf(value.reviewer_id);
  return id === null ? null : { id, name: personNameOf(value.reviewer_name) };
}

interface Standing {
  readonly kind: 'mention' | 'review';
  readonly changeName: string;
  readonly externalId: string;
  readonly author: Author | null;
  readonly text: string | undefined;
}

/** What answers nothing: it has no parent and stands for itself. */
function readStanding(value: Json, entryContext: EntryContext, found: Standing): Change {
  const action = actionOf(value);
  if (action === undefined) return unknown(found.changeName);
  const target = { kind: found.kind, externalId: found.externalId, parentId: null, postId: null };
  if (action !== 'added' && action !== 'edited')
    return readRemoval(action, value, { ...target, entryContext });
  if (action === 'edited' && isUntold(value, found.kind === 'review' ? 'review_text' : 'message'))
    return { type: 'untold-edit', ...target, at: editedAt(value, entryContext) };
  if (found.text === undefined) return unknown(found.changeName, 'message');
  return {
    type: action,
    ...target,
    permalink: postLink(value, found.externalId),
    author: found.author,
    own: found.author?.id === entryContext.accountId,
    text: found.text,
    attachments: attachmentsOf(value),
    at: action === 'added' ? timeOf(value.created_time) : editedAt(value, entryContext),
  };
}

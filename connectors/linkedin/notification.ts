/** One notification of what happened on the page's posts, or of who named the page (platforms.md 3.4). Pure. */
import type { Change, Upserted } from '../../core/actions/connector.ts';
import type { Author } from '../../core/inbox/comment.ts';
import { idOf, isRecord, type Json, personNameOf, timeOf } from '../shared/read.ts';
import { attachmentsOf } from './attachments.ts';
import { type Told, toldOf } from './text.ts';
import { type CommentUrn, commentUrn, commentUrnOf, isActivity, linkTo, urnOf } from './urn.ts';
import { ignored, nameOf, REACTIONS, unknown } from './words.ts';

type Read = (notification: Json, accountId: string) => Change;

const READERS = new Map<unknown, Read>([
  ['COMMENT', (notification, accountId) => readComment(notification, accountId, 'added')],
  ['ADMIN_COMMENT', (notification, accountId) => readComment(notification, accountId, 'added')],
  ['COMMENT_EDIT', (notification, accountId) => readComment(notification, accountId, 'edited')],
  ['COMMENT_MENTION', (notification, accountId) => readComment(notification, accountId, 'added')],
  ['COMMENT_DELETE', readDelete],
  ['SHARE', readShare],
  ['SHARE_MENTION', readShare],
]);

/** Answers for every value, so that one bad notification never costs its batch. */
export function readNotification(notification: Json, accountId: string): Change {
  const { action } = notification;
  if (REACTIONS.has(action)) return readReaction(notification);
  return READERS.get(action)?.(notification, accountId) ?? unknown(nameOf(action));
}

const partOf = (notification: Json, part: 'comment' | 'share'): Json => {
  const decorated = notification.decoratedGeneratedActivity;
  return isRecord(decorated) && isRecord(decorated[part]) ? decorated[part] : {};
};

/**
 * The comment, under the name of its post that is stored. Post and activity are two names of one thing: where the
 * notification says so, the activity's counts, which is the one that comes with every notification.
 */
function commentOf(notification: Json, comment: Json): CommentUrn | null {
  const found = commentUrnOf(notification.generatedActivity) ?? commentUrnOf(comment.entity);
  if (found === null || isActivity(found.thread)) return found;
  const source = urnOf(notification.sourcePost);
  const decorated = notification.decoratedSourcePost;
  const alias = isRecord(decorated) ? urnOf(decorated.entity) : null;
  return isActivity(source) && alias === found.thread ? commentUrn(source, found.id) : found;
}

const postOf = (notification: Json, { thread }: CommentUrn): string =>
  isActivity(thread) ? thread : (urnOf(notification.sourcePost) ?? thread);

/** A reply names the comment that it answers as its parent or, in older shapes, as its object. */
const parentOf = (comment: Json, { urn }: CommentUrn): string | null => {
  const parent = commentUrnOf(comment.parentComment) ?? commentUrnOf(comment.object);
  return parent === null || parent.urn === urn ? null : parent.urn;
};

/** LinkedIn gives no name. */
const authorOf = ({ owner, actor, ownerName }: Json): Author | null => {
  const id = idOf(owner) ?? idOf(actor);
  return id === null ? null : { id, name: personNameOf(ownerName) };
};

/** A person who comments as the page is the page: an administrator's own name is nobody's concern. */
function writerOf(notification: Json, part: Json, accountId: string): Pick<Upserted, 'author' | 'own'> {
  const author = authorOf(part);
  const own = notification.action === 'ADMIN_COMMENT' || (author !== null && author.id === accountId);
  return {
    own,
    author: own ? { id: accountId, name: author?.id === accountId ? author.name : null } : author,
  };
}

const mentionsOf = ({ mentions }: Told): { mentions?: readonly string[] } =>
  mentions.length === 0 ? {} : { mentions };

function readComment(notification: Json, accountId: string, type: 'added' | 'edited'): Change {
  const changeName = nameOf(notification.action);
  const comment = partOf(notification, 'comment');
  const found = commentOf(notification, comment);
  if (found === null) return unknown(changeName, 'generatedActivity');
  const postId = postOf(notification, found);
  // Under somebody else's post: it stands for itself there.
  const isMention = notification.action === 'COMMENT_MENTION';
  const target = {
    kind: isMention ? ('mention' as const) : ('comment' as const),
    externalId: found.urn,
    parentId: isMention ? null : (parentOf(comment, found) ?? postId),
    postId: isMention ? null : postId,
  };
  const at = timeOf(notification.lastModifiedAt);
  const attachments = attachmentsOf(comment.content);
  // Both keys occur; a `message` holds the text with its attributes.
  const told = toldOf(comment.text ?? comment.message, comment.attributes);
  if (told === undefined) return unknown(changeName, 'text');
  // Restricted content comes undecorated: what it says is fetched.
  if (told === null && attachments.length === 0)
    return { type: 'untold-edit', ...target, at, ...(type === 'added' && { isNew: true as const }) };
  return {
    type,
    ...target,
    permalink: linkTo(postId, found),
    ...writerOf(notification, comment, accountId),
    ...(told === null ? {} : mentionsOf(told)),
    text: told?.text ?? '',
    attachments,
    at,
  };
}

/** Comes undecorated; nobody is told who deleted it. */
function readDelete(notification: Json): Change {
  const comment = partOf(notification, 'comment');
  const found = commentOf(notification, comment);
  if (found === null) return unknown(nameOf(notification.action), 'generatedActivity');
  const postId = postOf(notification, found);
  const parentId = parentOf(comment, found) ?? postId;
  const target = { kind: 'comment', externalId: found.urn, parentId, postId } as const;
  return { type: 'removed', ...target, by: null, at: timeOf(notification.lastModifiedAt) };
}

/** A post of somebody else that names the page, or passes a post of the page's on with words of its own. */
function readShare(notification: Json, accountId: string): Change {
  const changeName = nameOf(notification.action);
  const share = partOf(notification, 'share');
  const externalId = urnOf(notification.generatedActivity) ?? urnOf(share.entity) ?? namedPost(notification);
  if (externalId === null) return unknown(changeName, 'generatedActivity');
  const told = toldOf(share.text);
  if (told === undefined) return unknown(changeName, 'text');
  const target = { kind: 'mention' as const, externalId, parentId: null, postId: null };
  const at = timeOf(notification.lastModifiedAt);
  const isPassedOn = notification.action === 'SHARE';
  if (told === null || (isPassedOn && told.text.trim() === ''))
    return isPassedOn ? ignored(changeName) : { type: 'untold-edit', ...target, at, isNew: true };
  return {
    type: 'added',
    ...target,
    permalink: linkTo(externalId),
    ...writerOf(notification, share, accountId),
    ...mentionsOf(told),
    text: told.text,
    attachments: [],
    at,
  };
}

/** Of a mention alone the post is the one that names us. */
const namedPost = ({ action, sourcePost }: Json): string | null =>
  action === 'SHARE_MENTION' ? urnOf(sourcePost) : null;

/** `urn:li:like:(urn:li:person:a,urn:li:activity:1)`, or a reaction of that shape: who, and to what. */
const REACTED = /^urn:li:(?:like|reaction):\((urn:li:[A-Za-z]+:[^\s,()]+),(.+)\)$/u;

function readReaction(notification: Json): Change {
  const [, person, entity] = REACTED.exec(idOf(notification.generatedActivity) ?? '') ?? [];
  const comment = commentUrnOf(entity);
  const postId = urnOf(notification.sourcePost) ?? comment?.thread ?? urnOf(entity);
  const reaction = {
    removed: false,
    parentId: comment?.urn ?? postId,
    postId,
    author: person === undefined ? null : { id: person, name: null },
    at: timeOf(notification.lastModifiedAt),
  };
  return { ...ignored(nameOf(notification.action)), reaction };
}

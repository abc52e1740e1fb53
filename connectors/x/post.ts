/** A post of either version of the API, in one form; and what it is to an account. Pure. */
import type { Change, Reaction, Upserted } from '../../core/actions/connector.ts';
import type { Attachment, CommentKind } from '../../core/inbox/comment.ts';
import type { Person } from './people.ts';
import { ignored, unknown } from './words.ts';

export interface Post {
  readonly id: string;
  /** Every version it has had, the first one first. An edit makes a new id. */
  readonly versions: readonly string[];
  readonly authorId: string | null;
  readonly author: Person | null;
  /** Null: something other than text stands there. */
  readonly text: string | null;
  readonly attachments: readonly Attachment[];
  /** Whom the text names by hand: the names before a reply are X's own doing. */
  readonly mentions: readonly string[];
  readonly conversationId: string | null;
  /** Who began the conversation, where the delivery says. */
  readonly conversationOf: string | null;
  readonly answers: { readonly postId: string; readonly userId: string | null } | null;
  readonly repostOf: string | null;
  readonly quotes: string | null;
  readonly at: Date | null;
}

export interface PostContext {
  readonly accountId: string;
  readonly changeName: string;
  /** It stands in a conversation of the account's, as far as the delivery itself says. */
  readonly inOwnConversation?: boolean;
}

/** A post tells by itself of its edits: no event does (platforms.md 0.1). */
export function changeOf(post: Post, context: PostContext): Change {
  if (post.repostOf !== null)
    return { ...ignored(context.changeName), reaction: repost(post, post.repostOf) };
  if (post.text === null) return unknown(context.changeName, 'text');
  const [first = post.id] = post.versions;
  const own = post.authorId !== null && post.authorId === context.accountId;
  return {
    type: first === post.id ? 'added' : 'edited',
    kind: kindOf(post, own, context),
    externalId: first,
    ...placeOf(post),
    permalink: permalinkOf(post),
    author: post.authorId === null ? null : { id: post.authorId, name: post.author?.name ?? null },
    own,
    ...(post.mentions.length === 0 ? {} : { mentions: post.mentions }),
    text: post.text,
    attachments: post.attachments,
    at: post.at,
  };
}

function repost({ authorId, author, at }: Post, parentId: string): Reaction {
  const by = authorId === null ? null : { id: authorId, name: author?.name ?? null };
  return { removed: false, parentId, postId: parentId, author: by, at };
}

/**
 * A comment stands in a conversation of the account's or answers the account; whatever else reaches us names or quotes
 * it somewhere else, where the account can hide nothing.
 */
function kindOf(post: Post, own: boolean, context: PostContext): CommentKind {
  if (post.answers === null) return own ? 'post' : 'mention';
  const { accountId } = context;
  const concernsAccount =
    own ||
    context.inOwnConversation === true ||
    accountId === '' ||
    post.answers.userId === accountId ||
    post.conversationOf === accountId;
  return concernsAccount ? 'comment' : 'mention';
}

/** The old version names no conversation: what is answered stands for it, a post like any other. */
function placeOf({ answers, conversationId }: Post): Pick<Upserted, 'parentId' | 'postId'> {
  if (answers === null) return { parentId: null, postId: null };
  return { parentId: answers.postId, postId: conversationId ?? answers.postId };
}

/** X leads `/i/` to the author, whoever it is. */
export function permalinkOf({ id, author }: Pick<Post, 'id' | 'author'>): string {
  const who = author?.handle ?? 'i';
  return `https://x.com/${encodeURIComponent(who)}/status/${encodeURIComponent(id)}`;
}

/** What stands: asked where an error does not say, so that nothing is called done, gone or forbidden on a guess. */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { isRecord } from '../shared/read.ts';
import { api } from './api.ts';
import type { Post } from './post.ts';
import { includesOf, readPost } from './read-post.ts';

/** `unclear`: no look could tell, and nothing may rest on it. */
export type Presence = There | { readonly is: 'gone' | 'unclear' };

interface There {
  readonly is: 'there';
  readonly post: Post;
  /** Whose posts it quotes; null where X does not say. */
  readonly quotes: readonly (string | null)[];
}

const QUERY = {
  'tweet.fields':
    'id,text,author_id,conversation_id,entities,display_text_range,in_reply_to_user_id,referenced_tweets',
  expansions: 'referenced_tweets.id',
};

export async function presenceOf(access: AccountAccess, postId: string): Promise<Presence> {
  const answer = await api(access, { method: 'GET', path: ['tweets', postId], query: QUERY });
  // Of what is protected or withheld X says that we are not authorised, of what is gone that it is not found.
  if (!answer.ok) return { is: answer.refusal.cause === 'gone' ? 'gone' : 'unclear' };
  const includes = includesOf(answer.body.includes);
  const post = isRecord(answer.body.data) ? readPost(answer.body.data, includes) : null;
  if (post === null) return { is: 'unclear' };
  const quotes = post.quotes === null ? [] : [authorOf(includes.posts.get(post.quotes))];
  return { is: 'there', post, quotes };
}

const authorOf = (post: unknown): string | null =>
  isRecord(post) && typeof post.author_id === 'string' ? post.author_id : null;

/** Without Enterprise only whoever names or quotes the account may be answered by it (platforms.md 5.1). */
export const isSummonedBy = (presence: There, accountId: string): boolean =>
  presence.post.mentions.includes(accountId) ||
  presence.quotes.includes(accountId) ||
  presence.post.authorId === accountId;

/** Whether the account began the conversation; null: nobody could tell. */
export async function isInOwnConversation(access: AccountAccess, { post }: There): Promise<boolean | null> {
  if (post.conversationId === null) return null;
  const root = await presenceOf(access, post.conversationId);
  return root.is === 'there' && root.post.authorId !== null ? root.post.authorId === access.externalId : null;
}

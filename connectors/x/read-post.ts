/** A post as version 2 of the API writes it, pushed (XAA) or fetched. Pure. */
import { idOf, isRecord, type Json, timeOf } from '../shared/read.ts';
import { mediaOf } from './media.ts';
import { numberedId, type People, peopleIn, unwrapped } from './people.ts';
import type { Post } from './post.ts';
import { readableText } from './post-text.ts';

/** What `includes` holds beside the posts themselves. */
export interface Includes {
  readonly people: People;
  readonly posts: ReadonlyMap<string, Json>;
  readonly media: unknown;
}

export function includesOf(value: unknown): Includes {
  const includes = isRecord(value) ? value : {};
  const posts = new Map<string, Json>();
  for (const entry of listOf(includes.tweets ?? includes.posts)) {
    const post = unwrapped(entry);
    const id = post && numberedId(post);
    if (post && id !== null) posts.set(id, post);
  }
  return { people: peopleIn(includes.users), posts, media: includes.media };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const recordsIn = (value: unknown): readonly Json[] => listOf(value).filter(isRecord);

/** X is on its way from one word to the other: some of its specifications say `tweet`, some `post`. */
const either = (post: Json, name: string): unknown => post[name] ?? post[name.replace('tweet', 'post')];

const versionsOf = (post: Json): readonly string[] =>
  listOf(either(post, 'edit_history_tweet_ids')).flatMap((version) => idOf(version) ?? []);

/** The id of what this post answers, quotes or repeats. */
function referenced(post: Json, type: 'replied_to' | 'quoted' | 'retweeted'): string | null {
  const found = recordsIn(either(post, 'referenced_tweets')).find((reference) => reference.type === type);
  return found === undefined ? null : numberedId(found);
}

/** Long posts carry their whole text apart, with entities of their own. */
function wordsOf(post: Json): { text: unknown; entities: Json } {
  const note = isRecord(post.note_tweet) ? post.note_tweet : null;
  const own = isRecord(post.entities) ? post.entities : {};
  if (typeof note?.text !== 'string') return { text: post.text, entities: own };
  return { text: note.text, entities: isRecord(note.entities) ? note.entities : own };
}

/** Those before the part that is shown are put there by X, for everybody in the conversation. */
function mentionsIn(entities: Json, shown: unknown): readonly string[] {
  const from = Array.isArray(shown) ? Number(shown[0]) || 0 : 0;
  return recordsIn(entities.mentions)
    .filter(({ start }) => Number(start) >= from)
    .flatMap(({ id }) => idOf(id) ?? []);
}

/** Null: no post, since it has no id. */
export function readPost(value: unknown, includes: Includes): Post | null {
  const post = unwrapped(value);
  const id = post && numberedId(post);
  if (!post || id === null) return null;
  const { text, entities } = wordsOf(post);
  const media = mediaOf(post, includes.media, entities.urls);
  const authorId = idOf(post.author_id);
  const conversationId = idOf(post.conversation_id);
  const answered = referenced(post, 'replied_to') ?? idOf(either(post, 'in_reply_to_tweet_id'));
  const parent = answered === null ? undefined : includes.posts.get(answered);
  const root = conversationId === null ? undefined : includes.posts.get(conversationId);
  return {
    id,
    versions: versionsOf(post),
    authorId,
    author: authorId === null ? null : (includes.people.get(authorId) ?? null),
    text: readableText(text, { urls: entities.urls, media: media.links }),
    attachments: media.attachments,
    mentions: mentionsIn(entities, post.display_text_range),
    conversationId,
    conversationOf: idOf(root?.author_id),
    answers:
      answered === null
        ? null
        : {
            // What was edited is known by its first id, whichever version was answered.
            postId: (parent && versionsOf(parent)[0]) ?? answered,
            userId: idOf(post.in_reply_to_user_id) ?? idOf(parent?.author_id),
          },
    repostOf: referenced(post, 'retweeted'),
    quotes: referenced(post, 'quoted'),
    at: timeOf(post.created_at),
  };
}

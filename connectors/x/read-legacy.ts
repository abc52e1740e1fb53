/** A post as version 1.1 of the API writes it: what the Account Activity API sends. Pure. */
import { idOf, isRecord, type Json, timeOf } from '../shared/read.ts';
import { legacyMediaOf } from './media.ts';
import { numberedId, personOf } from './people.ts';
import type { Post } from './post.ts';
import { readableText } from './post-text.ts';

/** `Wed Oct 10 20:19:24 +0000 2018`. */
const DATE = /^\w{3} (\w{3}) (\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d) (\d{4})$/u;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export function legacyTime(value: unknown): Date | null {
  const parts = typeof value === 'string' ? DATE.exec(value) : null;
  if (parts === null) return timeOf(value);
  const [, month = '', day, time, hours, minutes, year] = parts;
  const number = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  return timeOf(`${year}-${number}-${day}T${time}${hours}:${minutes}`);
}

const objectOf = (value: unknown): Json => (isRecord(value) ? value : {});
const recordsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** A truncated post carries its whole text apart, with the entities that belong to it. */
function wordsOf(tweet: Json): { readonly text: unknown; readonly from: Json } {
  const extended = objectOf(tweet.extended_tweet);
  if (typeof extended.full_text === 'string') return { text: extended.full_text, from: extended };
  const note = objectOf(tweet.note_tweet);
  if (typeof note.text === 'string') return { text: note.text, from: note };
  return { text: typeof tweet.full_text === 'string' ? tweet.full_text : tweet.text, from: tweet };
}

function mentionsIn(entities: Json, shown: unknown): readonly string[] {
  const start = Array.isArray(shown) ? Number(shown[0]) || 0 : 0;
  return recordsIn(entities.user_mentions)
    .filter(({ indices }) => !Array.isArray(indices) || Number(indices[0]) >= start)
    .flatMap((mention) => numberedId(mention) ?? []);
}

/** Ids as strings: the numbers beside them have lost digits in whoever wrote them as doubles. */
const reference = (tweet: Json, name: string): string | null =>
  idOf(tweet[`${name}_str`]) ?? idOf(tweet[name]);

/** Null: no post, since it has no id. */
export function readLegacyPost(tweet: Json): Post | null {
  const id = numberedId(tweet);
  if (id === null) return null;
  const { text, from } = wordsOf(tweet);
  const entities = objectOf(from.entities ?? tweet.entities);
  const media = legacyMediaOf(from.extended_entities, tweet.extended_entities, from.entities, tweet.entities);
  const author = personOf(tweet.user);
  const answered = reference(tweet, 'in_reply_to_status_id');
  const history = objectOf(tweet.edit_history);
  const versions = Array.isArray(history.edit_tweet_ids) ? history.edit_tweet_ids : [];
  const [first] = [history.initial_tweet_id, ...versions].flatMap((version) => idOf(version) ?? []);
  const repeated = objectOf(tweet.retweeted_status);
  return {
    id,
    versions: first === undefined ? [] : [first],
    authorId: author?.id ?? null,
    author,
    text: readableText(text, { urls: entities.urls, media: media.links }),
    attachments: media.attachments,
    mentions: mentionsIn(entities, from.display_text_range ?? tweet.display_text_range),
    conversationId: reference(tweet, 'conversation_id'),
    conversationOf: null,
    answers: answered === null ? null : { postId: answered, userId: reference(tweet, 'in_reply_to_user_id') },
    repostOf: numberedId(repeated),
    quotes: reference(tweet, 'quoted_status_id'),
    at: timeOf(tweet.timestamp_ms) ?? legacyTime(tweet.created_at),
  };
}

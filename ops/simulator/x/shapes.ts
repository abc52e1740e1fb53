/** Posts and people as version 2 of the API writes them, and as version 1.1 did. */
import { idOf, type XMessage, type XPost, type XUser } from './types.ts';
import type { XWorld } from './world.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Where a word stands, in characters, as the API counts. */
function placeOf(text: string, word: string): { start: number; end: number } {
  const start = [...text.slice(0, Math.max(0, text.indexOf(word)))].length;
  return { start, end: start + [...word].length };
}

const photoPage = (post: XPost): string =>
  `https://x.com/${post.author.username}/status/${idOf(post)}/photo/1`;

/** Each time that somebody is named: the name that X has put first, and the one that was typed. */
function mentioned(world: XWorld, { text }: XPost) {
  return [...text.matchAll(/@(\w{1,15})/gu)].flatMap(({ index, 0: whole, 1: handle = '' }) => {
    const user = [...world.users.values()].find(
      ({ username }) => username.toLowerCase() === handle.toLowerCase(),
    );
    const start = [...text.slice(0, index)].length;
    return user === undefined ? [] : [{ user, start, end: start + [...whole].length }];
  });
}

export const userObject = ({ id, name, username }: XUser) => ({ id, name, username, protected: false });

export function postObject(world: XWorld, post: XPost): Record<string, unknown> {
  const parent = post.parentId === null ? null : (world.posts.get(post.parentId) ?? null);
  const references = [
    ...(post.parentId === null ? [] : [{ type: 'replied_to', id: post.parentId }]),
    ...(post.quoteOf === null ? [] : [{ type: 'quoted', id: post.quoteOf }]),
    ...(post.repostOf === null ? [] : [{ type: 'retweeted', id: post.repostOf }]),
  ];
  const mentions = mentioned(world, post).map(({ user, start, end }) => ({
    ...{ start, start_str: String(start), end, end_str: String(end) },
    ...{ username: user.username, id: user.id },
  }));
  const urls = [
    ...post.links.map(({ url, target }) => ({ ...placeOf(post.text, url), url, expanded_url: target })),
    ...post.pictures.map(({ key, link }) => ({
      ...{ ...placeOf(post.text, link), url: link, expanded_url: photoPage(post), media_key: key },
    })),
  ];
  const answers = world
    .all()
    .filter(({ parentId }) => parentId !== null && post.versions.includes(parentId)).length;
  return {
    id: idOf(post),
    text: escaped(post.text),
    author_id: post.author.id,
    conversation_id: post.conversationId,
    created_at: new Date(post.createdAt).toISOString(),
    edit_history_tweet_ids: [...post.versions],
    display_text_range: [[...post.text.slice(0, post.shownFrom)].length, [...post.text].length],
    ...(parent === null ? {} : { in_reply_to_user_id: parent.author.id }),
    ...(references.length === 0 ? {} : { referenced_tweets: references }),
    ...(mentions.length + urls.length === 0 ? {} : { entities: { mentions, urls } }),
    ...(post.pictures.length === 0
      ? {}
      : { attachments: { media_keys: post.pictures.map(({ key }) => key) } }),
    public_metrics: { reply_count: answers, reply_count_str: String(answers), like_count: 0 },
  };
}

export const mediaObjects = ({ pictures }: XPost) =>
  pictures.map(({ key, url, alt }) => ({
    ...{ media_key: key, type: 'photo', url },
    ...(alt === null ? {} : { alt_text: alt }),
  }));

/** `Fri Nov 21 14:00:00 +0000 2025`. */
const legacyDate = (ms: number): string =>
  new Date(ms).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/u, '$1 $3 $2 $5 +0000 $4');

const legacyUser = ({ id, name, username }: XUser) => ({
  id: Number(id),
  id_str: id,
  name,
  screen_name: username,
});

/** Longer texts are cut, and stand whole in `extended_tweet`. `id` loses digits, as in any reader of doubles. */
export function legacyPost(world: XWorld, post: XPost): Record<string, unknown> {
  const id = idOf(post);
  const parent = post.parentId === null ? null : (world.posts.get(post.parentId) ?? null);
  const media = post.pictures.map(({ key, url, link }) => ({
    ...{ id_str: key.slice(2), media_url_https: url, url: link, type: 'photo' },
  }));
  const text = escaped(post.text);
  const shown = [post.shownFrom, [...post.text].length];
  const entities = {
    urls: post.links.map(({ url, target }) => ({ url, expanded_url: target, indices: [0, 0] })),
    user_mentions: mentioned(world, post).map(({ user, start, end }) => ({
      ...{ id_str: user.id, screen_name: user.username, name: user.name, indices: [start, end] },
    })),
    ...(media.length === 0 ? {} : { media }),
  };
  const isLong = [...text].length > 140;
  const more = media.length === 0 ? {} : { extended_entities: { media } };
  return {
    created_at: legacyDate(post.createdAt),
    timestamp_ms: String(post.createdAt),
    id: Number(id),
    id_str: id,
    text: isLong ? `${[...text].slice(0, 110).join('')}… https://t.co/whole00000` : text,
    truncated: isLong,
    user: legacyUser(post.author),
    in_reply_to_status_id_str: post.parentId,
    in_reply_to_user_id_str: parent?.author.id ?? null,
    ...(isLong
      ? { extended_tweet: { full_text: text, display_text_range: shown, entities, ...more } }
      : { display_text_range: shown, entities, ...more }),
    ...(post.repostOf === null ? {} : { retweeted_status: { id_str: post.repostOf } }),
    ...(post.quoteOf === null ? {} : { quoted_status_id_str: post.quoteOf }),
  };
}

export const messageEvent = ({ id, from, to, text, createdAt }: XMessage) => ({
  type: 'message_create',
  id,
  created_timestamp: String(createdAt),
  message_create: {
    target: { recipient_id: to.id },
    sender_id: from.id,
    message_data: { text: escaped(text), entities: { hashtags: [], urls: [], user_mentions: [] } },
  },
});

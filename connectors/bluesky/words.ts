/** Bluesky's vocabularies: what is recorded of an unread change is built from these words alone, never from a text. */
import type { Ignored, Unknown } from '../../core/actions/connector.ts';

const WORDS = new Set(
  (
    'like repost follow mention reply quote starterpack-joined verified unverified like-via-repost ' +
    'repost-via-repost subscribed-post contact-match create update delete commit identity account ' +
    'app.bsky.feed.post app.bsky.feed.like app.bsky.feed.repost app.bsky.feed.threadgate app.bsky.feed.postgate ' +
    'app.bsky.graph.follow app.bsky.graph.block app.bsky.graph.list app.bsky.graph.listitem app.bsky.actor.profile'
  ).split(' '),
);

/** `notification/reply`: known words only, `other` for the rest. */
export const nameOf = (...parts: readonly unknown[]): string =>
  parts.map((part, index) => (index === 0 || WORDS.has(String(part)) ? String(part) : 'other')).join('/');

/** `lacks` names the key that was missing or of the wrong type; it is always a constant of ours. */
export const unknown = (changeName: string, lacks?: string): Unknown => ({
  type: 'unknown',
  what: lacks === undefined ? changeName : `${changeName} lacks ${lacks}`,
});

export const ignored = (changeName: string): Ignored => ({ type: 'ignored', what: changeName });

/**
 * TikTok's closed vocabulary of events (platforms.md 7). What is recorded of an unread event is built from these words
 * alone, so that nobody's text can slip into it.
 */
import type { Ignored, Unknown } from '../../core/actions/connector.ts';

const EVENTS: ReadonlySet<unknown> = new Set(
  (
    'comment.update im_receive_msg im_receive_msg_eu im_send_msg im_mark_read_msg im_referral_msg ' +
    'im_receive_high_intent_comment authorization.removed tiktok.ping video.upload.failed ' +
    'video.publish.completed post.publish.failed post.publish.complete post.publish.inbox_delivered ' +
    'post.publish.publicly_available post.publish.no_longer_publicly_available'
  ).split(' '),
);

export const nameOf = (event: unknown): string => (EVENTS.has(event) ? (event as string) : 'other');

/** `lacks` names the key that was missing or of the wrong type; it is always a constant of ours. */
export function unknown(changeName: string, lacks?: string): Unknown {
  return { type: 'unknown', what: lacks === undefined ? changeName : `${changeName} lacks ${lacks}` };
}

export const ignored = (changeName: string): Ignored => ({ type: 'ignored', what: changeName });

/**
 * X's closed vocabularies (platforms.md 5.3). What is recorded of an unread change is built from these words alone, so
 * that no citizen's text can slip into it, whatever stands where a name should be.
 */
import type { Ignored, Unknown } from '../../core/actions/connector.ts';

/** Event types of the X Activity API, in the spellings of its documentation and its specification. */
const ACTIVITIES = new Set(
  (
    'post.create post.delete post.mention.create post.reply.create post.quote.create post.repost.create ' +
    'like.create dm.received dm.sent dm.read dm.indicate_typing chat.received chat.sent chat.conversation_join ' +
    'chat.conversation.join chat.conversation.member_added chat.conversation.member_removed ' +
    'chat.conversation.admin_added chat.conversation.admin_removed chat.update.group_name ' +
    'chat.update.restrictions follow.follow follow.unfollow block.block block.unblock mute.mute mute.unmute ' +
    'profile.update.bio profile.update.profile_picture profile.update.banner_picture ' +
    'profile.update.screenname profile.update.handle profile.update.geo profile.update.url ' +
    'profile.update.verified_badge profile.update.affiliate_badge spaces.start spaces.end news.new oauth.revoke'
  ).split(' '),
);

/** Understood, and nothing that a moderator answers or removes. */
const NO_CONCERN = /^(?:dm\.(?:read|indicate_typing)|(?:follow|block|mute|profile|spaces|news)\..+)$/u;

/** The lists and objects of the Account Activity API. */
export const LEGACY_LISTS = [
  'tweet_create_events',
  'tweet_delete_events',
  'direct_message_events',
  'favorite_events',
  'follow_events',
  'unfollow_events',
  'block_events',
  'unblock_events',
  'mute_events',
  'unmute_events',
  'direct_message_indicate_typing_events',
  'direct_message_mark_read_events',
] as const;
export type LegacyList = (typeof LEGACY_LISTS)[number];

/** `post.reply.create`, or `activity` for what no documentation names. */
export const activityName = (type: unknown): string =>
  ACTIVITIES.has(String(type)) ? String(type) : 'activity';

export const concernsNobody = (type: string): boolean => NO_CONCERN.test(type);

/** `lacks` names the key that was missing or of the wrong type; it is always a constant of ours. */
export function unknown(changeName: string, lacks?: string): Unknown {
  return { type: 'unknown', what: lacks === undefined ? changeName : `${changeName} lacks ${lacks}` };
}

export function ignored(changeName: string): Ignored {
  return { type: 'ignored', what: changeName };
}

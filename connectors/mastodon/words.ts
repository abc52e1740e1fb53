/** Mastodon's vocabularies: what is recorded of an unread change is built from these words alone, never from a text. */
import type { Ignored, Unknown } from '../../core/actions/connector.ts';

const WORDS = new Set(
  (
    'mention status reblog follow follow_request favourite poll update quote quoted_update admin.sign_up ' +
    'admin.report severed_relationships moderation_warning annual_report emoji_reaction reaction ' +
    'notification delete status.update filters_changed conversation announcement announcement.reaction ' +
    'announcement.delete encrypted_message notifications_merged account.created account.approved ' +
    'account.updated report.created report.updated status.created status.updated'
  ).split(' '),
);

/** `notification/mention`: known words only, `other` for the rest. */
export const nameOf = (within: string, word: unknown): string =>
  `${within}/${typeof word === 'string' && WORDS.has(word) ? word : 'other'}`;

/** `lacks` names the key that was missing or of the wrong type; it is always a constant of ours. */
export const unknown = (changeName: string, lacks?: string): Unknown => ({
  type: 'unknown',
  what: lacks === undefined ? changeName : `${changeName} lacks ${lacks}`,
});

export const ignored = (changeName: string): Ignored => ({ type: 'ignored', what: changeName });

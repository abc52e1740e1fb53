/**
 * LinkedIn's closed vocabulary of actions (platforms.md 3.4). What is recorded of an unread change is built from these
 * words alone, so that no member's text can slip into it, whatever stands where a name should be.
 */
import type { Ignored, Unknown } from '../../core/actions/connector.ts';

export const TYPE = 'ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS';

/** A like is one of several reactions; all of them come as LIKE today. */
export const REACTIONS: ReadonlySet<unknown> = new Set(
  'LIKE PRAISE EMPATHY INTEREST APPRECIATION ENTERTAINMENT MAYBE'.split(' '),
);
const ACTIONS: ReadonlySet<unknown> = new Set([
  ...'COMMENT ADMIN_COMMENT COMMENT_EDIT COMMENT_DELETE COMMENT_MENTION SHARE SHARE_MENTION'.split(' '),
  ...REACTIONS,
]);

/** The action, `other` for one that no version documents, `notification` where there is none. */
export function nameOf(action: unknown): string {
  if (action === undefined || action === null) return 'notification';
  return ACTIONS.has(action) ? (action as string) : 'other';
}

/** `lacks` names the key that was missing or of the wrong type; it is always a constant of ours. */
export function unknown(changeName: string, lacks?: string): Unknown {
  return { type: 'unknown', what: lacks === undefined ? changeName : `${changeName} lacks ${lacks}` };
}

export function ignored(changeName: string): Ignored {
  return { type: 'ignored', what: changeName };
}

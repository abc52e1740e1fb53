/**
 * Meta's closed vocabularies (platforms.md 1.1, 1.4). What is recorded of an unread change is built from these words
 * alone, so that no citizen's text can slip into it, whatever stands where a name should be.
 */
import { wordOf } from '../shared/meta/words.ts';

const FIELDS = new Set(
  (
    'feed mention ratings conversations messages message_echoes message_edits message_reactions message_reads ' +
    'message_deliveries messaging_postbacks messaging_optins messaging_referrals messaging_handovers ' +
    'messaging_policy_enforcement standby inbox_labels live_videos videos follow story_share user_action ' +
    'page_upcoming_change page_change_proposal'
  ).split(' '),
);
const ITEMS = new Set(
  (
    'album address comment connection coupon event experience group group_message interest like link mention ' +
    'milestone note page picture platform-story photo photo-album post profile question rating reaction ' +
    'relationship-status share status story tag video'
  ).split(' '),
);
const VERBS = new Set(
  'add block edit edited delete follow hide mute remove unblock unhide update'.split(' '),
);

/** `feed/comment/add`: known words only, `other` for the rest, nothing for what is absent. */
export function nameOf(field: unknown, item?: unknown, verb?: unknown): string {
  return [wordOf(FIELDS, field), wordOf(ITEMS, item), wordOf(VERBS, verb)]
    .filter((part) => part !== null)
    .join('/');
}

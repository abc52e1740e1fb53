/** The platforms whose webhooks this installation can receive, and what a page may do there (platforms.md 0.1). */
export const PLATFORMS = [
  'facebook',
  'instagram',
  'linkedin',
  'youtube',
  'x',
  'threads',
  'tiktok',
  'mastodon',
  'bluesky',
  'generic',
] as const;
export type Platform = (typeof PLATFORMS)[number];

export const COUNTRIES = ['SE', 'NO'] as const;
export type Country = (typeof COUNTRIES)[number];

/** Who goes on seeing what the account has hidden: the author's friends, or everybody who opens the hidden ones. */
export const HIDDEN_SEEN_BY = ['friends', 'everybody'] as const;
export type HiddenSeenBy = (typeof HIDDEN_SEEN_BY)[number];

export const MESSAGE_ACTS = ['reply', 'ban'] as const;
export type MessageAct = (typeof MESSAGE_ACTS)[number];

/**
 * What the platform's API lets the account do to a visitor's comment, and what it tells of it (platforms.md 0.1). Where an
 * act is false, the UI says so and opens the permalink.
 */
export interface Capabilities {
  readonly reply: boolean;
  readonly hide: boolean;
  readonly delete: boolean;
  readonly ban: boolean;
  readonly like: boolean;
  /** To report what somebody wrote to the platform. */
  readonly report: boolean;
  /** To answer a comment by a message that only its author sees. */
  readonly privateReply: boolean;
  /** Whether somebody's edit or removal of their own comment is told, pushed or found by a look. */
  readonly seesEdits: boolean;
  readonly seesDeletes: boolean;
  /** To keep a comment from the public until a person has let it through. */
  readonly hold: boolean;
  /** Figures of reach per post. */
  readonly insights: boolean;
  /** Absent or null: what is hidden only its author sees. */
  readonly hideLeaves?: HiddenSeenBy | null;
  /** What may be done to a direct message; absent: nothing. */
  readonly onMessages?: readonly MessageAct[];
}

export const NO_CAPABILITIES: Capabilities = {
  ...{ reply: false, hide: false, delete: false, ban: false, like: false, report: false },
  ...{ privateReply: false, seesEdits: false, seesDeletes: false, hold: false, insights: false },
  hideLeaves: null,
};

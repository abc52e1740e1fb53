/** An inbound item as the platform gave it. Text is an append-only list of revisions (records.md 1.8, rule 8). */
import type { Platform } from './platform.ts';

export const COMMENT_KINDS = ['comment', 'post', 'mention', 'review', 'message'] as const;
export type CommentKind = (typeof COMMENT_KINDS)[number];

export interface Author {
  readonly id: string;
  /** Null where the platform withholds it. */
  readonly name: string | null;
}

/** A reference to a picture or film. `unfetched` until the media work stores it. */
export interface Attachment {
  readonly type: 'image' | 'video' | 'link' | 'file' | 'sticker';
  readonly url: string;
  readonly state: 'unfetched';
}

export interface Revision {
  readonly text: string;
  /** The platform's time of this revision: publication or edit. */
  readonly at: Date;
  readonly receivedAt: Date;
  readonly deliveryId: string;
  readonly sha256: string;
  readonly attachments: readonly Attachment[];
}

export const VISIBILITIES = ['public', 'hidden', 'removed'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export interface Comment {
  readonly _id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly platform: Platform;
  readonly kind: CommentKind;
  readonly externalId: string;
  /** The comment or post that it answers; null for a visitor's own post. */
  readonly parentId: string | null;
  readonly postId: string | null;
  readonly permalink: string | null;
  /** Null where the platform sent none: shown as "unknown", never dropped. */
  readonly author: Author | null;
  /** True for what the account itself wrote: it stands in the thread only. */
  readonly own: boolean;
  readonly revisions: readonly Revision[];
  readonly visibility: Visibility;
  /** When the platform last said so; an older hide never undoes a newer unhide. */
  readonly visibilityAt: Date | null;
  readonly removedAt: Date | null;
  readonly firstFetchedAt: Date;
}

/**
 * The revision that stands: the latest by the platform's time; of two with the same time, the one stored later
 * (platforms.md 1.5). Null for a comment of which only a removal or a hide was ever seen.
 */
export function currentRevision(revisions: readonly Revision[]): Revision | null {
  let best: Revision | null = null;
  for (const revision of revisions) if (best === null || revision.at >= best.at) best = revision;
  return best;
}

/** Publication: the time of the first revision by the platform's clock, not by arrival. */
export function publishedAt(revisions: readonly Revision[]): Date | null {
  let first: Date | null = null;
  for (const { at } of revisions) if (first === null || at < first) first = at;
  return first;
}

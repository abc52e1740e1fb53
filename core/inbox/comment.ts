/** An inbound item as the platform gave it. Text is an append-only list of revisions (records.md 1.8, rule 8). */
import type { Platform } from '../kernel/platform.ts';

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
  /** What it shows in words, as the platform tells it. Absent: it tells nothing. */
  readonly alt?: string;
}

export interface Revision {
  readonly text: string;
  /** The platform's time of this revision: publication or edit. */
  readonly at: Date;
  readonly receivedAt: Date;
  readonly deliveryId: string;
  readonly sha256: string;
  /** False for the text as it was first published. */
  readonly edited: boolean;
  readonly attachments: readonly Attachment[];
  /** The comment had outgrown its bound: text and attachments stand in the delivery alone, here their hash. */
  readonly textLeftOut?: true;
  /** From 1, in the order of arrival. Absent while the comment's own list is whole: there its place says it. */
  readonly number?: number;
}

/** Revisions that stand in rows of their own (`revisions.store.ts`), and what text these hold. */
export interface MovedRevisions {
  readonly count: number;
  /** How many of them have kept their text, and its length in UTF-16 units. */
  readonly texts: number;
  readonly length: number;
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
  /** Of what the account wrote: ids of those whom the platform says it names. Absent: nobody, or it does not say. */
  readonly mentions?: readonly string[];
  /** Of a reply of ours: the comments that a person said it answers, its own first. Absent: the thread's rule decides. */
  readonly answers?: readonly string[];
  /** Of a reply of ours: when its writer asked for it. What came after that, they had not read. */
  readonly writtenAt?: Date;
  /** In the order of arrival: all of them, or where some have moved the first, the earliest and the newest. */
  readonly revisions: readonly Revision[];
  readonly moved?: MovedRevisions;
  readonly visibility: Visibility;
  /** When the platform last said so; an older hide never undoes a newer unhide. */
  readonly visibilityAt: Date | null;
  /** When it was removed, as far as the platform says. */
  readonly removedAt: Date | null;
  /** When the platform told of the removal: stands in for a time that turns out to be the comment's own. */
  readonly removalToldAt?: Date;
  /** Whom the platform names beside the removal. Absent: nobody. */
  readonly removedBy?: string;
  /** The newest edit that the platform told of without its text. Absent: none. */
  readonly untoldAt?: Date;
  readonly firstFetchedAt: Date;
}

/** How many texts it has had, wherever they stand. */
export const revisionCount = ({ revisions, moved }: Pick<Comment, 'revisions' | 'moved'>): number =>
  revisions.length + (moved?.count ?? 0);

/** Order of two revisions: the platform's time, at equal times an edit after the first text (platforms.md 1.5). */
export function compareRevisions(a: Revision, b: Revision): number {
  return a.at.getTime() - b.at.getTime() || Number(a.edited) - Number(b.edited);
}

/**
 * The revision that stands: the last in order; of two edits with the same time, the one stored later.
 * Null for a comment of which only a removal or a hide was ever seen.
 */
export function currentRevision(revisions: readonly Revision[]): Revision | null {
  let best: Revision | null = null;
  for (const revision of revisions)
    if (best === null || compareRevisions(best, revision) <= 0) best = revision;
  return best;
}

const LATEST = Number.MAX_SAFE_INTEGER;

/**
 * Adds a revision to the append-only list, or returns the very list where it is there already: the same text beside
 * it in time. Platforms send a change again in other batches, some with another time of sending. `moved` are those
 * beside it that stand in rows of their own.
 */
export function addRevision(
  revisions: readonly Revision[],
  added: Revision,
  moved: readonly Revision[] = [],
): readonly Revision[] {
  const ordered = [...moved, ...revisions, added].sort(
    // Of two at one time, the one that came earlier; what has no number yet has come last, in the list's order.
    (a, b) => compareRevisions(a, b) || (a.number ?? LATEST) - (b.number ?? LATEST),
  );
  const position = ordered.indexOf(added);
  const same = (other: Revision | undefined) =>
    other?.sha256 === added.sha256 && other.edited === added.edited;
  if (same(ordered[position - 1]) || same(ordered[position + 1])) return revisions;
  return [...revisions, added];
}

/** Publication: the time of the first revision by the platform's clock, not by arrival. */
export function publishedAt(revisions: readonly Revision[]): Date | null {
  let first: Date | null = null;
  for (const { at } of revisions) if (first === null || at < first) first = at;
  return first;
}

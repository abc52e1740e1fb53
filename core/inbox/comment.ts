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
}

/** Text that one comment keeps, in UTF-16 units: far below what one document of the store, or a sealed record, may hold. */
export const MAX_REVISION_TEXT = 500_000;

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
  /** The newest edit that the platform told of without its text. Absent: none. */
  readonly untoldAt?: Date;
  readonly firstFetchedAt: Date;
}

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

/**
 * Adds a revision to the append-only list, or returns the very list where it is there already: the same text beside
 * it in time. Platforms send a change again in other batches, some with another time of sending.
 */
export function addRevision(revisions: readonly Revision[], added: Revision): readonly Revision[] {
  const ordered = [...revisions, added].sort(compareRevisions);
  const position = ordered.indexOf(added);
  const same = (other: Revision | undefined) =>
    other?.sha256 === added.sha256 && other.edited === added.edited;
  if (same(ordered[position - 1]) || same(ordered[position + 1])) return revisions;
  return [...revisions, added];
}

/**
 * The list, or where its texts are longer than `most` together, one in which the first text and the newest stand and of
 * those between only when they came, with which delivery, and their hash. Somebody who edits without end is thus not
 * safe from removal.
 */
export function boundedRevisions(revisions: readonly Revision[], most: number): readonly Revision[] {
  const total = revisions.reduce((sum, { text }) => sum + text.length, 0);
  if (total <= most) return revisions;
  const [first, ...rest] = [...revisions].sort(compareRevisions);
  const current = currentRevision(revisions);
  let left = most - (first?.text.length ?? 0) - (current?.text.length ?? 0);
  const kept = new Set([first, current]);
  for (const revision of rest.reverse()) {
    if (kept.has(revision) || revision.textLeftOut) continue;
    left -= revision.text.length;
    if (left < 0) break;
    kept.add(revision);
  }
  if (revisions.every((revision) => kept.has(revision) || revision.textLeftOut)) return revisions;
  return revisions.map((revision) =>
    kept.has(revision) || revision.textLeftOut
      ? revision
      : { ...revision, text: '', attachments: [], textLeftOut: true },
  );
}

/** Publication: the time of the first revision by the platform's clock, not by arrival. */
export function publishedAt(revisions: readonly Revision[]): Date | null {
  let first: Date | null = null;
  for (const { at } of revisions) if (first === null || at < first) first = at;
  return first;
}

/** What a machine made of the media of a comment. Never the media itself: states, codes, figures and hashes only. */
import type { Attachment } from '../inbox/comment.ts';
import type { Verdict } from '../moderation/verdict.ts';

/** `blocked`: may be child sexual abuse material; never fetched again, shown, hashed or sent (records.md 1.3). */
export const SCAN_STATES = ['pending', 'judged', 'not-judged', 'blocked'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** Why no model has judged it. Of a blocked one: what pointed there. */
export const SCAN_CAUSES = [
  'video',
  'not-a-picture',
  'too-many',
  'blocked-host',
  'gone',
  'unreachable',
  'timeout',
  'too-large',
  'unsupported',
  'unreadable',
  'failed',
  'changed',
  'text',
  'author',
  'report',
  'picture',
] as const;
export type ScanCause = (typeof SCAN_CAUSES)[number];

/** Causes that another try may mend. */
export const PASSING_CAUSES: ReadonlySet<ScanCause> = new Set([
  'unreachable',
  'timeout',
  'failed',
  'changed',
]);

/** One attachment, at the same place as in the item's list. */
export interface ImageScan {
  readonly state: ScanState;
  readonly cause: ScanCause | null;
  /** Version of the model that judged it. */
  readonly version: string | null;
  readonly verdicts: readonly Verdict[];
  /** A perceptual hash is kept beside the row of the scan, so that the picture can be listed as known. */
  readonly printed: boolean;
}

/** Kept apart from item and events, so that it can be forgotten. */
export interface ImageHash {
  /** Place of the attachment in the item's list. */
  readonly at: number;
  /** Perceptual, 16 hex digits; null for a picture too plain to be told apart. */
  readonly hash: string | null;
  /** Of the bytes that were judged: what is shown later must be the same. */
  readonly sha256: string;
}

export interface MediaReview {
  /** The number of revisions when these attachments came: a scan of earlier ones no longer counts. */
  readonly revision: number;
  readonly looks: readonly ImageScan[];
}

/** More pictures than this in one comment are left to a person. */
const MAX_PICTURES = 10;

export const notScanned = (state: ScanState, cause: ScanCause | null): ImageScan => ({
  state,
  cause,
  version: null,
  verdicts: [],
  printed: false,
});

export const isPicture = ({ type }: Pick<Attachment, 'type'>): boolean =>
  type === 'image' || type === 'sticker';

/** Attachments that nobody has looked at; null where there are none. */
export function newMediaReview(attachments: readonly Attachment[], revision: number): MediaReview | null {
  if (attachments.length === 0) return null;
  let pictures = 0;
  const scans = attachments.map((attachment): ImageScan => {
    if (!isPicture(attachment))
      return notScanned('not-judged', attachment.type === 'video' ? 'video' : 'not-a-picture');
    pictures += 1;
    return pictures > MAX_PICTURES ? notScanned('not-judged', 'too-many') : notScanned('pending', null);
  });
  return { revision, looks: scans };
}

/** What a worker still has to look at, or may try again. */
export const isOpenScan = ({ state, cause }: Pick<ImageScan, 'state' | 'cause'>): boolean =>
  state === 'pending' || (state === 'not-judged' && cause !== null && PASSING_CAUSES.has(cause));

export const isBlocked = (media: MediaReview | null | undefined): boolean =>
  media?.looks.some(({ state }) => state === 'blocked') ?? false;

/** One suspicion holds for everything in the comment. */
export const blockAll = (media: MediaReview, cause: ScanCause): MediaReview => ({
  ...media,
  looks: media.looks.map((scan) => (scan.cause === 'not-a-picture' ? scan : notScanned('blocked', cause))),
});

/** Versions of what looks at pictures begin so; the text classifiers' never do. */
const IMAGE_VERSION_PREFIX = 'image-';

export const isImageVerdict = ({ version }: Pick<Verdict, 'version'>): boolean =>
  version.startsWith(IMAGE_VERSION_PREFIX);

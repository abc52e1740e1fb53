/** What every platform's `findReply` looks for. Pure. */

/** How far our clock may run ahead of a platform's. */
const CLOCK_TOLERANCE_MS = 60_000;

export interface WantedReply {
  readonly text: string;
  readonly since: Date;
  /** Of replies that are known to be others. */
  readonly except?: readonly string[];
}

/** From when on it may have been written. */
export const earliestOf = ({ since }: Pick<WantedReply, 'since'>): Date =>
  new Date(since.getTime() - CLOCK_TOLERANCE_MS);

/** Older than this it is another's. */
export const isTooOld = (at: Date | null, wanted: Pick<WantedReply, 'since'>): boolean =>
  at !== null && at < earliestOf(wanted);

/** White space is folded; composed and decomposed letters are the same words. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

export const isSameText = (text: string, other: string): boolean => plain(text) === plain(other);

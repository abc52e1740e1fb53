/**
 * What one look leaves for the next, in at most 2,000 characters. The newest comments stand there by their ids, so that
 * one that vanished, or came into the public's sight late, is noticed; of older ones only the threads' counts of answers.
 */
import { createHash } from 'node:crypto';
import { isRecord } from '../shared/read.ts';

/** As the platform lists it: to the public, awaiting a person, taken for spam. */
export type Shown = 'public' | 'held' | 'spam';

export interface Watched {
  readonly id: string;
  readonly shown: Shown;
  /** Two signs of when it was last edited. */
  readonly edition: string;
}

export interface LookCursor {
  /** How many looks have stored something. */
  readonly look: number;
  /** The newest time of publication or edit that was seen, in ms. */
  readonly newest: number;
  /** From here on (ms) every comment that was seen is watched: what is not among them is new. */
  readonly watchedSince: number;
  readonly watched: readonly Watched[];
  /** Per thread how many answers it had. */
  readonly counts: ReadonlyMap<string, string>;
}

const MOST_CHARACTERS = 2000;
const MOST_COUNTS = 100;
const LETTER: Readonly<Record<Shown, string>> = { public: 'p', held: 'h', spam: 's' };
const SHOWN = new Map(Object.entries(LETTER).map(([shown, letter]) => [letter, shown as Shown]));

/** Three signs of a thread's id: two threads that share them cost a look for answers too many, or find one late. */
export const threadKey = (id: string): string =>
  createHash('sha256').update(id).digest('base64url').slice(0, 3);
export const editionOf = (updatedAt: number): string =>
  (Math.floor(updatedAt / 1000) % 36 ** 2).toString(36).padStart(2, '0');
/** One sign for a count. */
export const countSign = (count: number): string => (count % 36).toString(36);

export function readCursor(cursor: string | null): LookCursor | null {
  try {
    const stored: unknown = JSON.parse(cursor ?? 'null');
    if (!isRecord(stored)) return null;
    const { n, t, f, w, c } = stored;
    if (typeof w !== 'string' || typeof c !== 'string') return null;
    const watched = w.split(' ').flatMap((entry): Watched[] => {
      const shown = SHOWN.get(entry.slice(0, 1));
      return shown === undefined ? [] : [{ id: entry.slice(3), edition: entry.slice(1, 3), shown }];
    });
    const counts = new Map((c.match(/.{4}/gsu) ?? []).map((four) => [four.slice(0, 3), four.slice(3)]));
    return { look: Number(n), newest: Number(t), watchedSince: Number(f), watched, counts };
  } catch {
    return null;
  }
}

/** What is to be watched, the most telling first: what the public does not see, then the newest. */
export function writeCursor(
  next: Omit<LookCursor, 'watched'> & { readonly watched: readonly (Watched & { at: number })[] },
): string {
  const counts = [...next.counts].slice(0, MOST_COUNTS).flat().join('');
  const order = next.watched.toSorted(
    (a, b) => Number(a.shown === 'public') - Number(b.shown === 'public') || b.at - a.at,
  );
  const write = (kept: typeof order): string => {
    const left = order[kept.length];
    // What is left out is older than all that is kept, but for what is held.
    const watchedSince = left === undefined ? next.watchedSince : Math.max(next.watchedSince, left.at + 1);
    const w = kept.map(({ id, shown, edition }) => `${LETTER[shown]}${edition}${id}`).join(' ');
    return JSON.stringify({ n: next.look, t: next.newest, f: watchedSince, c: counts, w });
  };
  let kept = order;
  while (kept.length > 0 && write(kept).length > MOST_CHARACTERS) kept = kept.slice(0, -1);
  return write(kept);
}

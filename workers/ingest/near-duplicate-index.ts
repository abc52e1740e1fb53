/**
 * Recent fingerprints at hand, found by bands: two SimHashes that differ in at most six bits agree in at least one of
 * seven bands. Pure but for its own memory, which is bounded.
 */
import { DAY_MS } from '../../core/deadlines/civil.ts';
import {
  type HashHalves,
  halvesDistance,
  hashHalves,
  MAX_NEAR_DUPLICATE_BITS,
} from '../../core/kernel/hamming.ts';
import type { Fingerprint } from '../../core/kernel/realtime/fingerprint-stream.ts';

const WINDOW_MS = DAY_MS;
/** Counting ends here: more is a flood whatever the exact number. */
const MAX_COUNT = 50;

/** A fingerprint with its hash as two halves: comparing must cost next to nothing. */
interface Entry extends HashHalves {
  readonly fingerprint: Fingerprint;
  /** The last question that looked at it: bands overlap. */
  lastQuestion: number;
}

const entryOf = (fingerprint: Fingerprint): Entry => ({
  fingerprint,
  ...hashHalves(fingerprint.hash),
  lastQuestion: 0,
});

/** Seven bands over 64 bits, nine or ten bits each; each with its own numbers. */
const bandsOf = ({ high, low }: Entry): number[] => [
  low & 0x1ff,
  ((low >>> 9) & 0x1ff) | (1 << 10),
  ((low >>> 18) & 0x1ff) | (2 << 10),
  ((low >>> 27) & 0x1f) | ((high & 0xf) << 5) | (3 << 10),
  ((high >>> 4) & 0x1ff) | (4 << 10),
  ((high >>> 13) & 0x1ff) | (5 << 10),
  ((high >>> 22) & 0x3ff) | (6 << 10),
];

/** Other authors, or the same on another post, within a day, in nearly the same words. */
const isNear = (a: Entry, b: Entry): boolean =>
  halvesDistance(a, b) <= MAX_NEAR_DUPLICATE_BITS &&
  (a.fingerprint.authorId !== b.fingerprint.authorId || a.fingerprint.postId !== b.fingerprint.postId) &&
  Math.abs(a.fingerprint.at - b.fingerprint.at) <= WINDOW_MS;

export class NearDuplicateIndex {
  private readonly maxEntries: number;
  /** By comment, the oldest first. */
  private readonly known = new Map<string, Entry>();
  private readonly byBand = new Map<number, Set<Entry>>();
  private questions = 0;

  constructor(maxEntries: number) {
    this.maxEntries = maxEntries;
  }

  /** The same comment again, or edited, takes the place of what was known of it. */
  add(fingerprint: Fingerprint): void {
    this.remove(this.known.get(fingerprint.id));
    const entry = entryOf(fingerprint);
    this.known.set(fingerprint.id, entry);
    for (const band of bandsOf(entry)) {
      const members = this.byBand.get(band);
      if (members) members.add(entry);
      else this.byBand.set(band, new Set([entry]));
    }
    for (const oldest of this.known.values()) {
      if (this.known.size <= this.maxEntries && fingerprint.at - oldest.fingerprint.at <= WINDOW_MS) break;
      this.remove(oldest);
    }
  }

  isKnown({ id, hash }: Fingerprint): boolean {
    return this.known.get(id)?.fingerprint.hash === hash;
  }

  /** Near-identical comments of the last 24 hours by other authors or on other posts, at most {@link MAX_COUNT}. */
  countNear(fingerprint: Fingerprint): number {
    const asking = entryOf(fingerprint);
    this.questions += 1;
    let count = 0;
    for (const band of bandsOf(asking))
      for (const other of this.byBand.get(band) ?? []) {
        if (other.lastQuestion === this.questions) continue;
        other.lastQuestion = this.questions;
        if (other.fingerprint.id !== fingerprint.id && isNear(asking, other)) count += 1;
        if (count >= MAX_COUNT) return count;
      }
    return count;
  }

  private remove(entry: Entry | undefined): void {
    if (entry === undefined) return;
    this.known.delete(entry.fingerprint.id);
    for (const band of bandsOf(entry)) {
      const members = this.byBand.get(band);
      members?.delete(entry);
      if (members?.size === 0) this.byBand.delete(band);
    }
  }
}

/**
 * Recent fingerprints at hand, found by bands: two SimHashes that differ in at most six bits agree in at least one of
 * seven bands. Pure but for its own memory, which is bounded.
 */
import type { Fingerprint } from '../../core/kernel/realtime/fingerprint-stream.ts';

const WINDOW_MS = 24 * 3_600_000;
/** The same text in other clothes (classifiers/text/signals/flood.ts). */
const NEAR = 6;
/** More than this is a flood whatever the exact number. */
const ENOUGH = 50;

/** A fingerprint with its hash as two halves: comparing must cost next to nothing. */
interface Entry {
  readonly fingerprint: Fingerprint;
  readonly high: number;
  readonly low: number;
  /** The last question that looked at it: bands overlap. */
  asked: number;
}

const entryOf = (fingerprint: Fingerprint): Entry => ({
  fingerprint,
  high: Number.parseInt(fingerprint.hash.slice(0, 8), 16),
  low: Number.parseInt(fingerprint.hash.slice(8), 16),
  asked: 0,
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

/** Bits set in 32 (Hacker's Delight, 5-2). */
function bitsIn(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Other authors, or the same on another post, within a day, in nearly the same words. */
const isNear = (a: Entry, b: Entry): boolean =>
  bitsIn(a.high ^ b.high) + bitsIn(a.low ^ b.low) <= NEAR &&
  (a.fingerprint.authorId !== b.fingerprint.authorId || a.fingerprint.postId !== b.fingerprint.postId) &&
  Math.abs(a.fingerprint.at - b.fingerprint.at) <= WINDOW_MS;

export class NearDuplicateIndex {
  private readonly maxKnown: number;
  /** By comment, the oldest first. */
  private readonly known = new Map<string, Entry>();
  private readonly byBand = new Map<number, Set<Entry>>();
  private questions = 0;

  constructor(maxKnown: number) {
    this.maxKnown = maxKnown;
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
      if (this.known.size <= this.maxKnown && fingerprint.at - oldest.fingerprint.at <= WINDOW_MS) break;
      this.remove(oldest);
    }
  }

  isKnown({ id, hash }: Fingerprint): boolean {
    return this.known.get(id)?.fingerprint.hash === hash;
  }

  /** Near-identical comments of the last 24 hours by other authors or on other posts, at most {@link ENOUGH}. */
  countNear(fingerprint: Fingerprint): number {
    const asking = entryOf(fingerprint);
    this.questions += 1;
    let count = 0;
    for (const band of bandsOf(asking))
      for (const other of this.byBand.get(band) ?? []) {
        if (other.asked === this.questions) continue;
        other.asked = this.questions;
        if (other.fingerprint.id !== fingerprint.id && isNear(asking, other)) count += 1;
        if (count >= ENOUGH) return count;
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

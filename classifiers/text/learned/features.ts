/** A text as the learned model sees it: hashed n-grams in few buckets, values of length 1 per kind. */
import { NgramBuffer } from '../normalise/ngrams.ts';
import type { NormalText } from '../normalise/normal-text.ts';
import { BUCKETS, valuesOf } from './learned-model.ts';

export interface Features {
  /** In ascending order, each once. */
  readonly buckets: Uint16Array;
  readonly values: Float64Array;
}

export function featuresOf(text: NormalText, buffer: NgramBuffer = new NgramBuffer()): Features {
  buffer.fill(text);
  const { hashes, characters, length } = buffer;
  const { charValue, wordValue } = valuesOf(characters, length);
  const sums = new Map<number, number>();
  for (let i = 0; i < length; i += 1) {
    const bucket = (hashes[i] ?? 0) & (BUCKETS - 1);
    sums.set(bucket, (sums.get(bucket) ?? 0) + (i < characters ? charValue : wordValue));
  }
  const sorted = [...sums].sort(([a], [b]) => a - b);
  return {
    buckets: Uint16Array.from(sorted, ([bucket]) => bucket),
    values: Float64Array.from(sorted, ([, value]) => value),
  };
}

/** Without the buckets that are not allowed. */
export function only({ buckets, values }: Features, allowed: Uint8Array): Features {
  const kept = { buckets: new Uint16Array(buckets.length), values: new Float64Array(buckets.length) };
  let n = 0;
  for (let i = 0; i < buckets.length; i += 1) {
    const bucket = buckets[i] ?? 0;
    if (allowed[bucket] !== 1) continue;
    kept.buckets[n] = bucket;
    kept.values[n] = values[i] ?? 0;
    n += 1;
  }
  return { buckets: kept.buckets.slice(0, n), values: kept.values.slice(0, n) };
}

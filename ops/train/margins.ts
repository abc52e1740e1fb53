/** What a trained table says of one text of the corpus: the sums that training corrects and calibration reads. */
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import type { Corpus } from './corpus.ts';

export interface Table {
  readonly columns: number;
  readonly buckets: number;
  readonly weights: Float32Array;
  readonly dense: Float32Array;
  readonly bias: Float32Array;
}

/** Where one example's n-grams lie, and what each counts. */
export interface Extent {
  readonly first: number;
  readonly split: number;
  readonly end: number;
  readonly charValue: number;
  readonly wordValue: number;
}

export function extentOf(corpus: Corpus, at: number): Extent {
  const first = corpus.starts[at] ?? 0;
  const end = corpus.starts[at + 1] ?? 0;
  const split = first + (corpus.characters[at] ?? 0);
  const charValue = 1 / Math.sqrt(Math.max(1, split - first));
  const wordValue = 1 / Math.sqrt(Math.max(1, end - split));
  return { first, split, end, charValue, wordValue };
}

/** Margins of one example for all columns. */
export function margins(
  corpus: Corpus,
  table: Table,
  options: { at: number; denseScale: number },
): Float64Array {
  const { columns, weights, dense, bias } = table;
  const { at, denseScale } = options;
  const mask = table.buckets - 1;
  const { first, split, end, charValue, wordValue } = extentOf(corpus, at);
  const out = Float64Array.from(bias);
  for (let i = first; i < end; i += 1) {
    const base = ((corpus.hashes[i] ?? 0) & mask) * columns;
    const value = i < split ? charValue : wordValue;
    for (let c = 0; c < columns; c += 1) out[c] = (out[c] ?? 0) + value * (weights[base + c] ?? 0);
  }
  const D = DENSE_FEATURES.length;
  for (let d = 0; d < D; d += 1) {
    const value = (corpus.dense[at * D + d] ?? 0) * denseScale;
    if (value !== 0)
      for (let c = 0; c < columns; c += 1) out[c] = (out[c] ?? 0) + value * (dense[d * columns + c] ?? 0);
  }
  return out;
}

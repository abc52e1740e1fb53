/** What a trained network says of one text of the corpus: the sums that calibration reads. */
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import type { Corpus } from './corpus.ts';
import { extentOf } from './margins.ts';
import { BITS, COLUMNS, HIDDEN, INPUTS, PIECES } from './network-options.ts';

export interface NetworkWeights {
  /** Bucket-major: pieces[bucket * PIECES + piece]. */
  readonly pieces: Float32Array;
  /** Unit-major: first[unit * INPUTS + input]. */
  readonly first: Float32Array;
  readonly firstBias: Float32Array;
  /** Column-major: second[column * HIDDEN + unit]. */
  readonly second: Float32Array;
  readonly secondBias: Float32Array;
  /** Fact-major: direct[fact * columns + column]. */
  readonly direct: Float32Array;
}

const FACTS = DENSE_FEATURES.length;
const WIDTH = COLUMNS.length;
const MASK = (1 << BITS) - 1;

/** The n-grams' pieces, then the facts. */
function inputOf(corpus: Corpus, pieces: Float32Array, at: number): Float64Array {
  const { first, split, end, charValue, wordValue } = extentOf(corpus, at);
  const input = new Float64Array(INPUTS);
  for (let i = first; i < end; i += 1) {
    const row = ((corpus.hashes[i] ?? 0) & MASK) * PIECES;
    const value = i < split ? charValue : wordValue;
    for (let p = 0; p < PIECES; p += 1) input[p] = (input[p] ?? 0) + value * (pieces[row + p] ?? 0);
  }
  input.set(corpus.dense.subarray(at * FACTS, (at + 1) * FACTS), PIECES);
  return input;
}

/** What the network adds to the margins of one example, in the order of COLUMNS, before SHARE. */
export function networkMargins(corpus: Corpus, weights: NetworkWeights, at: number): Float64Array {
  const input = inputOf(corpus, weights.pieces, at);
  const out = Float64Array.from(weights.secondBias);
  for (let u = 0; u < HIDDEN; u += 1) {
    let unit = weights.firstBias[u] ?? 0;
    for (let i = 0; i < INPUTS; i += 1) unit += (weights.first[u * INPUTS + i] ?? 0) * (input[i] ?? 0);
    if (unit <= 0) continue;
    for (let c = 0; c < WIDTH; c += 1) out[c] = (out[c] ?? 0) + unit * (weights.second[c * HIDDEN + u] ?? 0);
  }
  for (let d = 0; d < FACTS; d += 1) {
    const value = input[PIECES + d] ?? 0;
    if (value === 0) continue;
    for (let c = 0; c < WIDTH; c += 1) out[c] = (out[c] ?? 0) + value * (weights.direct[d * WIDTH + c] ?? 0);
  }
  return out;
}

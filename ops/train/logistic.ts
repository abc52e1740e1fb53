/** Logistic regression over hashed n-grams and dense facts, all columns of a table in one pass, by AdaGrad. Deterministic. */
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import type { Corpus } from './corpus.ts';

export interface Table {
  readonly columns: number;
  readonly buckets: number;
  readonly weights: Float32Array;
  readonly dense: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainOptions {
  readonly table: 0 | 1;
  readonly columns: number;
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  /** Pull towards zero per update. */
  readonly decay: number;
  readonly denseScale: number;
  readonly include: (example: number) => boolean;
}

/** Small fixed generator, so that the same data gives the same weights. */
function shuffler(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function shuffle(order: Uint32Array, pick: (below: number) => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = pick(i + 1);
    const held = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = held;
  }
}

/** Weight of each label so that a column's positives and negatives count nearly alike (square root of the imbalance). */
function balance(corpus: Corpus, options: TrainOptions, order: Uint32Array): Float32Array {
  const { columns } = options;
  const labels = corpus.labels[options.table] ?? new Uint8Array();
  const counts = new Float64Array(columns * 2);
  for (const at of order) {
    const weight = corpus.examples[at]?.weight ?? 1;
    for (let c = 0; c < columns; c += 1) {
      const label = labels[at * columns + c] ?? 255;
      if (label < 2) counts[c * 2 + label] = (counts[c * 2 + label] ?? 0) + weight;
    }
  }
  const factors = new Float32Array(columns * 2);
  for (let c = 0; c < columns; c += 1) {
    const negative = Math.max(1, counts[c * 2] ?? 1);
    const positive = Math.max(1, counts[c * 2 + 1] ?? 1);
    factors[c * 2] = 1;
    factors[c * 2 + 1] = Math.min(12, (negative / positive) ** 0.6);
  }
  return factors;
}

export function train(corpus: Corpus, options: TrainOptions): Table {
  const { columns, bits, epochs, rate, decay, denseScale } = options;
  const buckets = 1 << bits;
  const mask = buckets - 1;
  const D = DENSE_FEATURES.length;
  const weights = new Float32Array(buckets * columns);
  const squares = new Float32Array(buckets * columns).fill(1e-3);
  const dense = new Float32Array(D * columns);
  const denseSquares = new Float32Array(D * columns).fill(1e-1);
  const bias = new Float32Array(columns);
  const labels = corpus.labels[options.table] ?? new Uint8Array();
  const order = Uint32Array.from(corpus.examples.keys()).filter((at) => options.include(at));
  const factors = balance(corpus, options, order);
  const pick = shuffler(20261121);
  const margin = new Float64Array(columns);
  const gradient = new Float64Array(columns);
  const active = new Uint8Array(columns);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, pick);
    const step = rate / (1 + epoch * 0.5);
    for (const at of order) {
      const first = corpus.starts[at] ?? 0;
      const end = corpus.starts[at + 1] ?? 0;
      const split = first + (corpus.characters[at] ?? 0);
      let live = 0;
      for (let c = 0; c < columns; c += 1) {
        if ((labels[at * columns + c] ?? 255) < 2) {
          active[live] = c;
          live += 1;
        }
      }
      if (live === 0) continue;
      const charValue = 1 / Math.sqrt(Math.max(1, split - first));
      const wordValue = 1 / Math.sqrt(Math.max(1, end - split));
      margin.set(bias);
      for (let i = first; i < end; i += 1) {
        const base = ((corpus.hashes[i] ?? 0) & mask) * columns;
        const value = i < split ? charValue : wordValue;
        for (let k = 0; k < live; k += 1) {
          const c = active[k] ?? 0;
          margin[c] = (margin[c] ?? 0) + value * (weights[base + c] ?? 0);
        }
      }
      for (let d = 0; d < D; d += 1) {
        const value = corpus.dense[at * D + d] ?? 0;
        if (value === 0) continue;
        for (let k = 0; k < live; k += 1) {
          const c = active[k] ?? 0;
          margin[c] = (margin[c] ?? 0) + denseScale * value * (dense[d * columns + c] ?? 0);
        }
      }
      const weight = corpus.examples[at]?.weight ?? 1;
      for (let k = 0; k < live; k += 1) {
        const c = active[k] ?? 0;
        const label = labels[at * columns + c] ?? 0;
        const p = 1 / (1 + Math.exp(-(margin[c] ?? 0)));
        gradient[c] = (p - label) * weight * (factors[c * 2 + label] ?? 1);
        bias[c] = (bias[c] ?? 0) - 0.01 * step * (gradient[c] ?? 0);
      }
      for (let i = first; i < end; i += 1) {
        const base = ((corpus.hashes[i] ?? 0) & mask) * columns;
        const value = i < split ? charValue : wordValue;
        for (let k = 0; k < live; k += 1) {
          const c = active[k] ?? 0;
          const cell = base + c;
          const g = value * (gradient[c] ?? 0) + decay * (weights[cell] ?? 0);
          const square = (squares[cell] ?? 0) + g * g;
          squares[cell] = square;
          weights[cell] = (weights[cell] ?? 0) - (step * g) / Math.sqrt(square);
        }
      }
      for (let d = 0; d < D; d += 1) {
        const value = corpus.dense[at * D + d] ?? 0;
        if (value === 0) continue;
        for (let k = 0; k < live; k += 1) {
          const c = active[k] ?? 0;
          const cell = d * columns + c;
          const g = denseScale * value * (gradient[c] ?? 0) + decay * (dense[cell] ?? 0);
          const square = (denseSquares[cell] ?? 0) + g * g;
          denseSquares[cell] = square;
          dense[cell] = (dense[cell] ?? 0) - (step * g) / Math.sqrt(square);
        }
      }
    }
  }
  return { columns, buckets, weights, dense, bias };
}

/** Margins of one example for all columns. */
export function margins(
  corpus: Corpus,
  table: Table,
  place: { at: number; denseScale: number },
): Float64Array {
  const { columns, weights, dense, bias } = table;
  const { at, denseScale } = place;
  const mask = table.buckets - 1;
  const first = corpus.starts[at] ?? 0;
  const end = corpus.starts[at + 1] ?? 0;
  const split = first + (corpus.characters[at] ?? 0);
  const charValue = 1 / Math.sqrt(Math.max(1, split - first));
  const wordValue = 1 / Math.sqrt(Math.max(1, end - split));
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

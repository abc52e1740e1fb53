/** Logistic regression over hashed n-grams and dense facts, all columns of a table in one pass, by AdaGrad. Deterministic. */
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import type { Corpus } from './corpus.ts';
import { type Extent, extentOf, type Table } from './margins.ts';
import { ORDINARY, SOURCES } from './sources.ts';

export interface TrainOptions {
  readonly table: 0 | 1;
  readonly columns: number;
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  /** Pull towards zero per update. */
  readonly decay: number;
  readonly denseScale: number;
  /** Power of the imbalance that a column's positives are weighed with. */
  readonly balance: number;
  /** Learn a constant for every labelled set (see `offsets`). */
  readonly perSource: boolean;
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
    factors[c * 2 + 1] = Math.min(12, (negative / positive) ** options.balance);
  }
  return factors;
}

const FIRST_SQUARE = 1e-3;
const BIAS_RATE = 0.01;
const OFFSET_RATE = 0.05;
/** Columns summed at once: as many sums as stay in registers. */
const LANES = 4;

class Trainer {
  private readonly corpus: Corpus;
  private readonly options: TrainOptions;
  private readonly labels: Uint8Array;
  readonly factors: Float32Array;
  readonly mask: number;
  /** Row by row: a bucket's weights, then their sums of squares, so that both lie in the same cache lines. */
  readonly cells: Float32Array;
  private readonly dense: Float32Array;
  readonly denseSquares: Float32Array;
  private readonly bias: Float32Array;
  /** Each labelled set's own constant, so that how common a label is there does not colour the words. */
  private readonly offsets: Float32Array;
  private readonly sources: readonly string[];
  private readonly margin: Float64Array;
  private readonly gradient: Float64Array;
  /** Columns that the example at hand is labelled for. */
  private readonly active: Uint8Array;
  private live = 0;
  private rate = 0;
  /** Where the rows of the example at hand begin. */
  private rows = new Int32Array(4096);

  constructor(corpus: Corpus, options: TrainOptions, order: Uint32Array) {
    const { columns, bits } = options;
    this.corpus = corpus;
    this.options = options;
    this.labels = corpus.labels[options.table] ?? new Uint8Array();
    this.factors = balance(corpus, options, order);
    this.mask = (1 << bits) - 1;
    this.cells = new Float32Array((columns * 2) << bits);
    for (let row = 0; row < this.cells.length; row += columns * 2)
      this.cells.fill(FIRST_SQUARE, row + columns, row + columns * 2);
    this.dense = new Float32Array(DENSE_FEATURES.length * columns);
    this.denseSquares = new Float32Array(this.dense.length).fill(1e-1);
    this.bias = new Float32Array(columns);
    this.sources = ['own', ...SOURCES.map(({ folder }) => folder).filter((folder) => !ORDINARY.has(folder))];
    this.offsets = new Float32Array(this.sources.length * columns);
    this.margin = new Float64Array(columns);
    this.gradient = new Float64Array(columns);
    this.active = new Uint8Array(columns);
  }

  learn(at: number, rate: number): void {
    this.rate = rate;
    this.findActive(at);
    if (this.live === 0) return;
    const extent = extentOf(this.corpus, at);
    this.findRows(extent);
    this.forward(at, extent);
    this.setGradients(at);
    this.backward(extent);
    this.backwardDense(at);
  }

  table(): Table {
    const { cells, dense, bias } = this;
    const { columns, bits } = this.options;
    const weights = new Float32Array(columns << bits);
    for (let row = 0; row <= this.mask; row += 1) {
      const first = row * columns * 2;
      weights.set(cells.subarray(first, first + columns), row * columns);
    }
    // the first offset is that of the project's own texts: what ships is meant for texts like them
    const shipped = bias.map((value, c) => value + (this.offsets[c] ?? 0));
    return { columns, buckets: this.mask + 1, weights, dense, bias: shipped };
  }

  private offsetOf(at: number): number {
    const sourceIndex = this.sources.indexOf(this.corpus.examples[at]?.source ?? '');
    return Math.max(0, sourceIndex) * this.options.columns;
  }

  private findActive(at: number): void {
    const { columns } = this.options;
    this.live = 0;
    for (let c = 0; c < columns; c += 1) {
      if ((this.labels[at * columns + c] ?? 255) > 1) continue;
      this.active[this.live] = c;
      this.live += 1;
    }
  }

  private findRows({ first, end }: Extent): void {
    if (this.rows.length < end - first) this.rows = new Int32Array((end - first) * 2);
    const { rows, mask } = this;
    const { hashes } = this.corpus;
    const width = this.options.columns * 2;
    for (let i = first; i < end; i += 1) rows[i - first] = ((hashes[i] ?? 0) & mask) * width;
  }

  private forward(at: number, extent: Extent): void {
    const { margin, active, live, dense } = this;
    const { columns, denseScale } = this.options;
    margin.set(this.bias);
    const offset = this.offsetOf(at);
    for (let c = 0; c < columns; c += 1) margin[c] = (margin[c] ?? 0) + (this.offsets[offset + c] ?? 0);
    for (let k = 0; k < live; k += LANES) this.sumLanes(k, extent);
    const width = DENSE_FEATURES.length;
    for (let d = 0; d < width; d += 1) {
      const value = (this.corpus.dense[at * width + d] ?? 0) * denseScale;
      if (value === 0) continue;
      for (let k = 0; k < live; k += 1) {
        const c = active[k] ?? 0;
        margin[c] = (margin[c] ?? 0) + value * (dense[d * columns + c] ?? 0);
      }
    }
  }

  /** Adds the n-grams' weights to the margins of four live columns at a time; a place past the last repeats the first of the four. */
  private sumLanes(k: number, { first, split, end, charValue, wordValue }: Extent): void {
    const { margin, cells, active, live, rows } = this;
    const a = active[k] ?? 0;
    const b = k + 1 < live ? (active[k + 1] ?? 0) : a;
    const c = k + 2 < live ? (active[k + 2] ?? 0) : a;
    const d = k + 3 < live ? (active[k + 3] ?? 0) : a;
    let sumA = margin[a] ?? 0;
    let sumB = margin[b] ?? 0;
    let sumC = margin[c] ?? 0;
    let sumD = margin[d] ?? 0;
    const size = end - first;
    const characters = split - first;
    for (let i = 0; i < size; i += 1) {
      const row = rows[i] ?? 0;
      const value = i < characters ? charValue : wordValue;
      sumA += value * (cells[row + a] ?? 0);
      sumB += value * (cells[row + b] ?? 0);
      sumC += value * (cells[row + c] ?? 0);
      sumD += value * (cells[row + d] ?? 0);
    }
    margin[d] = sumD;
    margin[c] = sumC;
    margin[b] = sumB;
    margin[a] = sumA;
  }

  private setGradients(at: number): void {
    const { columns } = this.options;
    const weight = this.corpus.examples[at]?.weight ?? 1;
    const offset = this.offsetOf(at);
    for (let k = 0; k < this.live; k += 1) {
      const c = this.active[k] ?? 0;
      const label = this.labels[at * columns + c] ?? 0;
      const p = 1 / (1 + Math.exp(-(this.margin[c] ?? 0)));
      const gradient = (p - label) * weight * (this.factors[c * 2 + label] ?? 1);
      this.gradient[c] = gradient;
      this.bias[c] = (this.bias[c] ?? 0) - BIAS_RATE * this.rate * gradient;
      if (this.options.perSource)
        this.offsets[offset + c] = (this.offsets[offset + c] ?? 0) - OFFSET_RATE * this.rate * gradient;
    }
  }

  private backward(extent: Extent): void {
    for (let k = 0; k < this.live; k += 1) this.correct(this.active[k] ?? 0, extent);
  }

  private correct(c: number, { first, split, end, charValue, wordValue }: Extent): void {
    const { cells, rate, rows } = this;
    const { columns, decay } = this.options;
    const gradient = this.gradient[c] ?? 0;
    const size = end - first;
    const characters = split - first;
    for (let i = 0; i < size; i += 1) {
      const cell = (rows[i] ?? 0) + c;
      const value = i < characters ? charValue : wordValue;
      const weight = cells[cell] ?? 0;
      const g = value * gradient + decay * weight;
      const square = (cells[cell + columns] ?? 0) + g * g;
      cells[cell + columns] = square;
      cells[cell] = weight - (rate * g) / Math.sqrt(square);
    }
  }

  private backwardDense(at: number): void {
    const { gradient, dense, denseSquares, active, live, rate } = this;
    const { columns, decay, denseScale } = this.options;
    const width = DENSE_FEATURES.length;
    for (let d = 0; d < width; d += 1) {
      const value = (this.corpus.dense[at * width + d] ?? 0) * denseScale;
      if (value === 0) continue;
      for (let k = 0; k < live; k += 1) {
        const c = active[k] ?? 0;
        const cell = d * columns + c;
        const g = value * (gradient[c] ?? 0) + decay * (dense[cell] ?? 0);
        const square = (denseSquares[cell] ?? 0) + g * g;
        denseSquares[cell] = square;
        dense[cell] = (dense[cell] ?? 0) - (rate * g) / Math.sqrt(square);
      }
    }
  }
}

export function train(corpus: Corpus, options: TrainOptions): Table {
  const order = Uint32Array.from(corpus.examples.keys()).filter((at) => options.include(at));
  const pick = shuffler(20261121);
  const trainer = new Trainer(corpus, options, order);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, pick);
    for (const at of order) trainer.learn(at, options.rate / (1 + epoch * 0.5));
  }
  return trainer.table();
}

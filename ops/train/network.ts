/**
 * Trains the small network (classifiers/text/model/network.ts): n-grams -> pieces -> hidden units -> all columns at once,
 * by AdaGrad. What is learned for one column helps the others, in all languages. Deterministic.
 */
import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import { TABLES } from './columns.ts';
import type { Corpus } from './corpus.ts';
import { around, generator, Layer } from './layer.ts';
import { extentOf } from './margins.ts';
import type { NetworkWeights } from './network-margins.ts';
import {
  ABUSE,
  BALANCE,
  BITS,
  COLUMNS,
  DECAY,
  DROPPED_GRAMS,
  DROPPED_UNITS,
  EPOCHS,
  HIDDEN,
  INPUTS,
  PIECES,
  PUBLIC_EVERY,
  RATE,
} from './network-options.ts';
import { isOwn, SOURCES } from './sources.ts';

const FACTS = DENSE_FEATURES.length;
const WIDTH = COLUMNS.length;
const MASK = (1 << BITS) - 1;
const SEED = 12345;
const OFFSET_RATE = 0.05;
const UNLABELLED = 255;
const MAX_FACTOR = 12;

function labelOf({ labels }: Corpus, at: number, column: number): number {
  const [abuse, sort] = labels;
  const label =
    column < ABUSE ? abuse?.[at * ABUSE + column] : sort?.[at * TABLES[1].columns.length + column - ABUSE];
  return label ?? UNLABELLED;
}

/** Weight of each column's positives (its negatives weigh one). */
function positiveFactors(corpus: Corpus, order: readonly number[]): Float32Array {
  return Float32Array.from(COLUMNS, (_, column) => {
    const counts = [0, 0];
    for (const at of order) {
      const label = labelOf(corpus, at, column);
      if (label !== UNLABELLED) counts[label] = (counts[label] ?? 0) + (corpus.examples[at]?.weight ?? 1);
    }
    const [negative = 0, positive = 0] = counts;
    return Math.min(MAX_FACTOR, (Math.max(1, negative) / Math.max(1, positive)) ** BALANCE);
  });
}

class NetworkTrainer {
  private readonly corpus: Corpus;
  private readonly factors: Float32Array;
  private readonly random = generator(SEED);
  private readonly pieces = new Layer(PIECES << BITS, 1e-4, around(this.random, 0.1));
  private readonly first = new Layer(HIDDEN * INPUTS, 1e-3, around(this.random, Math.sqrt(3 / PIECES)));
  private readonly firstBias = new Layer(HIDDEN, 1e-3);
  private readonly second = new Layer(WIDTH * HIDDEN, 1e-3, around(this.random, Math.sqrt(3 / HIDDEN)));
  private readonly secondBias = new Layer(WIDTH, 1e-3);
  private readonly direct = new Layer(FACTS * WIDTH, 1e-2);
  /** Each labelled set's own constants, so that how common a label is there does not colour the words. */
  private readonly offsets = new Map(
    ['own', ...SOURCES.map(({ folder }) => folder)].map((name) => [name, new Float32Array(ABUSE)]),
  );
  private readonly input = new Float32Array(INPUTS);
  private readonly inputGradient = new Float32Array(PIECES);
  private readonly units = new Float32Array(HIDDEN);
  private readonly unitGradient = new Float32Array(HIDDEN);
  private readonly margins = new Float32Array(WIDTH);
  private readonly gradients = new Float32Array(WIDTH);
  /** Which n-grams of the example at hand are kept: where their pieces begin, and what each counts. */
  private rows = new Int32Array(4096);
  private values = new Float32Array(4096);
  private kept = 0;
  /** Inputs that may not be zero: all pieces, and the facts that are set. */
  private readonly live = new Int32Array(INPUTS);
  private liveCount = 0;
  private rate = RATE;

  constructor(corpus: Corpus, order: readonly number[]) {
    this.corpus = corpus;
    this.factors = positiveFactors(corpus, order);
    // facts are many and rarely set: they begin quieter than pieces
    for (let i = 0; i < this.first.weights.length; i += 1)
      if (i % INPUTS >= PIECES) this.first.weights[i] = (this.first.weights[i] ?? 0) * 0.7;
  }

  epoch(order: number[], rate: number): void {
    this.rate = rate;
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(this.random() * (i + 1));
      const held = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = held;
    }
    for (const at of order) this.learn(at);
  }

  weights(): NetworkWeights {
    const own = this.offsets.get('own');
    return {
      pieces: this.pieces.weights,
      first: this.first.weights,
      firstBias: this.firstBias.weights,
      second: this.second.weights,
      secondBias: this.secondBias.weights.map((bias, column) => bias + (own?.[column] ?? 0)),
      direct: this.direct.weights,
    };
  }

  private learn(at: number): void {
    this.readInput(at);
    this.readUnits();
    this.readMargins(at);
    if (!this.setGradients(at)) return;
    this.correctColumns();
    this.correctUnits();
    this.correctPieces();
  }

  private readInput(at: number): void {
    const { corpus, input } = this;
    const { first, split, end, charValue, wordValue } = extentOf(corpus, at);
    if (this.rows.length < end - first) {
      this.rows = new Int32Array((end - first) * 2);
      this.values = new Float32Array((end - first) * 2);
    }
    const { rows, values } = this;
    const { weights } = this.pieces;
    input.fill(0);
    this.kept = 0;
    for (let i = first; i < end; i += 1) {
      if (this.random() < DROPPED_GRAMS) continue;
      const row = ((corpus.hashes[i] ?? 0) & MASK) * PIECES;
      const value = (i < split ? charValue : wordValue) / (1 - DROPPED_GRAMS);
      rows[this.kept] = row;
      values[this.kept] = value;
      this.kept += 1;
      for (let p = 0; p < PIECES; p += 1) input[p] = (input[p] ?? 0) + value * (weights[row + p] ?? 0);
    }
    this.readFacts(at);
  }

  private readFacts(at: number): void {
    const { input, live } = this;
    input.set(this.corpus.dense.subarray(at * FACTS, (at + 1) * FACTS), PIECES);
    this.liveCount = 0;
    for (let i = 0; i < INPUTS; i += 1) {
      if (i >= PIECES && input[i] === 0) continue;
      live[this.liveCount] = i;
      this.liveCount += 1;
    }
  }

  private readUnits(): void {
    const { input, units, live, liveCount } = this;
    const { weights } = this.first;
    for (let u = 0; u < HIDDEN; u += 1) {
      units[u] = 0;
      if (this.random() < DROPPED_UNITS) continue;
      let sum = this.firstBias.weights[u] ?? 0;
      for (let k = 0; k < liveCount; k += 1) {
        const i = live[k] ?? 0;
        sum += (weights[u * INPUTS + i] ?? 0) * (input[i] ?? 0);
      }
      units[u] = Math.max(0, sum) / (1 - DROPPED_UNITS);
    }
  }

  private readMargins(at: number): void {
    const { margins, units, corpus } = this;
    for (let c = 0; c < WIDTH; c += 1) {
      let sum = this.secondBias.weights[c] ?? 0;
      for (let u = 0; u < HIDDEN; u += 1) sum += (this.second.weights[c * HIDDEN + u] ?? 0) * (units[u] ?? 0);
      margins[c] = sum;
    }
    for (let d = 0; d < FACTS; d += 1) {
      const value = corpus.dense[at * FACTS + d] ?? 0;
      if (value === 0) continue;
      for (let c = 0; c < WIDTH; c += 1)
        margins[c] = (margins[c] ?? 0) + value * (this.direct.weights[d * WIDTH + c] ?? 0);
    }
  }

  private offsetsOf(at: number): Float32Array {
    const source = this.corpus.examples[at]?.source ?? 'own';
    return this.offsets.get(source) ?? this.offsets.get('own') ?? new Float32Array(ABUSE);
  }

  /** False where the example is labelled for nothing. */
  private setGradients(at: number): boolean {
    const { corpus, gradients, margins, factors } = this;
    const weight = corpus.examples[at]?.weight ?? 1;
    const offsets = this.offsetsOf(at);
    let isLabelled = false;
    for (let c = 0; c < WIDTH; c += 1) {
      const label = labelOf(corpus, at, c);
      gradients[c] = 0;
      if (label === UNLABELLED) continue;
      isLabelled = true;
      const p = 1 / (1 + Math.exp(-(margins[c] ?? 0) - (offsets[c] ?? 0)));
      const gradient = (p - label) * weight * (label === 1 ? (factors[c] ?? 1) : 1);
      gradients[c] = gradient;
      if (c < ABUSE) offsets[c] = (offsets[c] ?? 0) - OFFSET_RATE * this.rate * gradient;
    }
    return isLabelled;
  }

  private correctColumns(): void {
    this.unitGradient.fill(0);
    for (let c = 0; c < WIDTH; c += 1) if (this.gradients[c] !== 0) this.correctColumn(c);
    this.correctDirect();
  }

  private correctColumn(c: number): void {
    const { units, unitGradient, rate } = this;
    const gradient = this.gradients[c] ?? 0;
    for (let u = 0; u < HIDDEN; u += 1) {
      const unit = units[u] ?? 0;
      if (unit === 0) continue;
      const cell = c * HIDDEN + u;
      unitGradient[u] = (unitGradient[u] ?? 0) + gradient * (this.second.weights[cell] ?? 0);
      this.second.correct(cell, gradient * unit, rate);
    }
    this.secondBias.correct(c, gradient, rate);
  }

  private correctDirect(): void {
    const { gradients, input, rate } = this;
    for (let d = 0; d < FACTS; d += 1) {
      const value = input[PIECES + d] ?? 0;
      if (value === 0) continue;
      for (let c = 0; c < WIDTH; c += 1)
        if (gradients[c] !== 0) this.direct.correct(d * WIDTH + c, (gradients[c] ?? 0) * value, rate);
    }
  }

  private correctUnits(): void {
    this.inputGradient.fill(0);
    for (let u = 0; u < HIDDEN; u += 1) if (this.units[u] !== 0) this.correctUnit(u);
  }

  private correctUnit(u: number): void {
    const { input, inputGradient, live, liveCount, rate } = this;
    const gradient = this.unitGradient[u] ?? 0;
    for (let k = 0; k < liveCount; k += 1) {
      const i = live[k] ?? 0;
      const cell = u * INPUTS + i;
      if (i < PIECES) inputGradient[i] = (inputGradient[i] ?? 0) + gradient * (this.first.weights[cell] ?? 0);
      this.first.correct(cell, gradient * (input[i] ?? 0), rate);
    }
    this.firstBias.correct(u, gradient, rate);
  }

  private correctPieces(): void {
    const { rows, values, inputGradient, rate, pieces } = this;
    for (let i = 0; i < this.kept; i += 1) {
      const row = rows[i] ?? 0;
      const value = values[i] ?? 0;
      for (let p = 0; p < PIECES; p += 1) {
        const pull = DECAY * (pieces.weights[row + p] ?? 0);
        pieces.correct(row + p, value * (inputGradient[p] ?? 0) + pull, rate);
      }
    }
  }
}

/** Trains on the examples that `include` names, and on a part of the public ones among them. */
export function trainNetwork(corpus: Corpus, include: (example: number) => boolean): NetworkWeights {
  const order = [...corpus.examples.keys()].filter((at) => {
    const example = corpus.examples[at];
    return example !== undefined && include(at) && (isOwn(example) || at % PUBLIC_EVERY === 0);
  });
  const trainer = new NetworkTrainer(corpus, order);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) trainer.epoch(order, RATE * (1 - epoch / EPOCHS));
  return trainer.weights();
}

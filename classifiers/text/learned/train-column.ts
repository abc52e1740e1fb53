/**
 * L2-regularised logistic regression with the shipped log-odds as a fixed offset, by dual coordinate ascent: every row
 * holds the part of the weights that it pulls, so a row that the model already answers pulls nothing, no rows leave all
 * weights at 0, and rows in the same order give the same weights to the last bit.
 */

import { sigmoid } from './adjust.ts';
import type { Features } from './features.ts';
import { BIAS_VALUE, BUCKETS } from './learned-model.ts';

export interface TrainRow {
  readonly features: Features;
  /** Log-odds of the shipped score. */
  readonly offset: number;
  readonly is: boolean;
  /** How much the label is worth: 1 for what a person said outright. */
  readonly weight: number;
}

export interface Trained {
  readonly bias: number;
  readonly weights: Float64Array;
}

/** The pull towards the shipped model: one correction moves its own text by well under one, and one like it less. */
const LAMBDA = 0.4;
/** A round over all rows, then rounds over those that moved in it: most rows are answered by the shipped model. */
const MAX_ROUNDS = 12;
const INNER_ROUNDS = 6;
/** It is done when no row's pull moved by more. */
const STILL = 1e-3;
const STEPS = 40;

/** The pull a of one row that solves a = weight * (is - p(margin + a * length)); unique, since both sides cross once. */
function solvePull(row: TrainRow, margin: number, length: number): number {
  let low = row.is ? 0 : -row.weight;
  let high = row.is ? row.weight : 0;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    const wanted = row.weight * (Number(row.is) - sigmoid(margin + middle * length));
    if (middle < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

class Ascent {
  readonly weights = new Float64Array(BUCKETS);
  bias = 0;
  private readonly rows: readonly TrainRow[];
  private readonly pulls: Float64Array;
  private readonly lengths: readonly number[];

  constructor(rows: readonly TrainRow[]) {
    this.rows = rows;
    this.pulls = new Float64Array(rows.length);
    const square = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);
    this.lengths = rows.map(({ features }) => (square(features.values) + BIAS_VALUE ** 2) / LAMBDA);
  }

  /** Gives one row the pull it wants; returns by how much that moved. */
  visit(at: number): number {
    const { weights } = this;
    const row = this.rows[at];
    if (row === undefined) return 0;
    const { buckets, values } = row.features;
    const pull = this.pulls[at] ?? 0;
    const length = this.lengths[at] ?? 0;
    let margin = row.offset + this.bias * BIAS_VALUE;
    for (let i = 0; i < buckets.length; i += 1) margin += (values[i] ?? 0) * (weights[buckets[i] ?? 0] ?? 0);
    const wanted = row.weight * (Number(row.is) - sigmoid(margin));
    if (Math.abs(wanted - pull) < STILL / 10) return 0;
    const step = solvePull(row, margin - pull * length, length) - pull;
    this.pulls[at] = pull + step;
    this.add(row.features, step / LAMBDA);
    return Math.abs(step);
  }

  private add({ buckets, values }: Features, change: number): void {
    this.bias += change * BIAS_VALUE;
    for (let i = 0; i < buckets.length; i += 1) {
      const bucket = buckets[i] ?? 0;
      this.weights[bucket] = (this.weights[bucket] ?? 0) + change * (values[i] ?? 0);
    }
  }
}

export function trainColumn(rows: readonly TrainRow[]): Trained {
  const ascent = new Ascent(rows);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const moving = [...rows.keys()].filter((at) => ascent.visit(at) > STILL);
    if (moving.length === 0) break;
    for (let inner = 0; inner < INNER_ROUNDS; inner += 1) for (const at of moving) ascent.visit(at);
  }
  return { bias: ascent.bias, weights: ascent.weights };
}

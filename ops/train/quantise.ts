/** Float weights to int8, one scale per column. The largest weights are clipped: few, and clipping them costs nothing measured. */

import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import type { Calibration, Model, TableHeader } from '../../classifiers/text/model/weights.ts';
import { TABLES } from './columns.ts';
import type { Table } from './margins.ts';
import { DENSE_SCALE, MODEL_VERSION } from './options.ts';

/** Share of a column's non-zero weights that lies within the scale. */
const KEPT = 0.9995;

function scaleOf(table: Table, column: number): number {
  const sizes: number[] = [];
  for (let i = column; i < table.weights.length; i += table.columns) {
    const size = Math.abs(table.weights[i] ?? 0);
    if (size > 0) sizes.push(size);
  }
  const sorted = Float32Array.from(sizes).sort();
  return Math.max(1e-6, sorted[Math.floor(sorted.length * KEPT)] ?? 1e-6) / 127;
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

export function quantise(table: Table, index: 0 | 1): { header: TableHeader; weights: Int8Array } {
  const { name, columns, bits } = TABLES[index];
  const scales = columns.map((_, c) => scaleOf(table, c));
  const weights = new Int8Array(table.weights.length);
  for (let i = 0; i < weights.length; i += 1) {
    const value = Math.round((table.weights[i] ?? 0) / (scales[i % columns.length] ?? 1));
    weights[i] = Math.max(-127, Math.min(127, value));
  }
  const dense = Array.from(table.dense, (value) => round(value * DENSE_SCALE));
  return { header: { name, columns, bits, scales, bias: Array.from(table.bias, round), dense }, weights };
}

export interface ModelParts {
  readonly tables: readonly Table[];
  readonly calibration: Readonly<Record<string, Readonly<Record<string, Calibration>>>>;
  readonly trainedOn: readonly string[];
  readonly missing: readonly string[];
}

export function toModel({ tables, calibration, trainedOn, missing }: ModelParts): Model {
  const quantised = tables.map((table, index) => quantise(table, index as 0 | 1));
  const headers = quantised.map(({ header }) => header);
  return {
    header: {
      version: MODEL_VERSION,
      denseFeatures: DENSE_FEATURES,
      tables: headers,
      calibration,
      trainedOn,
      missing,
    },
    tables: quantised.map(({ header, weights }) => ({
      ...header,
      weights,
      denseWeights: Float32Array.from(header.dense),
    })),
  };
}

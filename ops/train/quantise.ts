/** Float weights to int8, one scale per column. The largest weights are clipped: few, and clipping them costs nothing measured. */

import { DENSE_FEATURES } from '../../classifiers/text/model/dense.ts';
import { NETWORK_TABLE, type NetworkHeader } from '../../classifiers/text/model/network.ts';
import type { Calibration, Model, TableHeader } from '../../classifiers/text/model/weights.ts';
import { TABLES } from './columns.ts';
import type { Fitted } from './fit.ts';
import type { Table } from './margins.ts';
import type { NetworkWeights } from './network-margins.ts';
import { BITS, COLUMNS, HIDDEN, INPUTS, PIECES, SHARE } from './network-options.ts';
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

function toInt8(values: Float32Array, scales: readonly number[]): Int8Array {
  const weights = new Int8Array(values.length);
  for (let i = 0; i < weights.length; i += 1) {
    const value = Math.round((values[i] ?? 0) / (scales[i % scales.length] ?? 1));
    weights[i] = Math.max(-127, Math.min(127, value));
  }
  return weights;
}

export function quantise(table: Table, index: 0 | 1): { header: TableHeader; weights: Int8Array } {
  const { name, columns, bits } = TABLES[index];
  const scales = columns.map((_, c) => scaleOf(table, c));
  const weights = toInt8(table.weights, scales);
  const dense = Array.from(table.dense, (value) => round(value * DENSE_SCALE));
  return { header: { name, columns, bits, scales, bias: Array.from(table.bias, round), dense }, weights };
}

export interface ModelParts {
  readonly fitted: Fitted;
  readonly calibration: Readonly<Record<string, Readonly<Record<string, Calibration>>>>;
  readonly trainedOn: readonly string[];
  readonly missing: readonly string[];
}

/** The network's pieces as a table of their own, summed with the others. */
function quantisePieces({ pieces }: NetworkWeights): { header: TableHeader; weights: Int8Array } {
  const none = new Float32Array();
  const table: Table = { columns: PIECES, buckets: 1 << BITS, weights: pieces, dense: none, bias: none };
  const columns = Array.from({ length: PIECES }, (_, piece) => `piece:${piece}`);
  const scales = columns.map((_, column) => scaleOf(table, column));
  const weights = toInt8(pieces, scales);
  return { header: { name: NETWORK_TABLE, columns, bits: BITS, scales, bias: [], dense: [] }, weights };
}

/** Row by row to column by column. */
const transposed = (matrix: Float32Array, width: number): number[] => {
  const height = matrix.length / width;
  return Array.from(matrix, (_, i) => round(matrix[(i % height) * width + Math.floor(i / height)] ?? 0));
};

const networkHeader = (network: NetworkWeights): NetworkHeader => ({
  pieces: PIECES,
  hidden: HIDDEN,
  columns: COLUMNS,
  share: SHARE,
  first: transposed(network.first, INPUTS),
  firstBias: Array.from(network.firstBias, round),
  second: transposed(network.second, HIDDEN),
  secondBias: Array.from(network.secondBias, round),
  direct: Array.from(network.direct, round),
});

export function toModel({ fitted, calibration, trainedOn, missing }: ModelParts): Model {
  const { tables, network } = fitted;
  const quantised = [
    ...tables.map((table, index) => quantise(table, index as 0 | 1)),
    quantisePieces(network),
  ];
  const headers = quantised.map(({ header }) => header);
  return {
    header: {
      version: MODEL_VERSION,
      denseFeatures: DENSE_FEATURES,
      tables: headers,
      network: networkHeader(network),
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

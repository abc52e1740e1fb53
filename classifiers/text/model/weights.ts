/**
 * The weights file: `UPW1`, length of the header (uint32, little endian), the header as JSON, then one int8 table after
 * the other (buckets x columns, row by row). Written by ops/train, read by workers/classify.
 */
import { DENSE_FEATURES } from './dense.ts';
import type { NetworkHeader } from './network.ts';

const MAGIC = 'UPW1';

export interface TableHeader {
  readonly name: string;
  readonly columns: readonly string[];
  readonly bits: number;
  /** Multiply an int8 weight by its column's scale. */
  readonly scales: readonly number[];
  readonly bias: readonly number[];
  /** Feature-major: dense[feature * columns + column]. */
  readonly dense: readonly number[];
}

/** Points of one category in one language group; margins become a probability by a logistic curve. */
export interface Calibration {
  /** Weight of the category's own margin, of the general margin `offensive`, of evidence, and the constant. */
  readonly own: number;
  readonly general: number;
  readonly evidence: number;
  readonly constant: number;
  /** Probability from which the model says `possible`. Absent: it never does. */
  readonly possible?: number;
  /** Probabilities from which the model says `suspect`, `strong`. */
  readonly suspect: number;
  readonly strong: number;
  /** As `suspect`, for texts without a word that the category is about. */
  readonly blind: number;
  /** Probability below which a word that a lexicon found is harmless where it stands. */
  readonly veto: number;
}

export interface ModelHeader {
  readonly version: string;
  readonly denseFeatures: readonly string[];
  readonly tables: readonly TableHeader[];
  /** Absent: the tables' own columns are all there is. */
  readonly network?: NetworkHeader;
  /** Language group -> category -> points. */
  readonly calibration: Readonly<Record<string, Readonly<Record<string, Calibration>>>>;
  /** Data sets used, and those that were not there. */
  readonly trainedOn: readonly string[];
  readonly missing: readonly string[];
}

export interface ModelTable extends TableHeader {
  readonly weights: Int8Array;
  readonly denseWeights: Float32Array;
}

export interface Model {
  readonly header: ModelHeader;
  readonly tables: readonly ModelTable[];
}

/** Parses the file; throws where it is not one, or was made for other features than this code computes. */
export function parseModel(bytes: Uint8Array): Model {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== MAGIC) throw new Error('not a weights file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as ModelHeader;
  if (header.denseFeatures.join() !== DENSE_FEATURES.join())
    throw new Error('weights and code disagree on features: retrain');
  let at = 8 + length;
  const tables = header.tables.map((table) => {
    const size = (1 << table.bits) * table.columns.length;
    const weights = new Int8Array(bytes.buffer, bytes.byteOffset + at, size);
    at += size;
    return { ...table, weights, denseWeights: Float32Array.from(table.dense) };
  });
  return { header, tables };
}

export function serialiseModel(header: ModelHeader, weights: readonly Int8Array[]): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const size = 8 + json.length + weights.reduce((sum, table) => sum + table.length, 0);
  const bytes = new Uint8Array(size);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(4, json.length, true);
  bytes.set(json, 8);
  let at = 8 + json.length;
  for (const table of weights) {
    bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.length), at);
    at += table.length;
  }
  return bytes;
}

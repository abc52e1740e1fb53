/**
 * What one municipality's moderators taught on top of the shipped model: per category a bias and weights of hashed
 * n-grams, which push the shipped score up or down. Small, versioned, and nothing where nothing was learned.
 */
import { CATEGORIES, type Category } from '../../../core/moderation/verdict.ts';
import type { LearnedModel } from '../draft/context.ts';

/** n-grams share this many buckets: enough to tell thousands of texts apart, too few to spell one out. */
const BITS = 16;
export const BUCKETS = 1 << BITS;
/** However many corrections there are, the shipped score moves by this much at most: from 0.5 to 0.002 or 0.998. */
export const MAX_ADJUSTMENT = 6;
/** What the bias counts beside n-grams whose values have length 1: it learns words before it learns a mood. */
export const BIAS_VALUE = 0.2;

/** One trained category. `weights` lie by bucket; most are 0. */
export interface Column {
  readonly category: Category;
  readonly bias: number;
  readonly weights: Float64Array;
}

export interface LearnedHeader {
  /** The shipped model that it was trained on top of: on any other it would mean nothing. */
  readonly classifier: string;
  readonly columns: readonly { readonly category: Category; readonly bias: number; readonly scale: number }[];
  readonly rows: number;
}

const MAGIC = 'UPO1';
/** With ten categories 144 KB. */
const MAX_ROWS = 12_000;

/** Buckets that weigh most in any column, in order; the rest is left out. */
function keptBuckets(columns: readonly Column[]): number[] {
  const used: { bucket: number; weight: number }[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    let weight = 0;
    for (const { weights } of columns) weight = Math.max(weight, Math.abs(weights[bucket] ?? 0));
    if (weight > 1e-3) used.push({ bucket, weight });
  }
  return used
    .sort((a, b) => b.weight - a.weight || a.bucket - b.bucket)
    .slice(0, MAX_ROWS)
    .map(({ bucket }) => bucket)
    .sort((a, b) => a - b);
}

/** `UPO1`, length of the header (uint32, little endian), header as JSON, buckets (uint16), weights (int8, row by row). */
export function serialiseLearnedModel(classifier: string, columns: readonly Column[]): Uint8Array {
  const buckets = keptBuckets(columns);
  const scaleOf = ({ weights }: Column): number =>
    buckets.reduce((most, bucket) => Math.max(most, Math.abs(weights[bucket] ?? 0)), 0) / 127 || 1;
  const scaled = columns.map((column) => ({ ...column, scale: scaleOf(column) }));
  const header: LearnedHeader = {
    classifier,
    columns: scaled.map(({ category, bias, scale }) => ({ category, bias, scale })),
    rows: buckets.length,
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + buckets.length * (2 + columns.length));
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(4, json.length, true);
  bytes.set(json, 8);
  let at = 8 + json.length;
  for (const bucket of buckets) {
    view.setUint16(at, bucket, true);
    at += 2;
  }
  for (const bucket of buckets)
    for (const { weights, scale } of scaled) {
      view.setInt8(at, Math.round((weights[bucket] ?? 0) / scale));
      at += 1;
    }
  return bytes;
}

/** @throws where the bytes are none of ours. It keeps state from text to text: one per classifier. */
export function parseLearnedModel(
  bytes: Uint8Array,
  name: string,
): LearnedModel & { readonly classifier: string } {
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC) throw new Error('not a learned model');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + view.getUint32(4, true);
  const { classifier, columns, rows } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, start)),
  ) as LearnedHeader;
  if (!columns.every(({ category }) => CATEGORIES.includes(category)) || rows > MAX_ROWS)
    throw new Error('a learned model of another kind');
  const width = columns.length;
  /** Bucket -> row + 1; 0: nothing known of it. */
  const rowOfBucket = new Uint16Array(BUCKETS);
  for (let row = 0; row < rows; row += 1) rowOfBucket[view.getUint16(start + row * 2, true)] = row + 1;
  const first = start + rows * 2;
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + first, rows * width);
  const sums = new Float64Array(width);
  const index = new Map(columns.map(({ category }, c) => [category, c]));

  const add = (hash: number, value: number): void => {
    const row = rowOfBucket[hash & (BUCKETS - 1)] ?? 0;
    if (row === 0) return;
    for (let c = 0; c < width; c += 1)
      sums[c] = (sums[c] ?? 0) + value * (weights[(row - 1) * width + c] ?? 0);
  };
  return {
    name,
    classifier,
    read({ hashes, characters, length }) {
      sums.fill(0);
      const { charValue, wordValue } = valuesOf(characters, length);
      for (let i = 0; i < length; i += 1) add(hashes[i] ?? 0, i < characters ? charValue : wordValue);
    },
    adjustment(category) {
      const c = index.get(category);
      if (c === undefined) return 0;
      const { bias = 0, scale = 0 } = columns[c] ?? {};
      const sum = (sums[c] ?? 0) * scale + bias * BIAS_VALUE;
      return Math.max(-MAX_ADJUSTMENT, Math.min(MAX_ADJUSTMENT, sum));
    },
  };
}

/** Value of one n-gram, so that texts of any length weigh alike: as the shipped model has it. */
export function valuesOf(characters: number, length: number): { charValue: number; wordValue: number } {
  return {
    charValue: 1 / Math.sqrt(Math.max(1, characters)),
    wordValue: 1 / Math.sqrt(Math.max(1, length - characters)),
  };
}

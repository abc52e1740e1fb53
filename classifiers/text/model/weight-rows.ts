/**
 * The weights of all tables, one row a bucket: what an n-gram weighs in every column lies together, so that it costs one
 * cache line. A table with more buckets than the smallest one has several of its rows in each.
 */
import type { NgramBuffer } from '../normalise/ngrams.ts';
import { BLOCK, plainRows, type RowLayout, type RowMemory, wasmRows } from './row-sum.ts';
import type { ModelTable } from './weights.ts';

const VECTOR = 16;
const LINE = 64;

interface TablePosition {
  /** Byte offset in the row, bytes of one of the table's rows, and how many of them lie in it. */
  readonly offset: number;
  readonly bytes: number;
  readonly parts: number;
  /** Number of its first lane among the sums. */
  readonly lane: number;
}

function plan(tables: readonly ModelTable[]): { layout: RowLayout; positions: TablePosition[] } {
  const bits = Math.min(...tables.map((table) => table.bits));
  const positions: TablePosition[] = [];
  const vectors: RowLayout['vectors'][number][] = [];
  let offset = 0;
  for (const table of tables) {
    const parts = 1 << (table.bits - bits);
    const bytes = Math.ceil(table.columns.length / VECTOR) * VECTOR;
    positions.push({ offset, bytes, parts, lane: vectors.length * VECTOR });
    for (let at = 0; at < bytes; at += VECTOR)
      vectors.push({ offset: offset + at, shift: bits, mask: parts - 1, stride: bytes });
    offset += bytes * parts;
  }
  return { layout: { bits, rowBytes: Math.ceil(offset / LINE) * LINE, vectors }, positions };
}

function fillTable(
  rows: Int8Array,
  layout: RowLayout,
  { table, position }: { table: ModelTable; position: TablePosition },
): void {
  const { weights } = table;
  const width = table.columns.length;
  const mask = (1 << layout.bits) - 1;
  const buckets = 1 << table.bits;
  let at = 0;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const row =
      (bucket & mask) * layout.rowBytes + position.offset + (bucket >>> layout.bits) * position.bytes;
    for (let c = 0; c < width; c += 1) {
      rows[row + c] = weights[at] ?? 0;
      at += 1;
    }
  }
}

/** Sums of all columns over the character n-grams and over the words of a text; `firstLane` says where a table begins. */
export class WeightRows {
  readonly characters: Int32Array;
  readonly words: Int32Array;
  readonly firstLane: readonly number[];
  private readonly memory: RowMemory;

  constructor(tables: readonly ModelTable[], make: (layout: RowLayout) => RowMemory = fastestRows) {
    const { layout, positions } = plan(tables);
    this.memory = make(layout);
    this.firstLane = positions.map(({ lane }) => lane);
    this.characters = new Int32Array(layout.vectors.length * VECTOR);
    this.words = new Int32Array(layout.vectors.length * VECTOR);
    tables.forEach((table, t) => {
      const position = positions[t];
      if (position) fillTable(this.memory.rows, layout, { table, position });
    });
  }

  sum({ hashes, characters, length }: NgramBuffer): void {
    this.sumRange(hashes, { from: 0, to: characters, into: this.characters });
    this.sumRange(hashes, { from: characters, to: length, into: this.words });
  }

  private sumRange(hashes: Uint32Array, range: { from: number; to: number; into: Int32Array }): void {
    const { memory } = this;
    const { from, to, into } = range;
    into.fill(0);
    for (let first = from; first < to; first += BLOCK) {
      const count = Math.min(BLOCK, to - first);
      for (let i = 0; i < count; i += 1) memory.hashes[i] = hashes[first + i] ?? 0;
      memory.add(count);
      for (let lane = 0; lane < into.length; lane += 1)
        into[lane] = (into[lane] ?? 0) + (memory.sums[lane] ?? 0);
    }
  }
}

const fastestRows = (layout: RowLayout): RowMemory => wasmRows(layout) ?? plainRows(layout);

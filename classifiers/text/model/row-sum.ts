/**
 * Adds up int8 rows of 16-byte vectors: a small WebAssembly module (fixed-width SIMD), written out here instruction by
 * instruction, and the same in plain TypeScript for engines without it. Both give exactly the same sums.
 *
 * Memory: first the row numbers (uint32), then the sums (int16), then the rows, each beginning at a multiple of 64 bytes,
 * so that a row of 64 bytes is one cache line.
 */

/** Rows summed in one call: 258 x 127 still fits an int16. */
export const BLOCK = 256;
const ROWS_AT = BLOCK * 4;
const VECTOR = 16;
const PAGE = 65536;

/** A vector of a row. Where a table has more buckets than there are rows, higher bits of the hash choose among several vectors. */
export interface Vector {
  /** Byte offset in the row. */
  readonly offset: number;
  /** `offset` + ((hash >>> shift) & mask) * stride; mask 0 where there is no choice. */
  readonly shift: number;
  readonly mask: number;
  readonly stride: number;
}

export interface RowLayout {
  /** Rows are a power of two. */
  readonly bits: number;
  readonly rowBytes: number;
  readonly vectors: readonly Vector[];
}

export interface RowMemory {
  readonly hashes: Uint32Array;
  readonly sums: Int16Array;
  readonly rows: Int8Array;
  /** Sums the rows of the first `count` hashes (1 to BLOCK) into `sums`, 16 a vector. */
  add(count: number): void;
}

const align = (bytes: number, to: number): number => Math.ceil(bytes / to) * to;

const OP = {
  loop: 0x03,
  brIf: 0x0d,
  end: 0x0b,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  load32: 0x28,
  load8: 0x2d,
  store32: 0x36,
  const32: 0x41,
  lessUnsigned: 0x49,
  add: 0x6a,
  mul: 0x6c,
  and: 0x71,
  xor: 0x73,
  shl: 0x74,
  shrU: 0x76,
} as const;
const SIMD = {
  load: [0xfd, 0x00],
  store: [0xfd, 0x0b],
  addInt16: [0xfd, 0x8e, 0x01],
  widenLow: [0xfd, 0x87, 0x01],
  widenHigh: [0xfd, 0x88, 0x01],
} as const;
const I32 = 0x7f;
const V128 = 0x7b;
const EMPTY = 0x40;

/** LEB128, unsigned and signed. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}

const section = (id: number, body: readonly number[]): number[] => [id, ...unsigned(body.length), ...body];
const text = (name: string): number[] => [name.length, ...[...name].map((letter) => letter.charCodeAt(0))];
const number = (value: number): number[] => [OP.const32, ...signed(value)];

/** Locals of the function: the parameter, then where it is, hash, row, and two sums a vector. */
const END = 0;
const AT = 1;
const HASH = 2;
const ROW = 3;
const TOUCHED = 4;
const SUMS = 5;

/**
 * `loop { touched ^= first byte of the row; at += 4 } while (at < end)`, then
 * `loop { hash = memory[at]; row = …; for each vector: low += widen(row), high += widen(row); at += 4 } while (at < end)`.
 * The rows lie far apart in more memory than the nearer caches hold: the first loop does so little with each that the
 * processor fetches many at once, and the second one finds them near. What was touched is written over the first hash,
 * so that no compiler may leave the loads out.
 */
function body({ bits, rowBytes, vectors }: RowLayout, rowsAt: number): number[] {
  const addVector = ({ offset, shift, mask, stride }: Vector, v: number): number[] => {
    const chosen =
      mask === 0
        ? []
        : [
            OP.get,
            HASH,
            ...number(shift),
            OP.shrU,
            ...number(mask),
            OP.and,
            ...number(stride),
            OP.mul,
            OP.add,
          ];
    const half = (sum: number, widen: readonly number[]): number[] => [
      ...[OP.get, sum, OP.get, ROW, ...chosen],
      ...[...SIMD.load, 4, ...unsigned(rowsAt + offset), ...widen, ...SIMD.addInt16, OP.set, sum],
    ];
    return [...half(SUMS + v * 2, SIMD.widenLow), ...half(SUMS + v * 2 + 1, SIMD.widenHigh)];
  };
  const storeSum = (_: unknown, s: number): number[] => [
    ...[...number(ROWS_AT + s * VECTOR), OP.get, SUMS + s, ...SIMD.store, 4, 0],
  ];
  const readRow = [
    ...[OP.get, AT, OP.load32, 2, 0, OP.tee, HASH],
    ...[...number((1 << bits) - 1), OP.and, ...number(rowBytes), OP.mul, OP.set, ROW],
  ];
  const eachHash = (inner: readonly number[]): number[] => [
    ...[...number(0), OP.set, AT, OP.loop, EMPTY, ...readRow, ...inner],
    ...[OP.get, AT, ...number(4), OP.add, OP.tee, AT, OP.get, END, OP.lessUnsigned, OP.brIf, 0, OP.end],
  ];
  const touch = [OP.get, ROW, OP.load8, 0, ...unsigned(rowsAt), OP.get, TOUCHED, OP.xor, OP.set, TOUCHED];
  return [
    ...eachHash(touch),
    ...eachHash(vectors.flatMap(addVector)),
    ...Array.from({ length: vectors.length * 2 }).flatMap(storeSum),
    ...[...number(0), OP.get, TOUCHED, OP.store32, 2, 0],
    OP.end,
  ];
}

function moduleBytes(layout: RowLayout, memory: { rowsAt: number; pages: number }): Uint8Array<ArrayBuffer> {
  const locals = [2, ...unsigned(4), I32, ...unsigned(layout.vectors.length * 2), V128];
  const code = [...locals, ...body(layout, memory.rowsAt)];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 1, I32, 0]),
    ...section(2, [1, ...text('m'), ...text('m'), 2, 0, ...unsigned(memory.pages)]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('add'), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

function views(buffer: ArrayBuffer, rowsAt: number): Omit<RowMemory, 'add'> {
  return {
    hashes: new Uint32Array(buffer, 0, BLOCK),
    sums: new Int16Array(buffer, ROWS_AT, (rowsAt - ROWS_AT) / 2),
    rows: new Int8Array(buffer, rowsAt),
  };
}

const sizesOf = ({ bits, rowBytes, vectors }: RowLayout): { rowsAt: number; bytes: number } => {
  const rowsAt = align(ROWS_AT + vectors.length * VECTOR * 2, 64);
  return { rowsAt, bytes: rowsAt + (rowBytes << bits) };
};

/** The same in plain TypeScript. */
export function plainRows(layout: RowLayout): RowMemory {
  const { rowsAt, bytes } = sizesOf(layout);
  const memory = views(new ArrayBuffer(bytes), rowsAt);
  const { hashes, sums, rows } = memory;
  const { bits, rowBytes, vectors } = layout;
  const addVector = ({ offset, shift, mask, stride }: Vector, range: { count: number; v: number }): void => {
    const first = range.v * VECTOR;
    for (let i = 0; i < range.count; i += 1) {
      const hash = hashes[i] ?? 0;
      const row = (hash & ((1 << bits) - 1)) * rowBytes + offset + ((hash >>> shift) & mask) * stride;
      for (let lane = 0; lane < VECTOR; lane += 1)
        sums[first + lane] = (sums[first + lane] ?? 0) + (rows[row + lane] ?? 0);
    }
  };
  return {
    ...memory,
    add(count) {
      sums.fill(0);
      vectors.forEach((vector, v) => {
        addVector(vector, { count, v });
      });
    },
  };
}

/** Null where the engine has no WebAssembly with SIMD, or not the memory. */
export function wasmRows(layout: RowLayout): RowMemory | null {
  const { rowsAt, bytes } = sizesOf(layout);
  const pages = Math.ceil(bytes / PAGE);
  try {
    const m = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const module = new WebAssembly.Module(moduleBytes(layout, { rowsAt, pages }));
    const { add } = new WebAssembly.Instance(module, { m: { m } }).exports;
    const run = add as (end: number) => void;
    return {
      ...views(m.buffer, rowsAt),
      add(count) {
        run(count * 4);
      },
    };
  } catch {
    return null;
  }
}

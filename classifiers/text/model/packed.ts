/**
 * A weight table for fast sums: four columns to a 32-bit word, each weight shifted to 0..255. Two columns are added in
 * one addition (16 bits each), and a block of 256 rows cannot overflow. The sums are exactly those of the int8 weights.
 */
import type { ModelTable } from './weights.ts';

const BLOCK = 256;
const LANES = 0x00ff00ff;
const SHIFTED = 128;

export class PackedTable {
  private readonly packed: Int32Array;
  private readonly words: number;
  private readonly width: number;
  private readonly mask: number;
  private readonly even: Int32Array;
  private readonly odd: Int32Array;

  constructor({ columns, bits, weights }: ModelTable) {
    this.width = columns.length;
    this.words = Math.ceil(columns.length / 4);
    this.mask = (1 << bits) - 1;
    const bytes = new Uint8Array((this.words * 4) << bits);
    for (let row = 0; row <= this.mask; row += 1) {
      for (let c = 0; c < this.width; c += 1) {
        bytes[row * this.words * 4 + c] = (weights[row * this.width + c] ?? 0) + SHIFTED;
      }
    }
    this.packed = new Int32Array(bytes.buffer);
    this.even = new Int32Array(this.words);
    this.odd = new Int32Array(this.words);
  }

  /** Sums the rows of `hashes[from..to)` into `into`, one number a column. */
  sum(
    hashes: Uint32Array,
    range: { readonly from: number; readonly to: number; readonly into: Int32Array },
  ): void {
    range.into.fill(0);
    for (let first = range.from; first < range.to; first += BLOCK) {
      const last = Math.min(range.to, first + BLOCK);
      this.addBlock(hashes, first, last);
      this.flush(range.into, last - first);
    }
  }

  private addBlock(hashes: Uint32Array, first: number, last: number): void {
    const packed = this.packed;
    const words = this.words;
    const mask = this.mask;
    const even = this.even;
    const odd = this.odd;
    even.fill(0);
    odd.fill(0);
    for (let i = first; i < last; i += 1) {
      const base = ((hashes[i] ?? 0) & mask) * words;
      for (let w = 0; w < words; w += 1) {
        const four = packed[base + w] ?? 0;
        even[w] = ((even[w] ?? 0) + (four & LANES)) | 0;
        odd[w] = ((odd[w] ?? 0) + ((four >>> 8) & LANES)) | 0;
      }
    }
  }

  private flush(into: Int32Array, rows: number): void {
    for (let c = 0; c < this.width; c += 1) {
      const lanes = ((c & 1) === 0 ? this.even : this.odd)[c >> 2] ?? 0;
      const lane = (c & 2) === 0 ? lanes & 0xffff : lanes >>> 16;
      into[c] = (into[c] ?? 0) + lane - SHIFTED * rows;
    }
  }
}

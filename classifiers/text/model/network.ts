/**
 * The small network beside the linear columns. Its input is what a text's n-grams say in the columns of the table
 * `network` (summed in the same pass as everything else) and the named facts; one hidden layer lets them mean together what
 * they do not mean alone. What comes out is added to the margins of the columns it knows.
 */

/** The table whose columns are the network's input. */
export const NETWORK_TABLE = 'network';

export interface NetworkHeader {
  /** Columns of the table `network`. */
  readonly pieces: number;
  readonly hidden: number;
  /** Columns of the other tables that it adds to. */
  readonly columns: readonly string[];
  /** How much of its margin is added. */
  readonly share: number;
  /** Input-major: first[input * hidden + unit], pieces before facts. */
  readonly first: readonly number[];
  readonly firstBias: readonly number[];
  /** Unit-major: second[unit * columns + column]. */
  readonly second: readonly number[];
  readonly secondBias: readonly number[];
  /** What facts say without the hidden layer, fact-major: direct[fact * columns + column]. */
  readonly direct: readonly number[];
}

/** Adds `value` times a row of a matrix to `sums`. */
function addRow(
  sums: Float32Array,
  matrix: Float32Array,
  { row, value }: { row: number; value: number },
): void {
  const first = row * sums.length;
  for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] ?? 0) + value * (matrix[first + i] ?? 0);
}

export class Network {
  private readonly header: Pick<NetworkHeader, 'pieces' | 'share'>;
  private readonly first: Float32Array;
  private readonly firstBias: Float32Array;
  private readonly second: Float32Array;
  private readonly secondBias: Float32Array;
  private readonly direct: Float32Array;
  private readonly units: Float32Array;
  private readonly sums: Float32Array;

  constructor(header: NetworkHeader) {
    this.header = { pieces: header.pieces, share: header.share };
    this.first = Float32Array.from(header.first);
    this.firstBias = Float32Array.from(header.firstBias);
    this.second = Float32Array.from(header.second);
    this.secondBias = Float32Array.from(header.secondBias);
    this.direct = Float32Array.from(header.direct);
    this.units = new Float32Array(header.hidden);
    this.sums = new Float32Array(header.columns.length);
  }

  /** What it adds to each of its columns; the pieces begin at `from`. Reused from text to text. */
  read(pieces: Float64Array, from: number, dense: Float32Array): Float32Array {
    const { units, sums, header } = this;
    units.set(this.firstBias);
    sums.set(this.secondBias);
    for (let p = 0; p < header.pieces; p += 1)
      addRow(units, this.first, { row: p, value: pieces[from + p] ?? 0 });
    for (let d = 0; d < dense.length; d += 1) {
      const value = dense[d] ?? 0;
      if (value === 0) continue;
      addRow(units, this.first, { row: header.pieces + d, value });
      addRow(sums, this.direct, { row: d, value });
    }
    for (let u = 0; u < units.length; u += 1) {
      const value = units[u] ?? 0;
      if (value > 0) addRow(sums, this.second, { row: u, value });
    }
    for (let c = 0; c < sums.length; c += 1) sums[c] = (sums[c] ?? 0) * header.share;
    return sums;
  }
}

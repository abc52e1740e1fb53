/** Sums the columns of all tables over a text's n-grams and named facts, and adds what the network makes of them. */
import type { NgramBuffer } from '../normalise/ngrams.ts';
import { NETWORK_TABLE, Network } from './network.ts';
import { WeightRows } from './weight-rows.ts';
import type { Model, ModelTable } from './weights.ts';

/** Margins of every column of every table, one after the other; reused from text to text. */
export class Margins {
  /** Without the int8 weights: the rows hold them. */
  private readonly tables: readonly Omit<ModelTable, 'weights'>[];
  readonly rows: WeightRows;
  private readonly margins: Float64Array;
  private readonly indexOfColumn = new Map<string, number>();
  private readonly network: Network | null;
  /** Where the network's columns stand among the margins, and where its input begins. */
  private readonly networkColumns: readonly number[];
  private readonly firstPiece: number;

  constructor(model: Model) {
    this.tables = model.tables.map(({ weights: _, ...table }) => table);
    this.rows = new WeightRows(model.tables);
    for (const { columns } of this.tables)
      for (const column of columns) this.indexOfColumn.set(column, this.indexOfColumn.size);
    this.margins = new Float64Array(this.indexOfColumn.size);
    const { network } = model.header;
    this.network = network ? new Network(network) : null;
    this.networkColumns = (network?.columns ?? []).map((column) => this.indexOfColumn.get(column) ?? -1);
    const before = this.tables.slice(
      0,
      this.tables.findIndex(({ name }) => name === NETWORK_TABLE),
    );
    this.firstPiece = before.reduce((sum, { columns }) => sum + columns.length, 0);
  }

  /** The n-gram half; the dense half comes when the detectors are done. */
  read(grams: NgramBuffer): void {
    const charValue = 1 / Math.sqrt(Math.max(1, grams.characters));
    const wordValue = 1 / Math.sqrt(Math.max(1, grams.length - grams.characters));
    const { rows, margins } = this;
    rows.sum(grams);
    let at = 0;
    for (let t = 0; t < this.tables.length; t += 1) {
      const table = this.tables[t];
      if (table === undefined) break;
      const { scales, bias, columns } = table;
      const lane = rows.firstLane[t] ?? 0;
      for (let c = 0; c < columns.length; c += 1) {
        const sum = (rows.characters[lane + c] ?? 0) * charValue + (rows.words[lane + c] ?? 0) * wordValue;
        margins[at] = sum * (scales[c] ?? 0) + (bias[c] ?? 0);
        at += 1;
      }
    }
  }

  /** The named facts, and then the network, which reads both. */
  addDense(dense: Float32Array): void {
    const { margins, network, networkColumns } = this;
    this.addFacts(dense);
    if (network === null) return;
    const added = network.read(margins, this.firstPiece, dense);
    for (let c = 0; c < networkColumns.length; c += 1) {
      const column = networkColumns[c] ?? -1;
      if (column >= 0) margins[column] = (margins[column] ?? 0) + (added[c] ?? 0);
    }
  }

  private addFacts(dense: Float32Array): void {
    const { margins } = this;
    let first = 0;
    for (const { name, columns, denseWeights } of this.tables) {
      const width = columns.length;
      if (name === NETWORK_TABLE) {
        first += width;
        continue;
      }
      for (let d = 0; d < dense.length; d += 1) {
        const value = dense[d] ?? 0;
        if (value === 0) continue;
        for (let c = 0; c < width; c += 1)
          margins[first + c] = (margins[first + c] ?? 0) + value * (denseWeights[d * width + c] ?? 0);
      }
      first += width;
    }
  }

  of(column: string): number {
    const index = this.indexOfColumn.get(column);
    return index === undefined ? 0 : (this.margins[index] ?? 0);
  }
}

/** Sums the columns of both tables over a text's n-grams and named facts. */
import type { NgramBuffer } from '../normalise/ngrams.ts';
import { WeightRows } from './weight-rows.ts';
import type { Model, ModelTable } from './weights.ts';

/** Margins of every column of every table, one after the other; reused from text to text. */
export class Margins {
  /** Without the int8 weights: the rows hold them. */
  private readonly tables: readonly Omit<ModelTable, 'weights'>[];
  readonly rows: WeightRows;
  private readonly margins: Float64Array;
  private readonly indexOfColumn = new Map<string, number>();

  constructor(model: Model) {
    this.tables = model.tables.map(({ weights: _, ...table }) => table);
    this.rows = new WeightRows(model.tables);
    for (const { columns } of this.tables)
      for (const column of columns) this.indexOfColumn.set(column, this.indexOfColumn.size);
    this.margins = new Float64Array(this.indexOfColumn.size);
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

  addDense(dense: Float32Array): void {
    const { margins } = this;
    let first = 0;
    for (const { columns, denseWeights } of this.tables) {
      const width = columns.length;
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

/** Sums the columns of both tables over a text's n-grams, and turns margins into calibrated probabilities. */
import type { Category, Language } from '../../../core/moderation/verdict.ts';
import type { NgramBuffer } from './ngrams.ts';
import { WeightRows } from './weight-rows.ts';
import type { Calibration, Model, ModelHeader, ModelTable } from './weights.ts';

/** Margins of every column of every table, one after the other; reused from text to text. */
export class Margins {
  /** Without the int8 weights: the rows hold them. */
  private readonly tables: readonly Omit<ModelTable, 'weights'>[];
  readonly rows: WeightRows;
  private readonly margins: Float64Array;
  private readonly places = new Map<string, number>();

  constructor(model: Model) {
    this.tables = model.tables.map(({ weights: _, ...table }) => table);
    this.rows = new WeightRows(model.tables);
    for (const { columns } of this.tables)
      for (const column of columns) this.places.set(column, this.places.size);
    this.margins = new Float64Array(this.places.size);
  }

  /** The n-gram half; the dense half comes when the layers are done. */
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
    const place = this.places.get(column);
    return place === undefined ? 0 : (this.margins[place] ?? 0);
  }
}

const sigmoid = (margin: number): number => 1 / (1 + Math.exp(-margin));

/** Which calibration a language uses: nynorsk goes with bokmål, what we have no data for with the rest. */
export function groupOf(language: Language): string {
  if (language === 'nn' || language === 'nb') return 'nb';
  return language === 'sv' || language === 'da' || language === 'en' ? language : 'other';
}

export function calibrationOf(
  header: ModelHeader,
  language: Language,
  category: Category,
): Calibration | undefined {
  const { calibration } = header;
  // Danish was labelled for offence in general only: for the rest it is read as bokmål
  const group = groupOf(language);
  return calibration[group]?.[category] ?? (group === 'da' ? calibration.nb?.[category] : undefined);
}

export const hasOwnPoints = (header: ModelHeader, language: Language, category: Category): boolean =>
  header.calibration[groupOf(language)]?.[category] !== undefined;

/** Both margins of one text on the curve; `evidence`: it has a word that the category is about. */
export function probability(points: Calibration, own: number, general: number, evidence: boolean): number {
  return sigmoid(
    points.own * own + points.general * general + (evidence ? points.evidence : 0) + points.constant,
  );
}

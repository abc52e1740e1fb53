/** Sums the columns of both tables over a text's n-grams, and turns margins into calibrated probabilities. */
import type { Category, Language } from '../../../core/domain/verdict.ts';
import type { NgramBuffer } from './ngrams.ts';
import { PackedTable } from './packed.ts';
import type { Calibration, Model, ModelHeader, ModelTable } from './weights.ts';

/** Margins of every column, by name; reused from text to text. */
export class Margins {
  /** Without the int8 weights: the packed rows hold them. */
  private readonly tables: readonly Omit<ModelTable, 'weights'>[];
  private readonly sums: readonly {
    rows: PackedTable;
    chars: Int32Array;
    words: Int32Array;
    margins: Float64Array;
  }[];
  private readonly places = new Map<string, readonly [number, number]>();

  constructor(model: Model) {
    this.tables = model.tables.map(({ weights: _, ...table }) => table);
    this.sums = model.tables.map((table) => ({
      rows: new PackedTable(table),
      chars: new Int32Array(table.columns.length),
      words: new Int32Array(table.columns.length),
      margins: new Float64Array(table.columns.length),
    }));
    for (const [t, table] of model.tables.entries()) {
      for (const [c, column] of table.columns.entries()) this.places.set(column, [t, c]);
    }
  }

  /** The n-gram half; the dense half comes when the layers are done. */
  read(grams: NgramBuffer): void {
    const charValue = 1 / Math.sqrt(Math.max(1, grams.characters));
    const wordValue = 1 / Math.sqrt(Math.max(1, grams.length - grams.characters));
    this.tables.forEach((table, t) => {
      const sum = this.sums[t];
      if (!sum) return;
      sum.rows.sum(grams.hashes, { from: 0, to: grams.characters, into: sum.chars });
      sum.rows.sum(grams.hashes, { from: grams.characters, to: grams.length, into: sum.words });
      for (let c = 0; c < table.columns.length; c += 1) {
        const grams2 = (sum.chars[c] ?? 0) * charValue + (sum.words[c] ?? 0) * wordValue;
        sum.margins[c] = grams2 * (table.scales[c] ?? 0) + (table.bias[c] ?? 0);
      }
    });
  }

  addDense(dense: Float32Array): void {
    this.tables.forEach(({ columns, denseWeights }, t) => {
      const margins = this.sums[t]?.margins;
      if (!margins) return;
      const width = columns.length;
      for (let d = 0; d < dense.length; d += 1) {
        const value = dense[d] ?? 0;
        if (value === 0) continue;
        for (let c = 0; c < width; c += 1)
          margins[c] = (margins[c] ?? 0) + value * (denseWeights[d * width + c] ?? 0);
      }
    });
  }

  of(column: string): number {
    const place = this.places.get(column);
    return place === undefined ? 0 : (this.sums[place[0]]?.margins[place[1]] ?? 0);
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
  return calibration[groupOf(language)]?.[category] ?? calibration.other?.[category];
}

export const hasOwnPoints = (header: ModelHeader, language: Language, category: Category): boolean =>
  header.calibration[groupOf(language)]?.[category] !== undefined;

/** Languages for which the model alone says nothing where no word of the category's fields stands. */
export const GATED: ReadonlySet<string> = new Set(['sv', 'nb', 'other']);

/** What the curve is asked about one text: both margins, and whether it has a word that the category is about. */
export interface Asked {
  readonly own: number;
  readonly general: number;
  readonly evidence: boolean;
}

export function probability(points: Calibration, { own, general, evidence }: Asked): number {
  return sigmoid(
    points.own * own + points.general * general + (evidence ? points.evidence : 0) + points.constant,
  );
}

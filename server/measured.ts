/** The figures that ship beside the model's weights: what it reached on texts that it had not seen. */
import { readFileSync } from 'node:fs';
import type { Country } from '../core/kernel/platform.ts';
import { CATEGORIES, type Category } from '../core/moderation/verdict.ts';

export interface Measured {
  readonly precision: number;
  readonly recall: number;
}

type Row = Measured & { readonly set: string; readonly task: string };
const FILE = new URL('../classifiers/text/model/weights.measured.json', import.meta.url);
let read: readonly Row[] | undefined;

function rows(): readonly Row[] {
  if (read !== undefined) return read;
  try {
    read = (JSON.parse(readFileSync(FILE, 'utf8')) as { categories: Row[] }).categories;
  } catch {
    // a model that was trained here and not measured ships no figures
    read = [];
  }
  return read;
}

/** On the project's own texts of the accounts' language; of all Nordic ones where the accounts have several. */
export function measuredFor(countries: readonly Country[]): ReadonlyMap<Category, Measured> {
  const [only, ...more] = new Set(countries);
  const set = only === undefined || more.length > 0 ? 'own-nordic' : only === 'SE' ? 'own-sv' : 'own-nb';
  return new Map(
    CATEGORIES.flatMap((category) => {
      const row = rows().find((candidate) => candidate.set === set && candidate.task === category);
      return row ? [[category, { precision: row.precision, recall: row.recall }] as const] : [];
    }),
  );
}

/** How the shipped weights are trained. Changing a number here changes the weights: run `node ops/train/main.ts` again. */
import { TABLES } from './columns.ts';
import type { TrainOptions } from './logistic.ts';

export const FOLDS = 4;
export const FOLD_NUMBERS: readonly number[] = Array.from({ length: FOLDS }, (_, fold) => fold);
export const MODEL_VERSION = 'text-6';

export const DENSE_SCALE = 1;

export function optionsFor(table: 0 | 1, include: (example: number) => boolean): TrainOptions {
  const { columns, bits } = TABLES[table];
  const common = { table, columns: columns.length, bits, include, denseScale: DENSE_SCALE };
  return table === 0
    ? { ...common, epochs: 4, rate: 0.25, decay: 1e-3, balance: 0.3, perSource: true }
    : { ...common, epochs: 3, rate: 0.2, decay: 1e-5, balance: 0.2, perSource: false };
}

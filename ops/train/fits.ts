/**
 * Fitting takes long, setting points does not: fits can be kept in a folder and read again. They belong to the data and
 * code they were made with; whoever changes either begins with an empty folder.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Fitted } from './fit.ts';
import type { TrainingPool } from './pool.ts';
import { type Ground, WHOLE } from './tasks.ts';

export interface Job {
  readonly ground: Ground;
  readonly pool: TrainingPool;
  readonly log: (line: string) => void;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** One fit a fold, in their order. */
export const fitFolds = ({ pool, log }: Job, folds: readonly number[]): Promise<Fitted[]> =>
  Promise.all(
    folds.map(async (fold) => {
      const fitted = await pool.fit(fold);
      log(fold === WHOLE ? 'all folds: trained' : `fold ${fold + 1} of ${WHOLE}: trained`);
      return fitted;
    }),
  );

/** As `fitFolds`, from the folder where they are kept there. */
export async function keptFits(job: Job, folds: readonly number[], folder: string): Promise<Fitted[]> {
  const { held } = job.ground;
  const heldFile = path.join(folder, 'held');
  const fileOf = (fold: number): string => path.join(folder, `fold-${fold}`);
  if (existsSync(heldFile)) {
    bytesOf(held).set(readFileSync(heldFile));
    job.log(`fits of ${folder}`);
    return folds.map((fold) => deserialize(readFileSync(fileOf(fold))) as Fitted);
  }
  const fits = await fitFolds(job, folds);
  mkdirSync(folder, { recursive: true });
  fits.forEach((fitted, at) => {
    writeFileSync(fileOf(folds[at] ?? 0), serialize(fitted));
  });
  writeFileSync(heldFile, bytesOf(held));
  return fits;
}

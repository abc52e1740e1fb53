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

/** As `fitFolds`; what is kept in the folder is read, and what is not is fitted and kept. */
export async function keptFits(job: Job, folds: readonly number[], folder: string): Promise<Fitted[]> {
  const { held } = job.ground;
  const heldFile = path.join(folder, 'held');
  const fileOf = (fold: number): string => path.join(folder, `fold-${fold}`);
  mkdirSync(folder, { recursive: true });
  if (existsSync(heldFile)) bytesOf(held).set(readFileSync(heldFile));
  const lacking = folds.filter((fold) => !existsSync(fileOf(fold)));
  const fresh = await fitFolds(job, lacking);
  fresh.forEach((fitted, at) => {
    writeFileSync(fileOf(lacking[at] ?? 0), serialize(fitted));
  });
  writeFileSync(heldFile, bytesOf(held));
  return folds.map((fold) => deserialize(readFileSync(fileOf(fold))) as Fitted);
}

/**
 * Trains the shipped weights: `node ops/train/main.ts [--data DIR] [--out FILE] [--fits DIR]`. Deterministic: the same data and code
 * give the same bytes. Without the public data it trains on the project's own comments and says what it lacked.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serialiseModel } from '../../classifiers/text/model/weights.ts';
import { WEIGHTS_FILE } from '../../workers/classify/load.ts';
import { calibrate } from './calibrate.ts';
import { crossValidate } from './cross-validate.ts';
import { fitFolds, keptFits } from './fits.ts';
import { gatherGround } from './ground.ts';
import { modelCard } from './model-card.ts';
import { FOLD_NUMBERS } from './options.ts';
import { TrainingPool } from './pool.ts';
import { toModel } from './quantise.ts';
import { report } from './report.ts';
import { readPublic } from './sources.ts';
import { heldRows, WHOLE } from './tasks.ts';

const log = (line: string): boolean => process.stderr.write(`${line}\n`);

function argument(name: string, fallback: string): string {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
}

async function trainAll(dataDir: string, out: string, fitsFolder: string): Promise<void> {
  const { examples: open, missing } = readPublic(dataDir);
  const { ground, examples, own } = await gatherGround(open);
  log(
    `${own.length} own comments, ${open.length} public rows${missing.length > 0 ? `; not found: ${missing.join(', ')}` : ''}`,
  );
  log(`${ground.corpus.hashes.length} n-grams`);
  const pool = new TrainingPool(ground);
  const job = { ground, pool, log };
  const folds = [...FOLD_NUMBERS, WHOLE];
  const fits = fitsFolder === '' ? await fitFolds(job, folds) : await keptFits(job, folds, fitsFolder);
  const fitted = fits[WHOLE];
  if (fitted === undefined) throw new Error('nothing was trained');
  const tested = await crossValidate(job, fits.slice(0, WHOLE));
  await pool.close();
  const measured = report(tested, own);
  const trainedOn = [...new Set(examples.map(({ source }) => source))].filter((name) => name !== 'ordinary');
  const calibration = calibrate(heldRows(ground, WHOLE));
  const model = toModel({ fitted, calibration, trainedOn, missing });
  const bytes = serialiseModel(
    model.header,
    model.tables.map(({ weights }) => weights),
  );
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(out, bytes);
  writeFileSync(
    out.replace(/\.bin$/, '.md'),
    modelCard(model.header, { ownComments: own.length, publicRows: open.length, bytes: bytes.length }),
  );
  writeFileSync(out.replace(/\.bin$/, '.measured.json'), `${JSON.stringify(measured, null, 2)}\n`);
  log(`${out}: ${(bytes.length / 1e6).toFixed(2)} MB`);
}

if (import.meta.main) {
  await trainAll(
    argument('--data', path.join(import.meta.dirname, '../../../shared/data')),
    argument('--out', WEIGHTS_FILE),
    argument('--fits', ''),
  );
}

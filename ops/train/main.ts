/**
 * Trains the shipped weights: `node ops/train/main.ts [--data DIR] [--out FILE]`. Deterministic: the same data and code
 * give the same bytes. Without the public data it trains on the project's own comments and says what it lacked.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTextClassifier } from '../../classifiers/text/index.ts';
import { serialiseModel } from '../../classifiers/text/model/weights.ts';
import { readTextResources, WEIGHTS_FILE } from '../../workers/classify/load.ts';
import { calibrate } from './calibrate.ts';
import { buildCorpus } from './corpus.ts';
import { crossValidate, foldsOf } from './cross-validate.ts';
import { modelCard } from './model-card.ts';
import { readOwn, toExample } from './own-data.ts';
import { TrainingPool } from './pool.ts';
import { toModel } from './quantise.ts';
import { report } from './report.ts';
import { readPublic } from './sources.ts';
import { heldMargins } from './tasks.ts';

const log = (line: string): boolean => process.stderr.write(`${line}\n`);

function argument(name: string, fallback: string): string {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
}

async function trainAll(dataDir: string, out: string): Promise<void> {
  const ownRows = readOwn();
  const { examples: open, missing } = readPublic(dataDir);
  const resources = await readTextResources({ model: null });
  const examples = [...ownRows.map(toExample), ...open];
  log(
    `${ownRows.length} own comments, ${open.length} public rows${missing.length > 0 ? `; not found: ${missing.join(', ')}` : ''}`,
  );
  const corpus = buildCorpus(examples, createTextClassifier(resources));
  log(`${corpus.hashes.length} n-grams`);
  const ground = {
    corpus,
    resources,
    folds: foldsOf(examples),
    held: heldMargins(examples.length),
  };
  const pool = new TrainingPool(ground);
  const [{ held, tested }, tables] = await Promise.all([
    crossValidate({ ground, pool, log }),
    Promise.all([pool.train(0, null), pool.train(1, null)]),
  ]);
  await pool.close();
  const measured = report(tested, ownRows);
  const trainedOn = [...new Set(examples.map(({ source }) => source))];
  const model = toModel({ tables, calibration: calibrate(held), trainedOn, missing });
  const bytes = serialiseModel(
    model.header,
    model.tables.map(({ weights }) => weights),
  );
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(out, bytes);
  writeFileSync(
    out.replace(/\.bin$/, '.md'),
    modelCard(model.header, { ownComments: ownRows.length, publicRows: open.length, bytes: bytes.length }),
  );
  writeFileSync(out.replace(/\.bin$/, '.measured.json'), `${JSON.stringify(measured, null, 2)}\n`);
  log(`${out}: ${(bytes.length / 1e6).toFixed(2)} MB`);
}

if (import.meta.main) {
  await trainAll(
    argument('--data', path.join(import.meta.dirname, '../../../shared/data')),
    argument('--out', WEIGHTS_FILE),
  );
}

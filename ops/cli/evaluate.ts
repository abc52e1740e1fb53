/**
 * `uppsikt evaluate [--data DIR] [--json]`: figures per category and language by 5-fold cross-validation of the whole
 * classifier, as a table and as JSON. Takes some minutes with the public data, half a minute without.
 */
import { createTextClassifier } from '../../classifiers/text/index.ts';
import { readTextResources } from '../../workers/models/load.ts';
import { buildCorpus } from '../train/corpus.ts';
import { crossValidate, foldsOf } from '../train/cross-validate.ts';
import { readOwn, toExample } from '../train/own-data.ts';
import { TrainingPool } from '../train/pool.ts';
import { report } from '../train/report.ts';
import { reportTables } from '../train/report-tables.ts';
import { readPublic } from '../train/sources.ts';
import { heldMargins } from '../train/tasks.ts';
import type { CliStreams } from './classify.ts';

const USAGE = 'usage: uppsikt evaluate [--data DIR] [--json]\n';

/** Returns the exit code: 0 done, 2 wrong usage, 3 no such folder. */
export async function run(argv: string[], io: CliStreams): Promise<number> {
  let dataDir: string | null = null;
  let jsonOnly = false;
  for (let i = 0; i < argv.length; i += 1) {
    const value = argv[i + 1];
    if (argv[i] === '--json') jsonOnly = true;
    else if (argv[i] === '--data' && value !== undefined) {
      dataDir = value;
      i += 1;
    } else {
      io.stderr.write(USAGE);
      return 2;
    }
  }
  const own = readOwn();
  const open = dataDir === null ? { examples: [], missing: [] } : readPublic(dataDir);
  if (dataDir !== null && open.examples.length === 0) {
    io.stderr.write(`no data sets found in ${dataDir}\n`);
    return 3;
  }
  if (open.missing.length > 0) io.stderr.write(`not found: ${open.missing.join(', ')}\n`);
  const resources = await readTextResources({ model: null });
  const examples = [...own.map(toExample), ...open.examples];
  const corpus = buildCorpus(examples, createTextClassifier(resources));
  const ground = { corpus, resources, folds: foldsOf(examples), held: heldMargins(examples.length) };
  const pool = new TrainingPool(ground);
  const { tested } = await crossValidate({ ground, pool, log: (line) => io.stderr.write(`${line}\n`) });
  await pool.close();
  const measured = report(tested, own);
  if (!jsonOnly) io.stdout.write(`${reportTables(measured)}\n`);
  io.stdout.write(`${JSON.stringify(measured)}\n`);
  return 0;
}

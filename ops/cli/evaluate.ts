/**
 * `uppsikt evaluate [--data DIR] [--json [FILE]]`: figures per category and language. The project's own comments and the
 * public sets it is trained on are cross-validated (whole hands held out, some minutes); every other set under DIR is measured with
 * the shipped weights. Tables and then one line of JSON on stdout; with `--json` the JSON alone, with a FILE in that file.
 */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { loadTextClassifier } from '../../workers/classify/load.ts';
import { crossValidate } from '../train/cross-validate.ts';
import { fitFolds } from '../train/fits.ts';
import { type ForeignSet, measureForeign, readForeign } from '../train/foreign.ts';
import { gatherGround } from '../train/ground.ts';
import { FOLD_NUMBERS } from '../train/options.ts';
import { TrainingPool } from '../train/pool.ts';
import { report } from '../train/report.ts';
import { foreignTables, reportTables } from '../train/report-tables.ts';
import { type PublicData, readPublic, SOURCES } from '../train/sources.ts';
import type { CliStreams } from './classify.ts';

export const USAGE = 'usage: uppsikt evaluate [--data DIR] [--json [FILE]]\n';
const LAYOUT =
  'Expected DIR/<set>/data.jsonl, a JSON object a line: {"text", "lang", "labels": {"offensive": 1, "hate": 0, "clean": 0, …}}.\n';

interface Options {
  dataDir: string | null;
  json: boolean;
  file: string | null;
}

function parseArguments(argv: readonly string[]): Options | null {
  const options: Options = { dataDir: null, json: false, file: null };
  for (let i = 0; i < argv.length; i += 1) {
    const next = argv[i + 1];
    const value = next === undefined || next.startsWith('--') ? null : next;
    if (argv[i] === '--json') {
      options.json = true;
      options.file = value;
    } else if (argv[i] === '--data' && value !== null) options.dataDir = value;
    else return null;
    if (value !== null) i += 1;
  }
  return options;
}

interface Data {
  readonly open: PublicData;
  readonly foreign: readonly ForeignSet[];
}

/** What there is to measure, or the sentence that says why there is nothing. */
function readData(dataDir: string | null): Data | string {
  const missing = SOURCES.map(({ folder }) => folder);
  if (dataDir === null) return { open: { examples: [], missing }, foreign: [] };
  if (!existsSync(dataDir)) return `There is no folder ${dataDir}. ${LAYOUT}`;
  if (!statSync(dataDir).isDirectory()) return `${dataDir} is a file, not a folder. ${LAYOUT}`;
  const data = { open: readPublic(dataDir), foreign: readForeign(dataDir) };
  if (data.open.examples.length === 0 && data.foreign.length === 0)
    return `No data set was found in ${dataDir}. ${LAYOUT}`;
  return data;
}

function tellWhatIsMissing(dataDir: string | null, { open, foreign }: Data, io: CliStreams): void {
  if (dataDir === null)
    io.stderr.write(
      `Only the project's own comments are measured; --data DIR adds public sets (${open.missing.join(', ')}) and any others.\n`,
    );
  else if (open.missing.length > 0) io.stderr.write(`not found: ${open.missing.join(', ')}\n`);
  for (const { name, rows, bad } of foreign)
    io.stderr.write(
      `${name}: ${rows.length} rows, measured with the shipped weights${bad > 0 ? `; ${bad} lines could not be read` : ''}\n`,
    );
}

/** Returns the exit code: 0 done, 2 wrong usage, 3 no such folder or nothing in it. */
export async function run(argv: string[], io: CliStreams): Promise<number> {
  const options = parseArguments(argv);
  if (options === null) {
    io.stderr.write(USAGE);
    return 2;
  }
  const data = readData(options.dataDir);
  if (typeof data === 'string') {
    io.stderr.write(data);
    return 3;
  }
  tellWhatIsMissing(options.dataDir, data, io);
  const { ground, own } = await gatherGround(data.open.examples);
  const pool = new TrainingPool(ground);
  const job = { ground, pool, log: (line: string) => io.stderr.write(`${line}\n`) };
  const tested = await crossValidate(job, await fitFolds(job, FOLD_NUMBERS));
  await pool.close();
  const measured = report(tested, own);
  const others = measureForeign(data.foreign, await loadTextClassifier());
  const json = `${JSON.stringify({ ...measured, others })}\n`;
  if (!options.json || options.file !== null) {
    const tables = [reportTables(measured), foreignTables(others)].filter((part) => part !== '');
    io.stdout.write(`${tables.join('\n\n')}\n`);
  }
  if (options.file === null) io.stdout.write(json);
  else writeFileSync(options.file, json);
  return 0;
}

/** Puts the measured tables into docs/classifiers.md, between its markers, with the date given: `node ops/train/write-docs.ts 2026-11-21`. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { WEIGHTS_FILE } from '../../workers/classify/load.ts';
import type { Report } from './report.ts';
import { reportTables } from './report-tables.ts';

const PAGE = path.join(import.meta.dirname, '../../docs/classifiers.md');
const BLOCK = /<!-- measured -->[\s\S]*<!-- \/measured -->/;

function writeDocs(report: Report, date: string): void {
  const tables = `<!-- measured -->\nMeasured ${date}.\n\n${reportTables(report)}\n<!-- /measured -->`;
  writeFileSync(
    PAGE,
    readFileSync(PAGE, 'utf8').replace(BLOCK, () => tables),
  );
}

if (import.meta.main) {
  const measured = JSON.parse(
    readFileSync(WEIGHTS_FILE.replace(/\.bin$/, '.measured.json'), 'utf8'),
  ) as Report;
  writeDocs(measured, process.argv[2] ?? 'on an unknown day');
}

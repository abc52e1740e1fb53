import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { deadlinesPdf } from '../../../documents/deadlines/deadlines-pdf.ts';
import { evidencePdf } from '../../../documents/evidence/evidence-pdf.ts';
import { fullPaper, paper } from '../../support/deadlines-on-paper.ts';
import { evidenceCases } from '../../support/evidence-cases.ts';
import { pdfCheckers } from '../../support/pdf-checkers.ts';

/** The runner says it last, with the reason. */
function sayLeftOut(name: string, why: string): void {
  const file = process.env.UPPSIKT_SKIPPED_FILE;
  if (file !== undefined) appendFileSync(file, `${name}\t${why}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'uppsikt-pdf-'));
const files: string[] = [];
const reports: string[] = [];
const NOT_A_PDF_A = join(folder, 'altered.pdf');

beforeAll(async () => {
  for (const [name, evidence] of await evidenceCases('sv')) {
    const file = join(folder, `${name}.pdf`);
    const pdf = await evidencePdf(evidence);
    writeFileSync(file, pdf);
    files.push(file);
    // What the standard forbids, so that a checker that passes everything is found out.
    if (name === 'plain')
      writeFileSync(
        NOT_A_PDF_A,
        Buffer.from(pdf).toString('latin1').replace('/OutputIntents', '/OutputIntentz'),
        'latin1',
      );
  }
  for (const version of ['internal', 'public'] as const)
    for (const language of ['sv', 'nb', 'en'] as const)
      for (const [name, content] of Object.entries({ plain: paper(version), full: fullPaper(version) })) {
        const file = join(folder, `report-${version}-${language}-${name}.pdf`);
        writeFileSync(file, await deadlinesPdf(content, language));
        reports.push(file);
      }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('what other people’s checkers say of what is drawn', () => {
  for (const { name, missing, check } of pdfCheckers()) {
    if (missing !== null) sayLeftOut(name, missing);
    const test = missing === null ? it : it.skip;
    test(`Evidence of every kind and the report to the committee are valid, and what is not is found: ${name}`, () => {
      const drawn = [...files, ...reports];
      const verdicts = check([...drawn, NOT_A_PDF_A]);
      const faults = drawn.filter((file) => verdicts.get(file) !== null);
      expect(faults.map((file) => `${basename(file)}: ${verdicts.get(file)}`)).toEqual([]);
      expect(files.length).toBeGreaterThanOrEqual(19);
      expect(reports).toHaveLength(12);
      expect(verdicts.get(NOT_A_PDF_A)).not.toBeNull();
    }, 300_000);
  }
});

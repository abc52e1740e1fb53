import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Report } from '../../../ops/test/report.ts';

describe('the report of npm test', () => {
  test('The report names what could not run and ends with the counts', () => {
    const dir = mkdtempSync(join(tmpdir(), 'uppsikt-report-'));
    const file = join(dir, 'skipped');
    writeFileSync(file, 'schemas\tno ../shared here\nschemas\tno ../shared here\n\n');
    const report = new Report();
    report.add({ passed: 7, failed: 0, skipped: 2 });
    report.skip('e2e', 'there is no\nChromium');
    report.readSkippedFile(file);
    report.readSkippedFile(join(dir, 'none'));
    expect(report.lines()).toEqual([
      'skipped: e2e: there is no Chromium',
      'skipped: schemas: no ../shared here',
      '7 passed, 0 failed, 3 skipped',
    ]);
    expect(report.exitCode).toBe(0);
    rmSync(dir, { recursive: true });
  });

  test('The report fails when a test failed, and when none ran', () => {
    const report = new Report();
    expect(report.exitCode).toBe(1);
    report.add({ passed: 1, failed: 0, skipped: 0 });
    expect(report.exitCode).toBe(0);
    report.add({ passed: 0, failed: 1, skipped: 0 });
    expect(report.exitCode).toBe(1);
  });
});

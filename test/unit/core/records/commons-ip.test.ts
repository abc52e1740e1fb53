/** The reference validator of E-ARK finds our packages valid, whatever they are made of. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { zipBytes } from '../../../../core/kernel/zip/write-zip.ts';
import { packageName } from '../../../../core/records/package-format.ts';
import { commonsIp, validateSips } from '../../../support/commons-ip.ts';
import { filesOf, KINDS } from '../../../support/records.ts';

const tool = await commonsIp();
const suite = 'jar' in tool ? describe : describe.skip;
const why = 'missing' in tool ? ` (skipped: ${tool.missing})` : '';
const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-sip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const VERSIONS = { 'eark-2.1': '2.1.0', 'eark-2.2': '2.2.0' } as const;

suite(`the reference validator commons-ip${why}`, () => {
  test.each([
    'eark-2.1',
    'eark-2.2',
  ] as const)('Packages in %s of every kind of evidence are valid', async (format) => {
    if (!('jar' in tool)) throw new Error('no validator');
    const out = mkdtempSync(path.join(folder, 'report-'));
    const zips: string[] = [];
    for (const evidence of Object.values(KINDS)) {
      const value = evidence();
      const name = packageName(value.captureId, format);
      const zip = path.join(mkdtempSync(path.join(folder, 'sip-')), `${zips.length}-${name}.zip`);
      writeFileSync(zip, await zipBytes(filesOf(value, format), name));
      zips.push(zip);
    }
    const verdicts = await validateSips(tool.jar, { zips, version: VERSIONS[format], out });
    const expected = zips.map((zip) => [path.basename(zip, '.zip'), { result: 'VALID', issues: [] }]);
    expect([...verdicts].sort()).toEqual(expected.sort());
  }, 120_000);
});

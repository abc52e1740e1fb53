import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { zipBytes } from '../../../../core/kernel/zip/write-zip.ts';
import { readZip as readZipInPage } from '../../../../core/records/proof/read-zip-page.ts';
import { readZip } from '../../../support/read-zip.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = ['bl\u00e5.txt', 'bla\u030a.png', 'עברית 😀.json', 'mapp/fil.txt'];
const entries = NAMES.map((name, index) => ({
  path: name,
  mime: name.endsWith('.png') ? 'image/png' : 'text/plain',
  bytes: new TextEncoder().encode(`${name} `.repeat(index * 500)),
}));
const LIMITS = { files: 10, bytes: 2 ** 20 };

test('The same files give the same bytes, in any time zone', async () => {
  const here = await zipBytes(entries, 'root');
  const zone = process.env.TZ;
  try {
    for (const other of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      process.env.TZ = other;
      expect(Buffer.compare(here, await zipBytes(entries, 'root'))).toBe(0);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('Names and contents come back byte for byte, here and in the page of a package', async () => {
  const bytes = await zipBytes(entries, 'root');
  const file = path.join(folder, 'a.zip');
  writeFileSync(file, bytes);
  const expected = entries.map((entry) => [`root/${entry.path}`, Buffer.from(entry.bytes).toString('hex')]);
  const own = await readZipInPage(bytes);
  expect(own?.checks).toEqual([]);
  for (const found of [await readZip(file, LIMITS), own?.files])
    expect(found?.map((one) => [one.path, Buffer.from(one.bytes!).toString('hex')])).toEqual(expected);
});

test('Every name is marked as UTF-8', async () => {
  const bytes = Buffer.from(await zipBytes(entries, null));
  let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
  let flags = 0;
  for (; at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')) {
    expect(bytes.readUInt16LE(at + 8) & 0x800).toBe(0x800);
    flags += 1;
  }
  expect(flags).toBe(entries.length);
});

test('Two files with one name are a fault: programs do not agree on which of them is meant', async () => {
  const one = { path: 'a', mime: 'text/plain', bytes: new Uint8Array([1]) };
  const bytes = await zipBytes([one, { ...one, bytes: new Uint8Array([2]) }], null);
  const file = path.join(folder, 'twice.zip');
  writeFileSync(file, bytes);
  await expect(readZip(file, LIMITS)).rejects.toThrow('two files named a');
  expect((await readZipInPage(bytes))?.checks).toEqual([{ kind: 'zip', subject: 'a', fault: 'twice' }]);
});

test('What is no zip, and what says less than it holds, is not unpacked', async () => {
  expect(await readZipInPage(new Uint8Array(100))).toBeNull();
  expect(await readZipInPage(new Uint8Array())).toBeNull();
  const bytes = Buffer.from(
    await zipBytes([{ path: 'a', mime: 'text/plain', bytes: new Uint8Array(5_000) }], null),
  );
  const central = bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
  bytes.writeUInt32LE(10, central + 24);
  expect((await readZipInPage(bytes))?.files).toEqual([{ path: 'a', bytes: null }]);
});

test('Python, as any other program, unpacks the same names', async () => {
  const file = path.join(folder, 'b.zip');
  writeFileSync(file, await zipBytes(entries, 'root'));
  const script = 'import sys,zipfile,json; print(json.dumps(zipfile.ZipFile(sys.argv[1]).namelist()))';
  let names: string;
  try {
    names = execFileSync('python3', ['-c', script, file], { encoding: 'utf8' });
  } catch {
    return; // no Python here: the two readers above have read it
  }
  expect(JSON.parse(names)).toEqual(entries.map((entry) => `root/${entry.path}`));
});

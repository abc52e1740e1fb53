/** The command, on folders, zips and captures as they lie on a disk; and what others would feed it. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { nextLink, sealCapture } from '../../../core/evidence/capture.ts';
import { zipBytes } from '../../../core/kernel/zip/write-zip.ts';
import { run } from '../../../ops/cli/verify-evidence.ts';
import { filesOf, hostileEvidence } from '../../support/records.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const files = filesOf(hostileEvidence(), 'evidence');
let count = 0;
const place = (name: string): string => {
  count += 1;
  return path.join(folder, `${count}-${name}`);
};

async function verify(where: string) {
  const said = { out: [] as string[], err: [] as string[] };
  const io = {
    stdin: process.stdin,
    stdout: { write: (text: string) => said.out.push(text) },
    stderr: { write: (text: string) => said.err.push(text) },
  };
  const code = await run([where], io);
  return { code, stdout: said.out.join(''), stderr: said.err.join('') };
}

function unpacked(): string {
  const target = place('folder');
  for (const { path: name, bytes } of files) {
    const file = path.join(target, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return target;
}

async function zipped(entries: Parameters<typeof zipBytes>[0] = files): Promise<string> {
  const target = place('package.zip');
  writeFileSync(target, await zipBytes(entries, 'root'));
  return target;
}

/** A capture as the API gives it. */
function capture() {
  const sealed = sealCapture(
    { raw: [], comment: { text: 'å 😀' }, context: null, assessment: {} },
    { at: 'now' },
  );
  const chain = nextLink(null, { captureId: 'c-1', manifestSha256: sealed.manifestSha256 });
  const { manifest, manifestSha256 } = sealed;
  return { id: 'c-1', manifest: JSON.parse(manifest) as object, manifestSha256, chain, files: sealed.files };
}

describe('uppsikt verify-evidence', () => {
  test('A folder, a zip and the folder that a zip was unpacked into are intact, and every check is printed', async () => {
    for (const where of [unpacked(), await zipped()]) {
      const { code, stdout } = await verify(where);
      expect(stdout).toContain('The evidence is whole and unaltered.');
      expect(code).toBe(0);
      for (const { path: name } of files) expect(stdout).toContain(name);
    }
  });

  test('A file that was touched, taken away or added is exit 1, and named', async () => {
    const altered = unpacked();
    appendFileSync(path.join(altered, 'bevisrapport.pdf'), 'x');
    expect(await verify(altered)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/FAULT.*bevisrapport\.pdf/u),
    });
    const missing = unpacked();
    rmSync(path.join(missing, 'manifest.json'));
    expect(await verify(missing)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('manifest.json is missing'),
    });
    const added = unpacked();
    writeFileSync(path.join(added, 'bilder', 'extra\u001b[2J.png'), '');
    const { code, stdout } = await verify(added);
    expect(code).toBe(1);
    expect(stdout).not.toContain('\u001b');
  });

  test('A link in place of a file is no part of a package', async () => {
    const where = unpacked();
    const report = path.join(where, 'bevisrapport.pdf');
    const elsewhere = place('elsewhere.pdf');
    writeFileSync(elsewhere, readFileSync(report));
    rmSync(report);
    symlinkSync(elsewhere, report);
    expect((await verify(where)).code).toBe(1);
  });

  test('One capture is checked by its manifest, its files and its link', async () => {
    const written = (value: unknown): string => {
      const where = place('capture.json');
      writeFileSync(where, JSON.stringify(value));
      return where;
    };
    const whole = capture();
    expect((await verify(written(whole))).code).toBe(0);
    expect((await verify(written({ ...whole, manifest: { ...whole.manifest, at: 'later' } }))).code).toBe(1);
    expect((await verify(written({ ...whole, chain: { ...whole.chain, seq: 2 } }))).code).toBe(1);
    expect((await verify(written({ ...whole, files: whole.files.slice(1) }))).code).toBe(1);
    const [first, ...rest] = whole.files;
    expect((await verify(written({ ...whole, files: [{ ...first, content: '[1]' }, ...rest] }))).code).toBe(
      1,
    );
    expect((await verify(written({ hello: 1 }))).code).toBe(2);
  });
});

describe('what is no package', () => {
  test('Nothing at the path, an empty folder, any other zip and plain bytes are exit 2', async () => {
    const empty = place('empty');
    mkdirSync(empty);
    const text = place('text.zip');
    writeFileSync(text, 'not a zip');
    const other = await zipped([{ path: 'a.txt', mime: 'text/plain', bytes: new Uint8Array(3) }]);
    for (const where of [place('none'), empty, text, other, await zipped([])])
      expect(await verify(where)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/./u) });
  });

  test('A zip whose names lead out of its folder is refused whole', async () => {
    const where = await zipped([
      ...files,
      { path: 'aa/bbbbbbb.txt', mime: 'text/plain', bytes: new Uint8Array() },
    ]);
    // The writer refuses such names, as it should: they are put in afterwards.
    for (const name of ['root/../../../../x', '/etc/passwdddddddddd', 'root\\..\\..\\bbb.txt'].map((n) =>
      n.padEnd('root/aa/bbbbbbb.txt'.length, 'x').slice(0, 'root/aa/bbbbbbb.txt'.length),
    )) {
      const bytes = readFileSync(where).toString('latin1').replaceAll('root/aa/bbbbbbb.txt', name);
      const hostile = place('hostile.zip');
      writeFileSync(hostile, Buffer.from(bytes, 'latin1'));
      expect((await verify(hostile)).code).toBe(2);
    }
  });

  test('A zip that says it holds more than a package does is refused before it is unpacked', async () => {
    const bomb = await zipped([{ path: 'manifest.json', mime: 'text/plain', bytes: new Uint8Array(9) }]);
    const bytes = readFileSync(bomb);
    bytes.writeUInt32LE(600 * 2 ** 20, bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 24);
    writeFileSync(bomb, bytes);
    expect(await verify(bomb)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('more than a package'),
    });
    const many = Array.from({ length: 2_100 }, (_, index) => ({
      path: `${index}.txt`,
      mime: 'text/plain',
      bytes: new Uint8Array(),
    }));
    expect((await verify(await zipped(many))).code).toBe(2);
  });

  test('A zip that was damaged on its way is altered or no package, never an exception', async () => {
    const whole = readFileSync(await zipped());
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 30)) {
      const where = place('damaged.zip');
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0x10;
      writeFileSync(where, bytes);
      // A bit of a date or of a flag that nobody reads may stay without consequence.
      expect([0, 1, 2]).toContain((await verify(where)).code);
    }
  });

  test('Two files of one name hide each other: refused', async () => {
    const one = { path: 'a.txt', mime: 'text/plain', bytes: new Uint8Array() };
    const where = await zipped([...files, one, { ...one, path: 'b.txt' }]);
    const bytes = readFileSync(where).toString('latin1').replaceAll('root/b.txt', 'root/a.txt');
    writeFileSync(where, Buffer.from(bytes, 'latin1'));
    expect((await verify(where)).code).toBe(2);
  });
});

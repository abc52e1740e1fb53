/**
 * The command, on folders, zips and captures as they lie on a disk; and what others would feed it.
 * Long because: every way in which one package can be touched is held against the same command.
 */
import { execFileSync } from 'node:child_process';
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
import { zipEntries } from '../../../core/records/proof/read-zip-page.ts';
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

  test('Names that lead out of the folder lie beside the package, and nothing is unpacked to a disk', async () => {
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
      expect((await verify(hostile)).code).toBe(1);
    }
  });

  test('A zip that says it holds more than a package does is refused before it is unpacked', async () => {
    const bomb = await zipped([{ path: 'manifest.json', mime: 'text/plain', bytes: new Uint8Array(9) }]);
    const bytes = readFileSync(bomb);
    bytes.writeUInt32LE(600 * 2 ** 20, bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 24);
    writeFileSync(bomb, bytes);
    expect((await verify(bomb)).code).toBe(2);
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

  test('Two files of one name hide each other', async () => {
    const one = { path: 'a.txt', mime: 'text/plain', bytes: new Uint8Array() };
    const where = await zipped([...files, one, { ...one, path: 'b.txt' }]);
    const bytes = readFileSync(where).toString('latin1').replaceAll('root/b.txt', 'root/a.txt');
    writeFileSync(where, Buffer.from(bytes, 'latin1'));
    expect(await verify(where)).toMatchObject({ code: 1, stdout: expect.stringContaining('is there twice') });
  });
});

/** Every file that the proof covers, or that stands in the list. */
describe('one bit', () => {
  test.each(
    files.map(({ path: name }) => name),
  )('One bit flipped in %s is exit 1, in a folder and in a zip', async (name) => {
    const flipped = files.map((file) => {
      if (file.path !== name) return file;
      const bytes = Uint8Array.from(file.bytes);
      const at = bytes.length >> 1;
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      return { ...file, bytes };
    });
    const where = unpacked();
    const file = flipped.find((one) => one.path === name);
    writeFileSync(path.join(where, name), file?.bytes ?? '');
    expect((await verify(where)).code).toBe(1);
    expect((await verify(await zipped(flipped))).code).toBe(1);
    // In what the zip holds of it, packed as it is.
    const whole = readFileSync(await zipped());
    const entry = zipEntries(whole, whole.length - 22)?.find((one) => one.path === `root/${name}`);
    if (entry === undefined) throw new Error(`No ${name}.`);
    whole[entry.from + (entry.packedSize >> 1)]! ^= 4;
    const damaged = place('bit.zip');
    writeFileSync(damaged, whole);
    expect((await verify(damaged)).code).toBe(1);
  });
});

describe('a zip that other programs would read in another way', () => {
  const CENTRAL = 'PK\u0001\u0002';
  const written = (bytes: Uint8Array): string => {
    const where = place('hostile.zip');
    writeFileSync(where, bytes);
    return where;
  };
  /** Without anything behind the files: what others than we write. */
  const whole = async () => Buffer.from(await zipBytes(files, 'root'));
  const said = async (bytes: Uint8Array) => {
    const { code, stdout } = await verify(written(bytes));
    return { code, zip: /FAULT {2}Zip file: (.*)/u.exec(stdout)?.[1] ?? null };
  };

  test('Cut off anywhere it is altered, as long as it can be seen what it was', async () => {
    const bytes = await whole();
    for (const part of [0.5, 0.9, 0.99]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      expect(await said(cut)).toEqual({ code: 1, zip: 'is cut off or damaged' });
    }
    expect(await said(bytes.subarray(0, -1))).toMatchObject({ code: 1 });
    expect(await said(bytes.subarray(0, 40))).toEqual({ code: 2, zip: null });
  });

  test('What follows its end, stands before its beginning or between its files shows', async () => {
    const bytes = await whole();
    expect(await said(Buffer.concat([bytes, Buffer.from('more')]))).toEqual({
      code: 1,
      zip: 'has something after its end',
    });
    const comment = Buffer.concat([bytes, Buffer.from('c')]);
    comment.writeUInt16LE(1, bytes.length - 2);
    expect((await said(comment)).code).toBe(1);
    const shifted = Buffer.concat([Buffer.from('stub'), bytes]);
    expect((await said(shifted)).code).toBe(1);
    // A file of which the list knows nothing: some programs unpack by the files' own headers.
    const start = bytes.indexOf(CENTRAL, 0, 'latin1');
    const hidden = Buffer.from(
      await zipBytes([{ path: 'x', mime: 'text/plain', bytes: new Uint8Array(9) }], null),
    );
    const between = hidden.subarray(0, hidden.indexOf(CENTRAL, 0, 'latin1'));
    const with_ = Buffer.concat([bytes.subarray(0, start), between, bytes.subarray(start)]);
    with_.writeUInt32LE(start + between.length, with_.length - 22 + 16);
    expect(await said(with_)).toEqual({ code: 1, zip: 'holds bytes that belong to no file' });
  });

  test('A file with one name in the list and another of its own shows', async () => {
    const bytes = await whole();
    const at = bytes.indexOf('root/bevisrapport.pdf', 0, 'latin1');
    bytes.write('root/bevisrapport.exe', at, 'latin1');
    expect(await said(bytes)).toEqual({
      code: 1,
      zip: 'root/bevisrapport.pdf has two names in the zip file',
    });
  });

  test('A file that is marked as encrypted is not read', async () => {
    const bytes = await whole();
    const central = bytes.indexOf(CENTRAL, 0, 'latin1');
    bytes.writeUInt16LE(bytes.readUInt16LE(central + 8) | 1, central + 8);
    const { code, stdout } = await verify(written(bytes));
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringContaining('cannot be read') });
  });

  test('A package that another program packed anew is intact', async () => {
    const where = unpacked();
    for (const [program, ...args] of [
      ['zip', '-qr'],
      ['7z', 'a', '-bd', '-tzip'],
      ['python3', '-m', 'zipfile', '-c'],
    ] as const) {
      const target = place('anew.zip');
      try {
        execFileSync(program, [...args, target, path.basename(where)], {
          cwd: path.dirname(where),
          stdio: 'ignore',
        });
      } catch {
        // It is not on this machine.
        continue;
      }
      const { code, stdout } = await verify(target);
      expect({ program, code, faults: /FAULT.*/u.exec(stdout)?.[0] }).toEqual({
        program,
        code: 0,
        faults: undefined,
      });
    }
  });
});

describe('what a package is without', () => {
  test('Files that are not part of the proof are named, and so is a time stamp that is not there', async () => {
    const { code, stdout } = await verify(unpacked());
    expect(code).toBe(0);
    for (const name of ['bevisrapport.pdf', 'LÄS MIG.txt', 'verifiera.html'])
      expect(stdout).toContain(
        `NOTE   File: ${name} matches the list, which is not sealed: no part of the proof`,
      );
    expect(stdout).toMatch(/^NOTE {3}Time stamp: chain-head.tsr there is none/mu);
  });
});

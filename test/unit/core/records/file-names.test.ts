import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distinctNames, plainName, safeName } from '../../../../core/records/file-names.ts';
import { HOSTILE_NAMES } from '../../../support/records.ts';

const bytesOf = (text: string): number => Buffer.byteLength(text);

describe('a file name in a package', () => {
  test('Å, ä and ö stay as they were written, in either normal form', () => {
    for (const name of ['bl\u00e5b\u00e4r \u00f6.png', 'bla\u030aba\u0308r o\u0308.png'])
      expect(safeName(name)).toBe(name);
  });

  test('A name never leads out of its folder and never fails on Windows', () => {
    expect(safeName('../../etc/passwd.png')).toBe('-..-etc-passwd.png');
    expect(safeName('C:\\temp\\bild.png')).toBe('C-temp-bild.png');
    expect(safeName('con.png')).toBe('con-.png');
    expect(safeName('..')).toBe('file');
    expect(safeName('name. ')).toBe('name');
    expect(safeName('\u202egnp.exe')).toBe('-gnp.exe');
  });

  test('A name of 200 characters is cut between characters and keeps its ending', () => {
    const cut = safeName(`${'å'.repeat(200)}.png`);
    expect(cut).toMatch(/^å+\.png$/u);
    expect(bytesOf(cut)).toBeLessThanOrEqual(140);
    expect(safeName('👩‍👩‍👧‍👦'.repeat(30))).toBe('👩‍👩‍👧‍👦'.repeat(5));
  });

  test('Any name becomes one that holds no separator and no control character, and stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[\\/:\p{Cc}]|^\.|[. ]$/u);
        expect(bytesOf(safe)).toBeLessThanOrEqual(140);
        expect(safe.isWellFormed()).toBe(true);
        expect(plainName(name)).toMatch(/^[a-z0-9_-][a-z0-9._-]*$/u);
      }),
    );
  });

  test('Two names that a disk takes for one are told apart', () => {
    const distinct = distinctNames();
    expect(['a.png', 'A.PNG', '\u00e5', 'a\u030a', 'a.png'].map(distinct)).toEqual([
      'a.png',
      'A-2.PNG',
      '\u00e5',
      'a\u030a-2',
      'a-3.png',
    ]);
  });

  test('An archive gets a to z: å and ä become a, ö and ø become o, æ becomes ae', () => {
    expect(plainName('Blåbär Ö.PNG')).toBe('blabar-o.png');
    expect(plainName('Sør-Trøndelag æ.pdf')).toBe('sor-trondelag-ae.pdf');
    expect(plainName('عربي.png')).toBe('file.png');
    expect(HOSTILE_NAMES.map(plainName).every((name) => /^[a-z0-9._-]+$/u.test(name))).toBe(true);
  });
});

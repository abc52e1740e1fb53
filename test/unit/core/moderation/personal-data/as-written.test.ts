/** Identity numbers as people write them: spaces, dashes and digits of every kind. All numbers are published test numbers. */
import { describe, expect, test } from '@jest/globals';
import {
  findPersonalData,
  maskedSpans,
  maskPersonalData,
} from '../../../../../core/moderation/personal-data.ts';

const kindsIn = (text: string): string[] => findPersonalData(text).map(({ kind }) => kind);
const maskedIn = (text: string): string[] =>
  maskedSpans(text).map(({ start, end }) => text.slice(start, end));

/** Every dash and minus of Unicode that a keyboard or a word processor may put between. */
const DASHES = [...'-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2e3a\u058a\u301c'];
const SPACES = [...' \u00a0\u2007\u2009\u202f\u3000'];

describe('a Swedish number', () => {
  test.each([
    '811218.9876',
    '811218 - 9876',
    '19811218 9876',
    '1981-12-18-9876',
    '1981-12-18 9876',
    '1981.12.18-9876',
    '1981/12/18-9876',
    '81 12 18 9876',
    '81-12-18-9876',
    '811218+9876',
    '８１１２１８-９８７６',
    '８１１２１８－９８７６',
    '٨١١٢١٨-٩٨٧٦',
    '𝟪𝟣𝟣𝟤𝟣𝟪-𝟫𝟪𝟩𝟨',
    '811218\u200b9876',
    '8112\u00ad18-98\u200d76',
    '640823.3234',
    '701063\u22122391',
  ])('The number %s is found whole, in the characters that were written', (number) => {
    expect(maskedIn(`Jag har ${number}, svara tack.`)).toEqual([number]);
    expect(maskPersonalData(`Jag har ${number}, svara tack.`)).not.toMatch(/\p{Nd}/u);
    expect(maskPersonalData(number)).toHaveLength(number.length);
  });

  test('Every dash and every space may part it', () => {
    const written = [...DASHES, ...SPACES].map((sign) => `811218${sign}9876`);
    expect(written.filter((number) => maskedIn(`nr ${number}`)[0] !== number)).toEqual([]);
  });

  test.each([
    '811218-9877',
    '1981-12-18',
    '811218 987',
    'KS 2026/811218',
    '556016-0680',
    'Mötet är 2026-11-30 1830',
    'Bg 5050-1055',
    '0611-12 34 56',
  ])('The text %s holds none', (text) => {
    expect(maskedIn(text)).toEqual([]);
  });

  test('A reserve number has a letter, and is one beside a word that says so only', () => {
    expect(maskedIn('Mitt reservnummer är 000101-R220.')).toEqual(['000101-R220']);
    expect(maskedIn('Reservnr: 20000101R220')).toEqual(['20000101R220']);
    expect(maskedIn('000101\u2013R220 (samordningsnummer saknas)')).toEqual(['000101\u2013R220']);
    expect(maskedIn('Beställ artikel 000101-R220 till skolan.')).toEqual([]);
  });
});

describe('a mobile number that passes the check digit', () => {
  test.each([
    'Ring 070-767 10 04',
    'Ring 070767 1004',
    'Ring 0707671004',
    'Ring 070 767 1004',
    'Ring 070\u00a0767\u00a010\u00a004',
    'Ring 070\u2013767 10 04',
    'Ring 07 07 67 10 04',
    'Mobil: 070767-1004',
  ])('The text %s has a telephone number and no other', (text) => {
    expect(kindsIn(text)).toEqual(['phone']);
  });

  test('A word that says so makes it an identity number in any spacing', () => {
    for (const number of ['0707671004', '070767 1004', '070767-1004', '070767\u00a01004'])
      expect([number, kindsIn(`Mitt personnummer är ${number}`)]).toEqual([number, ['samordningsnummer']]);
    expect(kindsIn('0707671004 är mitt personnummer')).toEqual(['samordningsnummer']);
  });
});

describe('a Norwegian number', () => {
  test.each([
    '020132 99997',
    '020132-99997',
    '02.01.32 99997',
    '02 01 32 99997',
    '02.01.1932-99997',
    '020132 999 97',
  ])('The number %s is found whole', (number) => {
    expect(maskedIn(`Fødselsnummer ${number}.`)).toEqual([number]);
  });
  test('Every dash and every space may part it', () => {
    const written = [...DASHES, ...SPACES].map((sign) => `020132${sign}99997`);
    expect(written.filter((number) => maskedIn(`nr ${number}`)[0] !== number)).toEqual([]);
  });
});

describe('a Finnish number', () => {
  test.each([
    '131052-308T',
    '131052\u2013308T',
    '131052\u2212308T',
    '131052-308t',
    '131052 - 308T',
  ])('The number %s is found whole', (number) => {
    expect(maskedIn(`Henkilötunnukseni on ${number}.`)).toEqual([number]);
    expect(kindsIn(number)).toEqual(['hetu']);
  });
  test('Every sign of the century of 2023 is known, and the slash is none', () => {
    // the sign is no part of the check: 1952 by any sign of the 1900s
    for (const sign of '-UVWXY') expect([sign, kindsIn(`131052${sign}308T`)]).toEqual([sign, ['hetu']]);
    for (const sign of 'ABCDEF')
      expect([sign, kindsIn(`131020${sign}${rest('131020')}`)]).toEqual([sign, ['hetu']]);
    expect(kindsIn('131052/308T')).toEqual([]);
    expect(kindsIn('131052-308U')).toEqual([]);
    expect(kindsIn('310252-308T')).toEqual([]);
  });
  /** The check sign of a made-up day: no person's number is used. */
  function rest(day: string): string {
    return `902${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(`${day}902`) % 31]}`;
  }
});

describe('a Danish number', () => {
  test('A number is one by its check digit, or by a word that says so', () => {
    expect(kindsIn('Mit CPR-nummer er 070761-4285')).toEqual(['cpr']);
    expect(kindsIn('cpr 0707614285')).toEqual(['cpr']);
    expect(maskedIn('cpr 070761\u22124285')).toEqual(['070761\u22124285']);
    expect(kindsIn('cpr 320761-4285')).toEqual([]);
    expect(kindsIn('Ring 20707614285')).not.toContain('cpr');
  });
});

test('An IBAN may have any spaces', () => {
  expect(maskedIn('SE45\u00a05000\u00a00000\u00a00583\u00a09825\u00a07466')).toHaveLength(1);
});

test('A long text of digits, dashes and spaces is read in time that grows with its length', () => {
  const hostile = ['81 12 18 ', '0707', '1-', '1 - ', '8112\u200b'].map((piece) => piece.repeat(20_000));
  const start = performance.now();
  for (const text of hostile) findPersonalData(text);
  expect(performance.now() - start).toBeLessThan(3_000);
});

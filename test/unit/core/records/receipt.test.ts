import { describe, expect, test } from '@jest/globals';
import { receiptFor, receiptFromObject, receiptFromText } from '../../../../core/records/receipt.ts';

describe('which file a receipt answers', () => {
  test('A receipt is named after the file, with or without its ending, in any case', () => {
    expect(receiptFor('uppsikt-ab-1.zip.receipt.json')).toEqual({ of: 'uppsikt-ab-1.zip', ending: 'json' });
    expect(receiptFor('uppsikt-ab-1.RECEIPT.XML')).toEqual({ of: 'uppsikt-ab-1', ending: 'xml' });
    expect(receiptFor('uppsikt-ab-1.receipt.txt')).toEqual({ of: 'uppsikt-ab-1', ending: 'txt' });
  });

  test('The file itself and what stands half written are no receipts', () => {
    for (const name of ['uppsikt-ab-1.zip', '.uppsikt-ab-1.zip.part', 'receipt.json', 'x.receipt.pdf'])
      expect([name, receiptFor(name)]).toEqual([name, null]);
  });
});

describe('what a receipt says', () => {
  const received = (reference: string | null) => ({ state: 'received', reference, reason: null });

  test('A number is a receipt, in the words of either country', () => {
    for (const key of ['reference', 'Diarienummer', 'saksnummer', 'DIARIENR'])
      expect([key, receiptFromText(`${key}: KS 2026/123\r\n`)]).toEqual([key, received('KS 2026/123')]);
    expect(receiptFromText('KS 2026/123')).toEqual(received('KS 2026/123'));
    expect(receiptFromObject({ state: 'received', reference: 'KS 2026/123' })).toEqual(
      received('KS 2026/123'),
    );
    expect(receiptFromObject({ 'r:receipt': { 'r:reference': 2026123 } })).toEqual(received('2026123'));
    expect(receiptFromText('status: mottagen')).toEqual(received(null));
  });

  test('A refusal bears its reason', () => {
    const refused = { state: 'refused', reference: null, reason: 'Filen går inte att öppna' };
    expect(receiptFromText('avvisad: Filen går inte att öppna')).toEqual(refused);
    expect(receiptFromText('status=avvist\nårsak=Filen går inte att öppna')).toEqual(refused);
    expect(receiptFromObject({ state: 'REFUSED', reason: 'Filen går inte att öppna' })).toEqual(refused);
    // A number beside a refusal is none of the register.
    expect(receiptFromObject({ state: 'refused', reference: 'X', reason: null })?.reference).toBeNull();
  });

  test('What says neither is no receipt', () => {
    for (const value of [
      {},
      [],
      null,
      5,
      'KS',
      { state: 'perhaps' },
      { a: { b: { c: { d: { reference: 'x' } } } } },
    ])
      expect([value, receiptFromObject(value)]).toEqual([value, null]);
    for (const text of ['', '   \n', 'status: kanske', 'two\nlines'])
      expect([text, receiptFromText(text)]).toEqual([text, null]);
  });

  test('A line alone is a number only if it can be one: an error page or a sentence is none', () => {
    for (const text of ['Filen kunde inte tas emot', '<html><body>404 not found</body></html>', '{"fel": 5}'])
      expect([text, receiptFromText(text)]).toEqual([text, null]);
    expect(receiptFromText('  2026/00117-3  ')).toEqual(received('2026/00117-3'));
  });

  test('A line of any length is read at once', () => {
    const before = performance.now();
    for (const line of [
      `${' '.repeat(60_000)}x`,
      'a '.repeat(30_000),
      `${'å '.repeat(14)}${' '.repeat(60_000)}`,
    ])
      receiptFromText(line);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test('Marks that nobody sees, and that turn a number around, are no part of it', () => {
    expect(receiptFromText('diarienummer: KS\u200b 2026/\u202e117\ufeff')).toEqual(received('KS 2026/117'));
  });

  test('Whatever a receipt holds becomes one bounded line', () => {
    const long = receiptFromObject({ reference: `A\u0000\u2028${'😀'.repeat(300)}\ud800` });
    expect([...(long?.reference ?? '')].length).toBe(200);
    expect(long?.reference?.isWellFormed()).toBe(true);
    expect(long?.reference?.startsWith('A 😀')).toBe(true);
    expect([...(receiptFromText(`avvisad: ${'x'.repeat(5000)}`)?.reason ?? '')].length).toBe(500);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPersonalData, maskPersonalData } from '../../../../core/moderation/personal-data.ts';

const kindsIn = (text: string): string[] => findPersonalData(text).map(({ kind }) => kind);

describe('Swedish numbers (fixtures: Skatteverket test numbers and worked examples)', () => {
  test.each([
    ['640823-3234', 'personnummer'],
    ['701063-2391', 'samordningsnummer'],
    ['189001019802', 'personnummer'],
    ['196408233234', 'personnummer'],
    ['200002012383', 'personnummer'],
    ['202301012395', 'personnummer'],
    ['191401682396', 'samordningsnummer'],
    ['197001782395', 'samordningsnummer'],
    ['19900101-2385', 'personnummer'],
  ])('The Swedish number %s is a %s', (text, kind) => {
    expect(kindsIn(`mitt nummer ${text}.`)).toEqual([kind]);
  });

  test.each([
    '640823-3235',
    '199902302383',
    '556016-0680',
    'KS 2026/00123',
    '2026-11-21',
  ])('The text %s is no personnummer', (text) => {
    expect(kindsIn(text)).not.toContain('personnummer');
  });

  test('Ten digits from 07 are a phone number unless a word says otherwise', () => {
    expect(kindsIn('Ring 0701740605')).toEqual(['phone']);
  });
});

describe('Norwegian numbers (fixtures: Skatteetaten, Tenor, NAV)', () => {
  test.each([
    ['02013299997', 'fodselsnummer', 'both rules'],
    ['02013299806', 'fodselsnummer', 'both rules'],
    ['30108299920', 'fodselsnummer', 'both rules'],
    ['02013299903', 'fodselsnummer', 'only from 2032'],
    ['30108299939', 'fodselsnummer', 'only from 2032'],
    ['41814061033', 'd-number', 'synthetic'],
    ['41814065640', 'd-number', 'synthetic'],
    ['41810021827', 'd-number', 'synthetic'],
    ['10915596784', 'fodselsnummer', 'synthetic'],
  ])('The Norwegian number %s is a %s (%s)', (text, kind) => {
    expect(kindsIn(`nr ${text}`)).toEqual([kind]);
  });

  test('The last check digit must hold under either rule', () => {
    expect(kindsIn('02013299998')).toEqual([]);
  });
});

test('Accounts and IBANs are found, and an IBAN with a wrong check digit is not', () => {
  expect(kindsIn('konto 1234.56.78903')).toEqual(['bank-account']);
  expect(kindsIn('SE45 5000 0000 0583 9825 7466 och NO93 8601 1117 947')).toEqual(['iban', 'iban']);
  expect(kindsIn('SE45 5000 0000 0583 9825 7467')).not.toContain('iban');
});

test('Masking keeps length and hides the digits of identity numbers only', () => {
  const text = 'Jag, 640823-3234, bor på Storgatan 5.';
  expect(maskPersonalData(text)).toBe('Jag, ••••••-••••, bor på Storgatan 5.');
});

test('Spans lie in the text, and masking keeps its length', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('640823-3234', ' 02013299997 ', 'NO93 8601 1117 947', '@', '070-1740605'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      for (const { start, end } of findPersonalData(text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(end).toBeGreaterThan(start);
      }
      expect(maskPersonalData(text)).toHaveLength(text.length);
    }),
  );
});

/** Numbers by their check digits: a wrong one in an archive's register is found years later, or never. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { organisationNumber } from '../../../../core/accounts/organisation-number.ts';

/** Of Brønnøysundregistrene, as it prints it itself. */
const NORWEGIAN = '974760673';
/** Made up: its last digit is by Luhn. */
const SWEDISH = '2120001231';
const ending = (nine: string): string =>
  Array.from({ length: 10 }, (_, digit) => `${nine}${digit}`).find((one) => organisationNumber(one, 'SE')) ??
  '';

test('A number with its check digit is taken, however it is written', () => {
  expect(organisationNumber(NORWEGIAN, 'NO')).toBe(NORWEGIAN);
  expect(organisationNumber('974 760 673', 'NO')).toBe(NORWEGIAN);
  const swedish = ending(SWEDISH.slice(0, 9));
  expect(swedish).toMatch(/^\d{10}$/u);
  for (const text of [swedish, `${swedish.slice(0, 6)}-${swedish.slice(6)}`, `16${swedish}`])
    expect(organisationNumber(text, 'SE')).toBe(swedish);
});

test('One digit that was mistyped is found, wherever it stands', () => {
  const swedish = ending(SWEDISH.slice(0, 9));
  fc.assert(
    fc.property(fc.nat(9), fc.integer({ min: 1, max: 9 }), (at, more) => {
      const wrong = (text: string): string =>
        [...text].map((sign, index) => (index === at ? String((Number(sign) + more) % 10) : sign)).join('');
      expect(organisationNumber(wrong(swedish), 'SE')).toBeNull();
      if (at < 9) expect(organisationNumber(wrong(NORWEGIAN), 'NO')).toBeNull();
    }),
  );
});

test('A number of the other country, of a person or of no length is none', () => {
  for (const text of [NORWEGIAN, '', '8112189876', '21200012311', 'abc', '202100-548x'])
    expect(organisationNumber(text, 'SE')).toBeNull();
  expect(organisationNumber(ending(SWEDISH.slice(0, 9)), 'NO')).toBeNull();
});

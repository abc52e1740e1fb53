/**
 * A second opinion on every identity number and IBAN: the libraries of those who keep the rules. Where the two differ,
 * the reason stands in the test. Ours stay our own, since pure core needs no package.
 */
import { describe, expect, test } from '@jest/globals';
import * as navikt from '@navikt/fnrvalidator';
import fc from 'fast-check';
import { composeIBAN, getCountrySpecifications, ValidationErrorsIBAN, validateIBAN } from 'ibantools';
import personnummer from 'personnummer';
import { ibanAtStart } from '../../../../../core/moderation/personal-data/iban.ts';
import { norwegianKind } from '../../../../../core/moderation/personal-data/norwegian.ts';
import { isPersonnummer, personnummerKind } from '../../../../../core/moderation/personal-data/swedish.ts';

const RUNS = { numRuns: 1_000 };
/** Its types speak of the other build: what Node loads is the class itself. */
const Personnummer = personnummer as unknown as typeof personnummer.default;

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((some) => some.join(''));
const padded = (min: number, max: number, length = 2) =>
  fc.integer({ min, max }).map((value) => String(value).padStart(length, '0'));

describe('Swedish numbers beside the package personnummer', () => {
  /** Days from 00 to 99, so that days that do not exist and samordningsnummer are among them. */
  const numbers = fc
    .tuple(fc.constantFrom('', '18', '19', '20'), padded(0, 99), padded(0, 13), padded(0, 99), digits(3))
    .map((parts) => parts.join(''));
  const withEveryCheck = (body: string) => Array.from({ length: 10 }, (_, check) => `${body}${check}`);
  const theirs = (number: string) =>
    Personnummer.valid(number, { allowCoordinationNumber: true, allowInterimNumber: false });

  test('A number is one exactly where the package says so, but for the birth number 000', () => {
    fc.assert(
      fc.property(numbers, (body) => {
        // 000 is given to nobody. We mask it all the same: too much is masked rather than too little.
        fc.pre(!body.endsWith('000'));
        const differing = withEveryCheck(body).filter((number) => isPersonnummer(number) !== theirs(number));
        expect(differing).toEqual([]);
      }),
      RUNS,
    );
    expect([isPersonnummer('6408230008'), theirs('6408230008')]).toEqual([true, false]);
  });

  test('A number is a samordningsnummer exactly where the package says so', () => {
    fc.assert(
      fc.property(numbers, (body) => {
        for (const number of withEveryCheck(body).filter(theirs))
          expect(personnummerKind(number) === 'samordningsnummer').toBe(
            new Personnummer(number).isCoordinationNumber(),
          );
      }),
      RUNS,
    );
  });
});

describe('Norwegian numbers beside the package of NAV', () => {
  const births = fc
    .tuple(padded(0, 79), padded(0, 99), padded(0, 99), digits(3))
    .map((parts) => parts.join(''));

  test('A number is a fødselsnummer or a D-number exactly where the package says so, by the rules of 2032 too', () => {
    const kindOf = (number: string) => {
      const theirs = navikt.idnr(number);
      if (theirs.status === 'invalid') return null;
      return theirs.type.startsWith('dnr') ? 'd-number' : 'fodselsnummer';
    };
    const seen = new Set<string | null>();
    fc.assert(
      fc.property(births, (body) => {
        const numbers = Array.from({ length: 100 }, (_, check) => `${body}${String(check).padStart(2, '0')}`);
        expect(numbers.filter((number) => norwegianKind(number) !== kindOf(number))).toEqual([]);
        for (const number of numbers) seen.add(norwegianKind(number));
      }),
      RUNS,
    );
    expect(seen).toEqual(new Set(['fodselsnummer', 'd-number', null]));
  });
});

describe('IBAN beside the package ibantools', () => {
  /** The countries whose length we know, and can so cut an IBAN from the text that follows it. */
  const KNOWN = ['SE', 'NO', 'DK', 'FI', 'IS', 'DE', 'GB', 'EE', 'LV', 'LT', 'PL', 'NL'];
  const specifications = getCountrySpecifications();
  const bbanOf = (length: number) =>
    fc.oneof(digits(length), fc.stringMatching(new RegExp(`^[A-Z]{4}\\d{${length - 4}}$`, 'u')));
  const charsOf = (country: string) => specifications[country]?.chars ?? 0;
  /** The check digits that make the number hold, whatever the bank's own format says. */
  const checked = (country: string, bban: string) => {
    const ours = Array.from({ length: 97 }, (_, at) => `${country}${String(at + 2).padStart(2, '0')}${bban}`);
    return ours.find((iban) => ibanAtStart(iban) !== null) ?? '';
  };

  test.each(KNOWN)('An IBAN of %s is as long as the package says, whatever follows it', (country) => {
    fc.assert(
      fc.property(bbanOf(charsOf(country) - 4), (bban) => {
        const iban = checked(country, bban);
        expect(iban).not.toBe('');
        expect(ibanAtStart(`${iban}1234`)).toBe(iban);
      }),
      { numRuns: 50 },
    );
  });

  test('What the package takes for an IBAN, of whatever country, is one for us', () => {
    let valid = 0;
    const countries = Object.keys(specifications).filter((country) => charsOf(country) > 14);
    const candidates = fc
      .constantFrom(...countries)
      .chain((country) => fc.tuple(fc.constant(country), bbanOf(charsOf(country) - 4)));
    fc.assert(
      fc.property(candidates, ([countryCode, bban]) => {
        const iban = composeIBAN({ countryCode, bban });
        if (iban === null || !validateIBAN(iban).valid) return;
        valid += 1;
        expect(ibanAtStart(iban)).toBe(iban);
      }),
      RUNS,
    );
    expect(valid).toBeGreaterThan(100);
  });

  test('What we take for an IBAN and the package does not differs in the format that the bank prescribes', () => {
    const candidates = fc
      .constantFrom(...KNOWN)
      .chain((country) => fc.tuple(fc.constant(country), bbanOf(charsOf(country) - 4)));
    // Letters where digits should stand, or a national check digit: one typed wrong is still somebody's account. The
    // package does not compute the check digits of what has letters in the wrong place.
    const { WrongBBANFormat, WrongAccountBankBranchChecksum } = ValidationErrorsIBAN;
    fc.assert(
      fc.property(candidates, ([country, bban]) => {
        const { errorCodes } = validateIBAN(checked(country, bban));
        if (errorCodes.includes(WrongBBANFormat)) return;
        expect(errorCodes.filter((code) => code !== WrongAccountBankBranchChecksum)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('Check digits that nobody computes hold for us by the remainder alone', () => {
    // 98 minus the remainder is never 00, 01 or 99, though the remainder of such a number may be 1.
    const turned = ['00', '01', '99'].map((check) => {
      const bban = Array.from({ length: 100 }, (_, at) => `500000000583982574${String(at).padStart(2, '0')}`);
      return bban.map((some) => `SE${check}${some}`).find((iban) => ibanAtStart(iban) !== null) ?? '';
    });
    expect(turned.map((iban) => validateIBAN(iban).errorCodes)).toEqual(
      turned.map(() => [ValidationErrorsIBAN.WrongIBANChecksum]),
    );
  });
});

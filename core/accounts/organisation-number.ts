/** The number with which registers and archives know a municipality, held against its own check digit. Pure. */
import type { Country } from '../kernel/platform.ts';

/** Sweden: ten digits, the last by Luhn (modulus 10); the third is at least 2, or it would be a person's. */
function isSwedish(digits: string): boolean {
  if (!/^\d{2}[2-9]\d{7}$/u.test(digits)) return false;
  const sum = [...digits].reduce((total, sign, index) => {
    const value = Number(sign) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const NORWEGIAN_WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

/** Norway: nine digits, the last by modulus 11; they begin with 8 or 9. */
function isNorwegian(digits: string): boolean {
  if (!/^[89]\d{8}$/u.test(digits)) return false;
  const sum = NORWEGIAN_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return sum % 11 === 0;
}

/** As registers write it, digits alone; null: it is none of that country. `16` before a Swedish one is its century. */
export function organisationNumber(text: string, country: Country): string | null {
  const digits = text.replace(/[\s-]/gu, '');
  if (country === 'NO') return isNorwegian(digits) ? digits : null;
  const short = /^16\d{10}$/u.test(digits) ? digits.slice(2) : digits;
  return isSwedish(short) ? short : null;
}

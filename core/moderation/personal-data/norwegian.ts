/**
 * Fødselsnummer and D-number by mod 11, under the rules in force and those for numbers issued from 2032-01-01, both of
 * which are accepted from the first day. Gender and century are never derived. Source: Skatteetaten.
 */
const FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const ACCOUNT = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * (digits.charCodeAt(i) - 48), 0);
}

/** 11 - (sum mod 11), with 11 -> 0; 10 is no digit. */
function checkDigit(sum: number): number {
  const digit = 11 - (sum % 11);
  return digit === 11 ? 0 : digit;
}

/** First check digits allowed from 2032: 11, 12, 13 or 14 minus (sum mod 11), minus 11 where above 10, never 10. */
function laterDigits(sum: number): number[] {
  return [11, 12, 13, 14]
    .map((base) => base - (sum % 11))
    .map((digit) => (digit > 10 ? digit - 11 : digit))
    .filter((digit) => digit !== 10);
}

function dateExists(digits: string): boolean {
  const first = Number(digits[0]);
  const third = Number(digits[2]);
  const day = Number(digits.slice(0, 2)) - (first >= 4 ? 40 : 0);
  // month + 80: synthetic (Tenor); month + 40: H-number
  const month = Number(digits.slice(2, 4)) - (third >= 8 ? 80 : third >= 4 ? 40 : 0);
  const yy = Number(digits.slice(4, 6));
  return [1900 + yy, 2000 + yy].some((year) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    return month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  });
}

/** Does the eleven-digit number hold under the old or the new rule? */
function isFodselsnummer(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || !dateExists(digits)) return false;
  const k1 = Number(digits[9]);
  const k2 = Number(digits[10]);
  if (checkDigit(weighted(digits, SECOND)) !== k2) return false;
  const sum = weighted(digits, FIRST);
  return checkDigit(sum) === k1 || laterDigits(sum).includes(k1);
}

export function norwegianKind(digits: string): 'fodselsnummer' | 'd-number' | null {
  if (!isFodselsnummer(digits)) return null;
  return Number(digits[0]) >= 4 ? 'd-number' : 'fodselsnummer';
}

export function isNorwegianAccount(digits: string): boolean {
  return /^\d{11}$/.test(digits) && checkDigit(weighted(digits, ACCOUNT)) === Number(digits[10]);
}

/**
 * CPR numbers: DDMMYY-NNNN. Those given since 2007 need not fulfil mod 11, so that without a word that says what it is
 * only the older ones are told from other numbers. Source: CPR-kontoret.
 */
const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/** Ten digits whose first six are a day of some year ending so. */
export function isCprShaped(digits: string): boolean {
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  const yy = Number(digits.slice(4, 6));
  return [1900 + yy, 2000 + yy].some((year) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  });
}

export const holdsByMod11 = (digits: string): boolean =>
  WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0) % 11 === 0;

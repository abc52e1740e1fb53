/**
 * Henkilötunnus: DDMMYY, a sign for the century, three digits, a check sign. The signs are those in force since 2023; `/` is
 * none. Source: Digital and Population Data Services Agency (DVV).
 */
const CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

const centuryOf = (sign: string): number => (sign === '+' ? 1800 : /[-U-Y]/.test(sign) ? 1900 : 2000);

/** The parts in capitals: six digits of the day, the sign of the century, three digits, the check sign. */
export function isHetu(date: string, sign: string, rest: string): boolean {
  const day = Number(date.slice(0, 2));
  const month = Number(date.slice(2, 4));
  const day1 = new Date(Date.UTC(centuryOf(sign) + Number(date.slice(4, 6)), month - 1, day));
  if (day1.getUTCMonth() !== month - 1 || day1.getUTCDate() !== day) return false;
  return CHECKS[Number(date + rest.slice(0, 3)) % 31] === rest[3];
}

/** Personnummer and samordningsnummer. Source: Skatteverket meddelande 2010:3; the check digit is Luhn over ten digits. */

/** Ten digits YYMMDDNNNK: does the Luhn sum end in zero? */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    let value = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 === 0;
}

/** A day that exists in some year ending in `yy`, or in the given century. */
function dateExists(year: number | null, yy: number, place: { month: number; day: number }): boolean {
  const years = year === null ? [1900 + yy, 2000 + yy] : [year];
  return years.some((candidate) => {
    const date = new Date(Date.UTC(candidate, place.month - 1, place.day));
    return date.getUTCMonth() === place.month - 1 && date.getUTCDate() === place.day;
  });
}

/** Ten or twelve digits. The day of a samordningsnummer is 60 higher. */
export function isPersonnummer(digits: string): boolean {
  if (digits.length !== 10 && digits.length !== 12) return false;
  const ten = digits.slice(-10);
  const year = digits.length === 12 ? Number(digits.slice(0, 4)) : null;
  const month = Number(ten.slice(2, 4));
  const day = Number(ten.slice(4, 6));
  return dateExists(year, Number(ten.slice(0, 2)), { month, day: day > 60 ? day - 60 : day }) && luhn(ten);
}

export function personnummerKind(digits: string): 'personnummer' | 'samordningsnummer' {
  return Number(digits.slice(-6, -4)) > 60 ? 'samordningsnummer' : 'personnummer';
}

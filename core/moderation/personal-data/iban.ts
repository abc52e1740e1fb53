/** IBAN by ISO 13616: country, two check digits, mod 97 = 1. */
function isIban(text: string): boolean {
  const compact = text.replace(/ /g, '');
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(compact)) return false;
  const turned = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const char of turned) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Characters of an IBAN per country; others are taken whole. */
const LENGTHS: Readonly<Record<string, number>> = {
  SE: 24,
  NO: 15,
  DK: 18,
  FI: 18,
  IS: 26,
  DE: 22,
  GB: 22,
  EE: 20,
  LV: 21,
  LT: 20,
  PL: 28,
  NL: 18,
};

/** The IBAN that `text` begins with (spaces allowed), or null. */
export function ibanAtStart(text: string): string | null {
  const length = LENGTHS[text.slice(0, 2)];
  if (length === undefined) return isIban(text) ? text : null;
  let seen = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] !== ' ') seen += 1;
    if (seen === length) return isIban(text.slice(0, i + 1)) ? text.slice(0, i + 1) : null;
  }
  return null;
}

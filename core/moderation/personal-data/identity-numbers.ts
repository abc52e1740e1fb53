/** Where identity numbers and Norwegian accounts stand in a text that is written plainly (written.ts), by country. */
import { holdsByMod11, isCprShaped } from './danish.ts';
import { isHetu } from './finnish.ts';
import { isNorwegianAccount, norwegianKind } from './norwegian.ts';
import { isPersonnummer, personnummerKind } from './swedish.ts';

export interface IdentityNumber {
  readonly start: number;
  readonly end: number;
  readonly kind:
    | 'personnummer'
    | 'samordningsnummer'
    | 'fodselsnummer'
    | 'd-number'
    | 'cpr'
    | 'hetu'
    | 'reserve-number'
    | 'bank-account';
}

/** Before a number: no digit, nor one that a sign ties to it. */
const BEFORE = String.raw`(?<!\d)(?<!\d[-.+/])`;
const AFTER = String.raw`(?!\d)`;
/** Between birth and the rest: nothing, spaces, one sign with or without them. */
const GAP = String.raw`( {0,2}[-+.]? {0,2})`;

const SWEDISH = new RegExp(
  String.raw`${BEFORE}((?:18|19|20)?\d{2})([ ./-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])${GAP}(\d{4})${AFTER}`,
  'g',
);
/** Reserve, T- and interim numbers: one or two letters among the last four signs. */
const WITH_LETTER = new RegExp(
  String.raw`${BEFORE}(?<!\p{L})(?:18|19|20)?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])${GAP}(?=\d{0,3}[A-Z])[A-Z\d]{4}(?![\p{L}\d])`,
  'giu',
);
const ELEVEN = new RegExp(
  String.raw`${BEFORE}(?:\d{6} {0,2}[-.]? {0,2}\d{3} ?\d{2}|\d{4}[. ]\d{2}[. ]\d{5}|\d{3} \d{3} \d{5}|\d{2}([ ./-]?)\d{2}\1(?:18|19|20)?\d{2} {0,2}[-.]? {0,2}\d{3} ?\d{2})${AFTER}`,
  'g',
);
const DANISH = new RegExp(
  String.raw`${BEFORE}(0[1-9]|[12]\d|3[01])([ ./-]?)(0[1-9]|1[0-2])\2(\d{2})${GAP}(\d{4})${AFTER}`,
  'g',
);
const FINNISH =
  /(?<![\p{L}\d])((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}) {0,2}([-+A-FU-Y]) {0,2}(\d{3}[\dA-FHJ-NPR-Y])(?![\p{L}\d])/giu;

/** What says that a number is somebody's; and that it is to be called. */
const CUE =
  /person-?n|person-?id|pnr|p-nr|född|samordn|fødsel|fnr|d-nummer|henkil|hetu|\bcpr|reservn|t-nummer|identitet/i;
const RESERVE_CUE = /reserv-?n|t-?nummer|interims?-?n|lma|person-?n|pnr|p-nr|samordn|patient-?n|identitet/i;
const CPR_CUE = /cpr|person-?n|pnr|p-nr|identitet/i;
const PHONE_CUE = /\bring|\btel|tlf|mobil|sms|\bphone|\bcall|nå mig|nås på|swish|vipps/i;
const CUE_BEFORE = 40;
const CUE_AFTER = 25;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Does a word beside the range say so? */
function hasBeside(text: string, cue: RegExp, { start, end }: { start: number; end: number }): boolean {
  return (
    cue.test(text.slice(Math.max(0, start - CUE_BEFORE), start)) || cue.test(text.slice(end, end + CUE_AFTER))
  );
}

const rangeOf = ({ 0: raw, index }: RegExpExecArray) => ({ start: index, end: index + raw.length });

const MOBILE = /^07[02369]\d{7}$/;
const TIME = /^(?:[01]\d|2[0-3])[0-5]\d$/;

/**
 * Ten digits that are a mobile number are one in whatever spacing, unless a word says otherwise; 070323-2394 is how
 * identity numbers are written and mobile numbers are not. "2026-11-30 1830" is a day and an hour.
 */
function isSomethingElse(text: string, match: RegExpExecArray): boolean {
  const raw = match[0];
  const range = rangeOf(match);
  if (hasBeside(text, CUE, range)) return false;
  if (MOBILE.test(digitsOf(raw))) return !/^\d{6}[-+]\d{4}$/.test(raw) || hasBeside(text, PHONE_CUE, range);
  return /^20\d\d([./-])\d\d\1\d\d +\d{4}$/.test(raw) && TIME.test(raw.slice(-4));
}

interface Finder {
  readonly pattern: RegExp;
  /** What the match is; null: none of ours. */
  kindOf(text: string, match: RegExpExecArray): IdentityNumber['kind'] | null;
}

const swedish: Finder = {
  pattern: SWEDISH,
  kindOf(text, match) {
    const digits = digitsOf(match[0]);
    // a Danish number that is called one may pass the Swedish check digit
    if (isCprShaped(digits) && hasBeside(text, /\bcpr/i, rangeOf(match))) return null;
    return isPersonnummer(digits) && !isSomethingElse(text, match) ? personnummerKind(digits) : null;
  },
};

const norwegian: Finder = {
  pattern: ELEVEN,
  kindOf(_, { 0: raw }) {
    const digits = digitsOf(raw);
    // a year in full: the number itself has its last two digits only
    const eleven = digits.length === 13 ? digits.slice(0, 4) + digits.slice(6) : digits;
    if (/^\d{4}[. ]\d{2}[. ]/.test(raw) && isNorwegianAccount(eleven)) return 'bank-account';
    return norwegianKind(eleven);
  },
};

const danish: Finder = {
  pattern: DANISH,
  kindOf(text, match) {
    const digits = digitsOf(match[0]);
    const told = hasBeside(text, CPR_CUE, rangeOf(match));
    const written = /^\d{6} ?- ?\d{4}$/.test(match[0]) && holdsByMod11(digits);
    return isCprShaped(digits) && (told || written) ? 'cpr' : null;
  },
};

const finnish: Finder = {
  pattern: FINNISH,
  kindOf(_, [, date = '', sign = '', rest = '']) {
    return isHetu(date, sign.toUpperCase(), rest.toUpperCase()) ? 'hetu' : null;
  },
};

const withLetter: Finder = {
  pattern: WITH_LETTER,
  kindOf(text, match) {
    return hasBeside(text, RESERVE_CUE, rangeOf(match)) ? 'reserve-number' : null;
  },
};

/** In this order: what one has found no later one names anew. */
const FINDERS = [swedish, norwegian, finnish, danish, withLetter];

/** Accounts are found here too, since they are told from identity numbers by how they are written. */
export function findIdentityNumbers(text: string): IdentityNumber[] {
  const found: IdentityNumber[] = [];
  for (const { pattern, kindOf } of FINDERS) {
    const earlier = [...found].sort((a, b) => a.start - b.start);
    let next = 0;
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      while (next < earlier.length && (earlier[next]?.end ?? 0) <= start) next += 1;
      const isTaken = (earlier[next]?.start ?? end) < end;
      const kind = isTaken ? null : kindOf(text, match);
      if (kind !== null) found.push({ start, end, kind });
    }
  }
  return found;
}

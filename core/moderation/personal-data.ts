/**
 * Personal data in a text: Nordic identity numbers by their check digits, bank accounts, IBAN, e-mail, phone numbers, street
 * addresses, however their digits, dashes and spaces are written. Every hit is a suggestion: mask it where it is shown,
 * never decide secrecy by it.
 */

import { ibanAtStart } from './personal-data/iban.ts';
import { findIdentityNumbers } from './personal-data/identity-numbers.ts';
import { readWritten } from './personal-data/written.ts';

export const PERSONAL_DATA_KINDS = [
  'personnummer',
  'samordningsnummer',
  'fodselsnummer',
  'd-number',
  'cpr',
  'hetu',
  'reserve-number',
  'bank-account',
  'iban',
  'email',
  'phone',
  'street',
] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** UTF-16 offsets in the text, end exclusive. */
export interface PersonalDataSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: PersonalDataKind;
}

/** Kinds that are masked wherever a comment is shown, unless a person opens them. */
const MASKED_KINDS: ReadonlySet<PersonalDataKind> = new Set([
  'personnummer',
  'samordningsnummer',
  'fodselsnummer',
  'd-number',
  'cpr',
  'hetu',
  'reserve-number',
  'bank-account',
  'iban',
]);

const IBAN = /(?<![A-Za-z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{1,4}){3,8}/g;
const EMAIL = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){0,4}\.\p{L}{2,24}/gu;
const PHONE =
  /(?<![\d.,/-])(?:(?:\+|00)4[67][ -]?(?:\(0\))?[ -]?|0)7[02369](?:[ -]?\d){7}(?!\d)|(?<![\d.,/-])(?:\+|00)47 ?[2-9](?:[ ]?\d){7}(?!\d)|(?<![\d.,/-])[49]\d{2} ?\d{2} ?\d{3}(?!\d)|(?<![\d.,/-])[2-9]\d(?: \d{2}){3}(?!\d)|(?<![\d.,/-])0\d{1,3}[- ]\d{2,3}(?:[ ]?\d{2}){2,3}(?!\d)/g;
const STREET =
  /\p{Lu}[\p{L}]{1,30}(?:gatan|vägen|gränd|torget|stigen|backen|gata|veien|vegen|gate|vei|veg|plass) \d{1,4} ?[A-Za-z]?(?!\p{L})/gu;
/** What every phone number has, and every street: most texts have neither, and the patterns cost more. */
const MANY_DIGITS = /(?:\d[^\d]{0,5}){8}/;
const NUMBERED = /[a-z] \d/;

/** Texts are searched up to this length: longer ones are no comments. */
const SEARCHED = 200_000;

const byPlace = (a: PersonalDataSpan, b: PersonalDataSpan): number => a.start - b.start;

/** Adds what overlaps nothing found so far. Both lists are in order of place: one walk along the two. */
function addPlain(
  text: string,
  { pattern, kind }: { pattern: RegExp; kind: PersonalDataKind },
  spans: PersonalDataSpan[],
): void {
  const taken = [...spans].sort(byPlace);
  let next = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    while (next < taken.length && (taken[next]?.end ?? 0) <= match.index) next += 1;
    const other = taken[next];
    if (other === undefined || other.start >= end) spans.push({ start: match.index, end, kind });
  }
}

function addIbans(text: string, spans: PersonalDataSpan[]): void {
  for (let match = nextIban(text, 0); match !== null; match = nextIban(text, match.next)) {
    if (match.end > match.start) spans.push({ start: match.start, end: match.end, kind: 'iban' });
  }
}

/** The next place that looks like an IBAN; `end` equals `start` where it is none. */
function nextIban(text: string, from: number): { start: number; end: number; next: number } | null {
  IBAN.lastIndex = from;
  const match = IBAN.exec(text);
  if (match === null) return null;
  const found = ibanAtStart(match[0]);
  const start = match.index;
  return found === null
    ? { start, end: start, next: start + 4 }
    : { start, end: start + found.length, next: start + found.length };
}

/** All personal data found, in order of place; overlapping hits keep the more specific kind. Linear in the text's length. */
export function findPersonalData(text: string): PersonalDataSpan[] {
  const { plain, rangeOf } = readWritten(text.slice(0, SEARCHED));
  const spans: PersonalDataSpan[] = [];
  if (MANY_DIGITS.test(plain)) {
    spans.push(...findIdentityNumbers(plain));
    addIbans(plain, spans);
  }
  if (plain.includes('@')) addPlain(plain, { pattern: EMAIL, kind: 'email' }, spans);
  if (MANY_DIGITS.test(plain)) addPlain(plain, { pattern: PHONE, kind: 'phone' }, spans);
  if (NUMBERED.test(plain)) addPlain(plain, { pattern: STREET, kind: 'street' }, spans);
  return spans.map(({ start, end, kind }) => ({ ...rangeOf(start, end), kind })).sort(byPlace);
}

/** What is masked in a text, in order of place, without overlaps: of two numbers that share digits all are. */
export function maskedSpans(
  text: string,
  kinds: ReadonlySet<PersonalDataKind> = MASKED_KINDS,
): PersonalDataSpan[] {
  const spans: PersonalDataSpan[] = [];
  for (const span of findPersonalData(text)) {
    if (!kinds.has(span.kind)) continue;
    const last = spans.at(-1);
    if (last === undefined || span.start >= last.end) spans.push(span);
    else if (span.end > last.end) spans[spans.length - 1] = { ...last, end: span.end };
  }
  return spans;
}

/** The text with the digits of identity and account numbers replaced by `•`; length and offsets stay as they were. */
export function maskPersonalData(text: string, kinds: ReadonlySet<PersonalDataKind> = MASKED_KINDS): string {
  let masked = '';
  let at = 0;
  for (const span of maskedSpans(text, kinds)) {
    masked += text.slice(at, span.start) + coverOf(text.slice(span.start, span.end));
    at = span.end;
  }
  return masked + text.slice(at);
}

/** Every unit of a sign is covered, so that one of two units leaves two dots. */
const coverOf = (number: string): string =>
  number.replace(/[\p{L}\p{N}]/gu, (sign) => '•'.repeat(sign.length));

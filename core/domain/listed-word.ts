/** Reading a word that a person puts on a list: what it may be, what it would hit. */
import { INFLECTIONS } from './inflections.ts';

const TERM = /^\*?[\p{L}\p{N}]{2,40}\*?$/u;
/** Shorter words are inside or beside too many others. */
const SHORT = 3;

/** Lower case, without spaces around; null for what cannot be one word of a list. */
export function cleanTerm(raw: string): string | null {
  const term = raw.normalize('NFC').trim().toLowerCase();
  return TERM.test(term) ? term : null;
}

const ENDINGS = [...INFLECTIONS].sort((a, b) => b.length - a.length).join('|');

/** Source of a regular expression over one folded word. The classifier also sees through spellings and disguises. */
export function termPattern(term: string): string {
  const left = term.startsWith('*') ? '' : '^';
  const right = term.endsWith('*') ? '' : `(?:${ENDINGS})?$`;
  return `${left}${term.replaceAll('*', '')}${right}`;
}

/** Among the commonest words of Swedish, bokmål, nynorsk and English: hardly anybody means to list one. */
const COMMON = (
  'och att det som en är på för av med till den har de inte om ett han men var jag sig från vi så kan när år under ' +
  'ska skulle efter eller nu där hon ut vad mycket bara här man du er ni mig dig sin alla hur blir bli då också bra ' +
  'kommun kommunen kommunens gata gatan skola skolan barn barnen väg vägen hus huset tid tack hej idag dag dagar ' +
  'og ikke til på for med han var meg seg fra kan når skal etter eller nå der hun hva mye bare her deg alle hvordan ' +
  'kommune kommunens gate gata skole skolen barna vei veien veg vegen tid takk hei ikkje eg frå når korleis kva ' +
  'the and that this for with not are was have from they you your our all can what when how there here very just ' +
  'street school child children road house time thanks hello today day days people folk person personer människor'
).split(' ');

/** Very common words that the term would hit; empty: none. */
export function commonHits(term: string): string[] {
  const pattern = new RegExp(termPattern(term), 'u');
  return [...new Set(COMMON)].filter((word) => pattern.test(word));
}

export const isShort = (term: string): boolean => term.replaceAll('*', '').length < SHORT;

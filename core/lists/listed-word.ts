/** Reading a word or phrase that a person puts on a list: what it may be, what it would hit. */
import { INFLECTIONS } from './inflections.ts';
import type { WordKind } from './lists.ts';

const WORD = /^\*?[\p{L}\p{N}]{2,40}\*?$/u;
/** Beside others a word may be a single letter, but then not an open one. */
const PHRASE_WORD = /^(?:\*?[\p{L}\p{N}]{2,40}\*?|[\p{L}\p{N}])$/u;
const MAX_WORDS_OF_TERM = 4;
export const MAX_TERM_LENGTH = 120;
/** Shorter words are inside or beside too many others. */
const SHORT = 3;

/** Lower case, single spaces between its words, none around; null for what can be no entry of a list. */
export function cleanTerm(raw: string): string | null {
  const words = raw.normalize('NFC').trim().toLowerCase().split(/\s+/u);
  const shape = words.length === 1 ? WORD : PHRASE_WORD;
  const fits = words.length <= MAX_WORDS_OF_TERM && words.every((word) => shape.test(word));
  const term = words.join(' ');
  return fits && term.length <= MAX_TERM_LENGTH ? term : null;
}

export const termWords = (term: string): readonly string[] => term.split(' ');

const ENDINGS = [...INFLECTIONS].sort((a, b) => b.length - a.length).join('|');

/** Source of a regular expression over one folded word, for a term of one word. The classifier also sees through spellings and disguises. */
export function termPattern(term: string): string {
  const left = term.startsWith('*') ? '' : '^';
  const right = term.endsWith('*') ? '' : `(?:${ENDINGS})?$`;
  return `${left}${term.replaceAll('*', '')}${right}`;
}

const LETTER = '[\\p{L}\\p{N}]';

/** Source of a regular expression over a text as it was written, its case ignored, for a term of several words. */
export function phrasePattern(term: string): string {
  const words = termWords(term).map((word) => {
    const left = word.startsWith('*') ? `${LETTER}*` : '';
    const right = word.endsWith('*') ? `${LETTER}*` : `(?:${ENDINGS})?`;
    return `${left}${word.replaceAll('*', '')}${right}`;
  });
  return `(?<!${LETTER})${words.join('[^\\p{L}\\p{N}.!?]+')}(?!${LETTER})`;
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

/** Very common words that the term would hit; empty: none. Of a phrase each word may be common. */
export function commonHits(term: string): string[] {
  if (termWords(term).length > 1) return [];
  const pattern = new RegExp(termPattern(term), 'u');
  return [...new Set(COMMON)].filter((word) => pattern.test(word));
}

export const isShort = (term: string): boolean => term.replace(/[* ]/gu, '').length < SHORT;

const openEnds = (word: string) => ({
  core: word.replaceAll('*', ''),
  left: word.startsWith('*'),
  right: word.endsWith('*'),
});

/**
 * Whether an exempt term takes away all that a listed one would find, so that listing it says nothing. What is exempt
 * within a wider word ("fjantgatan" of "fjant*") is no contradiction.
 */
export function swallows(exempt: string, listed: string): boolean {
  const [outer, inner] = [termWords(exempt), termWords(listed)];
  if (outer.length !== inner.length) return false;
  return inner.every((word, at) => {
    const [narrow, wide] = [openEnds(word), openEnds(outer[at] ?? '')];
    return narrow.core === wide.core && (wide.left || !narrow.left) && (wide.right || !narrow.right);
  });
}

/** Of words on the lists, the one that contradicts a new one: exempt and listed at once. Null: none does. */
export function contradictionOf<W extends { readonly kind: WordKind; readonly term: string }>(
  added: { readonly kind: WordKind; readonly term: string },
  words: readonly W[],
): W | null {
  const contradicts = ({ kind, term }: W): boolean => {
    if (added.kind === 'exempt') return kind !== 'exempt' && swallows(added.term, term);
    return kind === 'exempt' && swallows(term, added.term);
  };
  return words.find(contradicts) ?? null;
}

/** Of this many stored comments, a banned word in more than one is hardly meant by anybody. */
const BANNED_IN_AT_MOST_ONE_OF = 200;

/** Whether a word is so common that one person alone must not ban it; without history, common words say so. */
export const isTooCommonToBan = (use: {
  readonly hits: number;
  readonly comments: number;
  readonly common: readonly string[];
}): boolean => use.common.length > 0 || use.hits * BANNED_IN_AT_MOST_ONE_OF > use.comments;

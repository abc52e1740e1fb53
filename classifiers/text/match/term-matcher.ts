/** Finds the lexicons' single words in a text: one automaton for all languages and categories, exceptions included. */
import type { Language } from '../../../core/moderation/verdict.ts';
import { type NormalText, textAt } from '../normalise/normal-text.ts';
import { AhoCorasick } from './aho-corasick.ts';
import type { EntryMeta, LexiconFile, Term } from './lexicon-file.ts';
import { isInflection, isInflectionText, spellings } from './word-forms.ts';

export interface TermHit extends EntryMeta {
  readonly name: string;
  readonly language: Language;
  /** Canonical range. */
  readonly from: number;
  readonly to: number;
  readonly term: string;
  /** The word goes on after the term; `isOpen`: as the term, which is open there, asks for. */
  readonly goesOn: boolean;
  readonly isOpen: boolean;
}

interface Compiled extends Term {
  readonly name: string;
  readonly language: Language;
  readonly isException: boolean;
  readonly spelling: string;
}

/** Units, and where the last word of interest ends. */
type Units = Pick<NormalText, 'codes' | 'length'>;

const SPACE = 0x20;
/** Shorter words without their dots are other words: "nöt" is not "not". */
const MIN_ASCII_LENGTH = 5;

export class TermMatcher {
  private readonly terms: readonly Compiled[];
  private readonly automaton: AhoCorasick;

  constructor(files: readonly LexiconFile[]) {
    const terms: Compiled[] = [];
    for (const { name, language, terms: entries, exceptions } of files) {
      const add = (term: Term, isException: boolean): void => {
        for (const spelling of spellings(term.text, term.ascii && term.text.length >= MIN_ASCII_LENGTH)) {
          if (spelling !== '') terms.push({ ...term, name, language, isException, spelling });
        }
      };
      for (const term of entries) add(term, false);
      for (const term of exceptions) add(term, true);
    }
    this.terms = terms;
    this.automaton = new AhoCorasick(terms.map((term) => term.spelling));
  }

  /** Is any term but exceptions found in the word of the units `from` to `to` (exclusive)? */
  isIn(units: Uint16Array, from: number, to: number): boolean {
    const word = { codes: units, length: to };
    let found = false;
    this.automaton.scan(units, { from, to }, (id, end) => {
      const term = this.terms[id];
      if (term && !term.isException && this.fits(word, term, end)) found = true;
    });
    return found;
  }

  find(text: NormalText): TermHit[] {
    const hits: { term: Compiled; from: number; to: number }[] = [];
    const innocent: { from: number; to: number; name: string }[] = [];
    this.automaton.scan(text.codes, { from: 0, to: text.length }, (id, end) => {
      const term = this.terms[id];
      if (term === undefined) return;
      const from = end - term.spelling.length;
      if (!this.fits(text, term, end)) return;
      if (term.isException) innocent.push({ from, to: end, name: term.name });
      else hits.push({ term, from, to: end });
    });
    this.findStarred(text, hits);
    const kept = innocent.length === 0 ? hits : withoutInnocent(hits, innocent);
    return kept.map(({ term, from, to }) => ({
      severity: term.severity,
      attributes: term.attributes,
      name: term.name,
      language: term.language,
      term: term.text,
      from,
      to: wordEnd(text, to),
      goesOn: to < text.length && text.codes[to] !== SPACE,
      isOpen: term.openRight,
    }));
  }

  /** May the term, found to end at `end`, stand there? */
  private fits(text: Units, term: Compiled, end: number): boolean {
    const { codes, length } = text;
    const from = end - term.spelling.length;
    if (!term.openLeft && from > 0 && codes[from - 1] !== SPACE) return false;
    if (end >= length || codes[end] === SPACE) return true;
    if (term.exact) return false;
    if (term.openRight) return true;
    return isInflection(codes, end, wordEnd(text, end));
  }

  /** "f*tta", "h**a": compared letter by letter with the terms of severity 2 and above. */
  private findStarred(text: NormalText, hits: { term: Compiled; from: number; to: number }[]): void {
    for (const word of text.starred.slice(0, 20)) {
      const written = textAt(text, word);
      const term = this.terms.find(
        (candidate) =>
          !candidate.isException && candidate.severity >= 2 && fillsStars(written, candidate.spelling),
      );
      if (term) hits.push({ term, from: word.from, to: word.to });
    }
  }
}

/** End of the word at `at`, looked for so far and no further: words without end are how hostile texts look. */
const MAX_REST = 40;

function wordEnd(text: Units, at: number): number {
  let end = at;
  const limit = Math.min(text.length, at + MAX_REST);
  while (end < limit && text.codes[end] !== SPACE) end += 1;
  return end;
}

/** Does the starred word read as the term? Each star stands for one letter; letters outnumber or equal the stars. */
function fillsStars(starred: string, term: string): boolean {
  if (starred.length < term.length || term.length < 3 || starred[0] !== term[0]) return false;
  let letters = 0;
  for (let i = 0; i < term.length; i += 1) {
    if (starred[i] === '*') continue;
    if (starred[i] !== term[i]) return false;
    letters += 1;
  }
  return letters * 2 >= term.length && isInflectionText(starred.slice(term.length).replaceAll('*', ''));
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Leaves out the hits that lie inside an exception. Linear after sorting: `reach` is how far exceptions begun so far go. */
function withoutInnocent<Hit extends Range>(hits: readonly Hit[], innocent: readonly Range[]): Hit[] {
  const starts = [...innocent].sort((a, b) => a.from - b.from);
  const kept: Hit[] = [];
  let next = 0;
  let reach = -1;
  for (const hit of [...hits].sort((a, b) => a.from - b.from)) {
    for (; next < starts.length && (starts[next]?.from ?? 0) <= hit.from; next += 1) {
      reach = Math.max(reach, starts[next]?.to ?? -1);
    }
    if (reach < hit.to) kept.push(hit);
  }
  return kept;
}

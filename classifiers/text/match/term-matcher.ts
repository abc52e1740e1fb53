/** Finds the lexicons' single words in a text: one automaton for all languages and categories, exceptions included. */
import type { Language } from '../../../core/domain/verdict.ts';
import type { NormalText } from '../normalise/normal-text.ts';
import { AhoCorasick } from './aho-corasick.ts';
import { isInflection } from './boundaries.ts';
import type { EntryMeta, LexiconFile, Term } from './lexicon-file.ts';
import { spellings } from './variants.ts';

export interface TermHit extends EntryMeta {
  readonly name: string;
  readonly language: Language;
  /** Canonical range. */
  readonly from: number;
  readonly to: number;
  readonly term: string;
}

interface Compiled extends Term {
  readonly name: string;
  readonly language: Language;
  readonly isException: boolean;
  readonly spelling: string;
}

const SPACE = 0x20;

export class TermMatcher {
  private readonly terms: readonly Compiled[];
  private readonly automaton: AhoCorasick;

  constructor(files: readonly LexiconFile[]) {
    const terms: Compiled[] = [];
    for (const { name, language, terms: entries, exceptions } of files) {
      const add = (term: Term, isException: boolean): void => {
        for (const spelling of spellings(term.text, term.ascii)) {
          if (spelling !== '') terms.push({ ...term, name, language, isException, spelling });
        }
      };
      for (const term of entries) add(term, false);
      for (const term of exceptions) add(term, true);
    }
    this.terms = terms;
    this.automaton = new AhoCorasick(terms.map((term) => term.spelling));
  }

  find(text: NormalText): TermHit[] {
    const hits: { term: Compiled; from: number; to: number }[] = [];
    const innocent: { from: number; to: number; name: string }[] = [];
    this.automaton.scan(text.codes, text.length, (id, end) => {
      const term = this.terms[id];
      if (term === undefined) return;
      const from = end - term.spelling.length;
      if (!this.fits(text, term, from, end)) return;
      if (term.isException) innocent.push({ from, to: end, name: term.name });
      else hits.push({ term, from, to: end });
    });
    this.findStarred(text, hits);
    const kept = innocent.length === 0 ? hits : hits.filter((hit) => !isInnocent(hit, innocent));
    return kept.map(({ term, from, to }) => ({
      severity: term.severity,
      attributes: term.attributes,
      name: term.name,
      language: term.language,
      term: term.text,
      from,
      to: wordEnd(text, to),
    }));
  }

  private fits(text: NormalText, term: Compiled, from: number, end: number): boolean {
    const { codes, length } = text;
    if (!term.openLeft && from > 0 && codes[from - 1] !== SPACE) return false;
    if (end >= length || codes[end] === SPACE) return true;
    if (term.exact) return false;
    if (term.openRight) return true;
    const stop = wordEnd(text, end);
    return isInflection(text.canonical.slice(end, stop));
  }

  /** "f*tta", "h**a": compared letter by letter with the terms of severity 2 and above. */
  private findStarred(text: NormalText, hits: { term: Compiled; from: number; to: number }[]): void {
    for (const word of text.starred.slice(0, 20)) {
      const term = this.terms.find(
        (candidate) =>
          !candidate.isException && candidate.severity >= 2 && fillsStars(word.text, candidate.spelling),
      );
      if (term) hits.push({ term, from: word.from, to: word.to });
    }
  }
}

function wordEnd(text: NormalText, at: number): number {
  let end = at;
  while (end < text.length && text.codes[end] !== SPACE) end += 1;
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
  return letters * 2 >= term.length && isInflection(starred.slice(term.length).replaceAll('*', ''));
}

function isInnocent(
  hit: { from: number; to: number },
  innocent: readonly { from: number; to: number }[],
): boolean {
  return innocent.some((other) => other.from <= hit.from && other.to >= hit.to);
}

/**
 * Which terms, patterns and domain rules have met ordinary language: harmless rows of classifiers/data in which their
 * words occur, marked as hard negatives of their category. What lacks them fires without having been looked at.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type EntryMeta, parseLexicon, type Term } from '../../classifiers/text/match/lexicon-file.ts';
import type { Language } from '../../core/moderation/verdict.ts';
import type { OwnRow } from './own-data.ts';

/** So many harmless rows each entry must have met. */
export const ENOUGH = 2;

export interface Entry {
  readonly language: Language;
  /** Path under classifiers/text. */
  readonly file: string;
  readonly line: number;
  readonly category: string;
  readonly severity: number;
  readonly kind: 'term' | 'pattern' | 'domain';
  readonly source: string;
  /** All of these occur in a sentence that counts: each is a list of alternatives. */
  readonly needs: readonly (readonly Word[])[];
}

export interface Word {
  readonly text: string;
  readonly openLeft: boolean;
  readonly openRight: boolean;
}

const TEXT = path.join(import.meta.dirname, '../../classifiers/text');

const bare = (word: string): string => word.replaceAll(/[*=~?]/g, '').replaceAll('_', ' ');

const wordOf = (source: string): Word => ({
  text: bare(source),
  openLeft: source.startsWith('*'),
  openRight: source.endsWith('*'),
});

/** Compounds and inflections of a term are uses of its word; of a very short one only the word itself. */
const wordOfTerm = ({ text, openLeft }: Term): Word => ({ text, openLeft, openRight: text.length > 3 });

function needsOfPattern(source: string, classes: ReadonlyMap<string, readonly string[]>): Word[][] {
  return source
    .split(/\s+/)
    .filter((part) => part !== '...' && !part.endsWith('?'))
    .map((part) =>
      part
        .split('|')
        .flatMap((word) => (word.startsWith('<') ? (classes.get(word.slice(1, -1)) ?? []) : [word]))
        .map(wordOf),
    );
}

function entriesOfFile(language: Language, name: string): Entry[] {
  const file = `lexicons/${language}/${name}.txt`;
  const text = readFileSync(path.join(TEXT, file), 'utf8');
  const lines = text.split('\n').map((line) => line.toLowerCase());
  const lineOf = (source: string): number => lines.findIndex((line) => line.includes(source)) + 1;
  const lexicon = parseLexicon({ language, name, text });
  // what is weak by itself says nothing without the model
  const counts = (entry: EntryMeta): boolean => entry.severity >= 2;
  const shared = { language, file, category: name };
  const terms = lexicon.terms
    .filter((term) => counts(term) && !term.neverHarmless)
    .map(
      (term): Entry => ({
        ...shared,
        line: lineOf(term.text),
        severity: term.severity,
        kind: 'term',
        source: term.text,
        needs: [[wordOfTerm(term)]],
      }),
    );
  const patterns = lexicon.patterns.filter(counts).map(
    ({ source, severity }): Entry => ({
      ...shared,
      line: lineOf(source),
      severity,
      kind: 'pattern',
      source,
      needs: needsOfPattern(source, lexicon.classes),
    }),
  );
  return [...terms, ...patterns];
}

/** Every entry of the lexicons that can flag a text by itself and has a harmless use. */
export function lexiconEntries(): Entry[] {
  const root = path.join(TEXT, 'lexicons');
  return readdirSync(root)
    .sort()
    .flatMap((language) =>
      readdirSync(path.join(root, language))
        .sort()
        .flatMap((file) => entriesOfFile(language as Language, path.basename(file, '.txt'))),
    );
}

const DOMAIN_CATEGORY: Readonly<Record<string, string>> = {
  piracy: 'copyright',
  gambling: 'ads',
  adult: 'porn',
  scam: 'ads',
  impostor: 'ads',
};

/** The rules that match a part of a host name; a whole domain is what it is. */
export function domainEntries(): Entry[] {
  const file = 'domains/domains.txt';
  let heading = '';
  const entries: Entry[] = [];
  for (const [at, line] of readFileSync(path.join(TEXT, file), 'utf8').split('\n').entries()) {
    heading = /^\[(\w+)\]$/.exec(line)?.[1] ?? heading;
    const category = DOMAIN_CATEGORY[heading];
    if (category === undefined || line.startsWith('#')) continue;
    for (const source of line.split(/\s+/).filter((word) => /^[~?]/.test(word))) {
      const text = source.replaceAll(/[~?*]/g, '').split('=')[0] ?? '';
      const needs = [[{ text, openLeft: true, openRight: true }]];
      entries.push({
        language: 'unknown',
        file,
        line: at + 1,
        category,
        severity: 2,
        kind: 'domain',
        source,
        needs,
      });
    }
  }
  // one word may have rules for a whole part, its beginning and its end: the same sentences answer for them all
  const key = ({ category, needs }: Entry): string => `${category} ${needs[0]?.[0]?.text}`;
  return entries.filter((entry, at) => entries.findIndex((other) => key(other) === key(entry)) === at);
}

/** Whose sentences count: neighbours read each other; Finnish and domains are met in any language. */
function reads(language: Language, row: string): boolean {
  if (language === 'unknown' || language === 'fi') return true;
  if (language === 'sv' || language === 'en') return row === language;
  return row === 'nb' || row === 'nn';
}

const occurs = (words: readonly string[], { text, openLeft, openRight }: Word): boolean => {
  if (/[\s.-]/.test(text)) return words.join(' ').includes(text.replaceAll(/[.-]/g, ' '));
  return words.some((word) => {
    if (openLeft && openRight) return word.includes(text);
    if (openLeft) return word.includes(text);
    return openRight ? word.startsWith(text) : word === text;
  });
};

/** How many harmless rows each entry has met; none counts for more than `ENOUGH`. */
export function countMet(entries: readonly Entry[], rows: readonly OwnRow[]): Map<Entry, number> {
  const harmless = rows
    .filter(({ categories, hardNegativeFor }) => categories.length === 0 && hardNegativeFor.length > 0)
    .map((row) => ({ row, words: row.text.toLowerCase().match(/[\p{L}\d]+|%/gu) ?? [] }));
  return new Map(
    entries.map((entry) => {
      let met = 0;
      for (const { row, words } of harmless) {
        if (met >= ENOUGH) break;
        if (!row.hardNegativeFor.includes(entry.category) || !reads(entry.language, row.lang)) continue;
        if (entry.needs.every((alternatives) => alternatives.some((word) => occurs(words, word)))) met += 1;
      }
      return [entry, met];
    }),
  );
}

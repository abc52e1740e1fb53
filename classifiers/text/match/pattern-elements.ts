/** Reads the patterns of lexicon files: each becomes a list of elements, and each element knows the words it may be. */
import type { Language } from '../../../core/moderation/verdict.ts';
import type { EntryMeta, LexiconFile, PatternEntry } from './lexicon-file.ts';
import { spellings } from './word-forms.ts';

/** Id of the element that every word is. */
export const ANY = 0;

export interface Element {
  readonly id: number;
  readonly optional: boolean;
  readonly gap: boolean;
}

export interface Pattern extends EntryMeta {
  readonly name: string;
  readonly language: Language;
  readonly elements: readonly Element[];
}

const NONE: readonly number[] = [];

/** The pattern once with the alternatives that are one word, and once for each that is several (`a|b_c` is `a`, `b c`). */
export function spelledOut(source: string): string[] {
  const parts = source.split(/\s+/).map((part) => {
    const words = part.split('|');
    const single = words.filter((word) => !word.includes('_')).join('|');
    const several = words.filter((word) => word.includes('_')).map((word) => word.replaceAll('_', ' '));
    return single === '' ? several : [single, ...several];
  });
  return parts.reduce<string[]>(
    (begun, choices) => begun.flatMap((start) => choices.map((choice) => `${start} ${choice}`.trim())),
    [''],
  );
}

export class ElementBuilder {
  readonly wholes = new Map<string, readonly number[]>();
  readonly beginnings = new Map<string, readonly number[]>();
  readonly endings = new Map<string, readonly number[]>();
  private readonly ids = new Map<string, number>();

  /** How many elements there are; their ids begin with 1. */
  get size(): number {
    return this.ids.size;
  }

  /** A leading optional element may be missing: the pattern can also begin at the next one, and is there twice. */
  patternsOf({ source, ...entry }: PatternEntry, file: LexiconFile): Pattern[] {
    return spelledOut(source).flatMap((spelled) => this.spelledPatterns({ source: spelled, ...entry }, file));
  }

  private spelledPatterns({ source, ...entry }: PatternEntry, file: LexiconFile): Pattern[] {
    const elements = source.split(/\s+/).map((part) => this.compile(part, file));
    const patterns: Pattern[] = [];
    for (const [start, { gap, optional }] of elements.entries()) {
      if (gap) continue;
      patterns.push({ ...entry, name: file.name, language: file.language, elements: elements.slice(start) });
      if (!optional) break;
    }
    return patterns;
  }

  private compile(part: string, file: LexiconFile): Element {
    if (part === '...') return { id: ANY, optional: false, gap: true };
    const optional = part.endsWith('?');
    const source = optional ? part.slice(0, -1) : part;
    const key = `${file.language}/${source.includes('<') ? file.name : ''}/${source}`;
    const known = this.ids.get(key);
    if (known !== undefined) return { id: known, optional, gap: false };
    const id = this.ids.size + 1;
    this.ids.set(key, id);
    const words = source.split('|').flatMap((word) => {
      if (!word.startsWith('<')) return [word];
      const members = file.classes.get(word.slice(1, -1));
      if (members === undefined) throw new Error(`${file.language}/${file.name}: no word class ${word}`);
      return members;
    });
    for (const word of words) this.addWord(word, id);
    return { id, optional, gap: false };
  }

  private addWord(word: string, id: number): void {
    const bare = word.replaceAll('*', '');
    const isEnding = word.startsWith('*');
    const isBeginning = !isEnding && word.endsWith('*');
    const table = isEnding ? this.endings : isBeginning ? this.beginnings : this.wholes;
    for (const spelling of spellings(bare, bare.length > 3)) {
      const ids = table.get(spelling) ?? NONE;
      // concat, not push: a list that has grown keeps room for 17, and there are tens of thousands of them
      if (!ids.includes(id)) table.set(spelling, ids.concat(id));
    }
  }
}

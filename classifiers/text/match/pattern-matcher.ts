/** Finds word patterns with classes, alternatives and gaps: threats, reports of abuse, requests, selling, cues of every kind. */
import type { Language } from '../../../core/domain/verdict.ts';
import type { NormalText, Token } from '../normalise/normal-text.ts';
import type { EntryMeta, LexiconFile } from './lexicon-file.ts';
import { spellings } from './variants.ts';

/** Words whose elements are remembered, and the longest of them. */
const MOST_ANSWERS = 16_384;
const LONGEST_WORD = 30;
/** Words that a gap may skip. */
const LONGEST_GAP = 4;

interface Lengths {
  readonly prefix: Set<number>;
  readonly suffix: Set<number>;
}

interface Element {
  readonly id: number;
  readonly optional: boolean;
  readonly gap: boolean;
}

interface Pattern extends EntryMeta {
  readonly name: string;
  readonly language: Language;
  readonly elements: readonly Element[];
}

/**
 * What words may be, one after the other in one array: how many elements of patterns, how many patterns begin with one
 * of them, the elements' ids, the patterns' numbers. A word's facts are named by where they begin, so that reading them
 * is reading on, and not following a pointer for each part.
 */
const FACTS = 1 << 19;
/** Facts of a word that is no element: none of either. */
const NO_FACTS = 0;
const FIRST_FACTS = 2;

export interface PatternHit extends EntryMeta {
  readonly name: string;
  readonly language: Language;
  /** Numbers of the first and last token matched. */
  readonly first: number;
  readonly last: number;
}

export class PatternMatcher {
  private readonly words = new Map<string, readonly number[]>();
  private readonly prefixes = new Map<string, readonly number[]>();
  private readonly suffixes = new Map<string, readonly number[]>();
  private readonly prefixLengths: readonly number[];
  private readonly suffixLengths: readonly number[];
  private readonly patterns: Pattern[] = [];
  /** Numbers of patterns by the id of their first element. */
  private readonly byFirst = new Map<number, readonly number[]>();
  private readonly elementIds = new Map<string, number>();
  private readonly anyId = 0;
  private readonly answers = new Map<string, number>();
  /** Words that are the same elements have the same facts, kept once. */
  private readonly shared = new Map<string, number>();
  private facts = new Int32Array(1024);
  private factsEnd = FIRST_FACTS;
  /** Where the facts of each word of the text begin. */
  private factsAt: Int32Array = new Int32Array(256);
  /** Two elements after the first without which a pattern has no match; `anyId` where it has none such. */
  readonly needs: Int32Array;
  /** Number of the last text that each element was seen in: most patterns are ruled out by what is not there at all. */
  readonly seenIn: Int32Array;
  private texts = 0;

  constructor(files: readonly LexiconFile[]) {
    const lengths = { prefix: new Set<number>(), suffix: new Set<number>() };
    for (const file of files) {
      for (const entry of file.patterns) {
        const elements = entry.source.split(/\s+/).map((part) => this.compile(part, file, lengths));
        const pattern = { ...entry, name: file.name, language: file.language, elements };
        let start = 0;
        // a leading optional element may be missing: the pattern can also begin at the next one
        for (; start < elements.length; start += 1) {
          const element = elements[start];
          if (!element || element.gap) continue;
          // concat, not push: a list that has grown keeps room for 17, and there are tens of thousands of them
          this.byFirst.set(element.id, (this.byFirst.get(element.id) ?? NONE).concat(this.patterns.length));
          this.patterns.push({ ...pattern, elements: elements.slice(start) });
          if (!element.optional) break;
        }
      }
    }
    this.needs = Int32Array.from(
      this.patterns.flatMap(({ elements }) => {
        const needed = elements.slice(1).filter(({ gap, optional }) => !gap && !optional);
        return [needed[0]?.id ?? this.anyId, needed[1]?.id ?? this.anyId];
      }),
    );
    this.seenIn = new Int32Array(this.elementIds.size + 1);
    this.prefixLengths = [...lengths.prefix].sort((a, b) => a - b);
    this.suffixLengths = [...lengths.suffix].sort((a, b) => a - b);
  }

  private compile(part: string, file: LexiconFile, lengths: Lengths): Element {
    if (part === '...') return { id: this.anyId, optional: false, gap: true };
    const optional = part.endsWith('?');
    const source = optional ? part.slice(0, -1) : part;
    const key = `${file.language}/${source.includes('<') ? file.name : ''}/${source}`;
    const known = this.elementIds.get(key);
    if (known !== undefined) return { id: known, optional, gap: false };
    const id = this.elementIds.size + 1;
    this.elementIds.set(key, id);
    const words = source.split('|').flatMap((word) => {
      if (!word.startsWith('<')) return [word];
      const members = file.classes.get(word.slice(1, -1));
      if (members === undefined) throw new Error(`${file.language}/${file.name}: no word class ${word}`);
      return members;
    });
    for (const word of words) this.register(word, id, lengths);
    return { id, optional, gap: false };
  }

  private register(word: string, id: number, lengths: Lengths): void {
    const bare = word.replaceAll('*', '');
    const isSuffix = word.startsWith('*');
    const isPrefix = !isSuffix && word.endsWith('*');
    const table = isSuffix ? this.suffixes : isPrefix ? this.prefixes : this.words;
    for (const spelling of spellings(bare, bare.length > 3)) {
      const ids = table.get(spelling) ?? NONE;
      if (!ids.includes(id)) table.set(spelling, ids.concat(id));
      if (isPrefix) lengths.prefix.add(spelling.length);
      if (isSuffix) lengths.suffix.add(spelling.length);
    }
  }

  /** The answers for common words are kept. */
  private factsOf(word: string): number {
    const known = this.answers.get(word);
    if (known !== undefined) return known;
    const at = this.addFacts(this.lookUp(word));
    if (word.length <= LONGEST_WORD) this.answers.set(word, at);
    return at;
  }

  private addFacts(ids: readonly number[]): number {
    if (ids.length === 0) return NO_FACTS;
    const key = ids.join();
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const begins = ids.flatMap((id) => this.byFirst.get(id) ?? NONE);
    const at = this.factsEnd;
    const end = at + 2 + ids.length + begins.length;
    if (end > this.facts.length) {
      const wider = new Int32Array(Math.max(end, this.facts.length * 2));
      wider.set(this.facts);
      this.facts = wider;
    }
    this.facts.set([ids.length, begins.length, ...ids, ...begins], at);
    this.factsEnd = end;
    this.shared.set(key, at);
    return at;
  }

  /** Only between texts: what a text has read must stay where it is. */
  private forgetIfFull(): void {
    if (this.answers.size < MOST_ANSWERS && this.factsEnd < FACTS) return;
    this.answers.clear();
    this.shared.clear();
    this.factsEnd = FIRST_FACTS;
  }

  /** Ids of the elements that a word satisfies. */
  private lookUp(word: string): readonly number[] {
    const ids = [...(this.words.get(word) ?? NONE)];
    for (const length of this.prefixLengths) {
      if (length > word.length) break;
      ids.push(...(this.prefixes.get(word.slice(0, length)) ?? NONE));
    }
    for (const length of this.suffixLengths) {
      if (length >= word.length) break;
      ids.push(...(this.suffixes.get(word.slice(word.length - length)) ?? NONE));
    }
    return ids.length === 0 ? NONE : ids;
  }

  /** What each word may be; from then on `isPossible` is about this text. */
  private read(tokens: readonly Token[]): Int32Array {
    this.forgetIfFull();
    if (this.factsAt.length < tokens.length) this.factsAt = new Int32Array(tokens.length * 2);
    const { seenIn, factsAt } = this;
    this.texts += 1;
    seenIn[this.anyId] = this.texts;
    for (let at = 0; at < tokens.length; at += 1) {
      const word = this.factsOf(tokens[at]?.text ?? '');
      factsAt[at] = word;
      const { facts } = this;
      const end = word + 2 + (facts[word] ?? 0);
      for (let i = word + 2; i < end; i += 1) seenIn[facts[i] ?? 0] = this.texts;
    }
    return factsAt;
  }

  private isPossible(pattern: number): boolean {
    const { seenIn, needs, texts } = this;
    return seenIn[needs[pattern * 2] ?? 0] === texts && seenIn[needs[pattern * 2 + 1] ?? 0] === texts;
  }

  find({ tokens }: NormalText): PatternHit[] {
    const words = this.read(tokens);
    const { facts } = this;
    const place = { tokens, words, facts };
    const hits: PatternHit[] = [];
    for (let at = 0; at < tokens.length; at += 1) {
      const word = words[at] ?? NO_FACTS;
      const begins = word + 2 + (facts[word] ?? 0);
      const end = begins + (facts[word + 1] ?? 0);
      for (let i = begins; i < end; i += 1) {
        const number = facts[i] ?? 0;
        const pattern = this.isPossible(number) ? this.patterns[number] : undefined;
        if (pattern === undefined) continue;
        const { elements, severity, attributes, name, language } = pattern;
        const last = elements.length === 1 ? at : matchFrom(place, at, { elements, next: 1 });
        if (last >= 0) hits.push({ severity, attributes, name, language, first: at, last });
      }
    }
    return hits;
  }
}

const NONE: readonly number[] = [];

interface Place {
  readonly tokens: readonly Token[];
  /** Where each word's facts begin. */
  readonly words: Int32Array;
  readonly facts: Int32Array;
}

function isElement({ words, facts }: Place, at: number, id: number): boolean {
  const word = words[at] ?? NO_FACTS;
  const end = word + 2 + (facts[word] ?? 0);
  for (let i = word + 2; i < end; i += 1) if (facts[i] === id) return true;
  return false;
}

interface Rest {
  readonly elements: readonly Element[];
  readonly next: number;
}

/** The last token of a match of `elements` from index `next` on, after the token `before`; -1 where there is none. */
function matchFrom(place: Place, before: number, { elements, next }: Rest): number {
  const element = elements[next];
  if (element === undefined) return before;
  const sentence = place.tokens[before]?.sentence;
  const reach = element.gap ? LONGEST_GAP : 0;
  const target = element.gap ? next + 1 : next;
  const wanted = elements[target];
  if (wanted === undefined) return before;
  for (let at = before + 1; at <= before + 1 + reach; at += 1) {
    const token = place.tokens[at];
    if (token === undefined || token.sentence !== sentence) break;
    if (!isElement(place, at, wanted.id)) continue;
    const last = matchFrom(place, at, { elements, next: target + 1 });
    if (last >= 0) return last;
  }
  return wanted.optional && !element.gap ? matchFrom(place, before, { elements, next: next + 1 }) : -1;
}

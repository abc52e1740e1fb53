/** Finds word patterns with classes, alternatives and gaps: threats, reports of abuse, requests, selling, cues of every kind. */
import type { Language } from '../../../core/moderation/verdict.ts';
import type { NormalText, Token } from '../normalise/normal-text.ts';
import type { EntryMeta, LexiconFile } from './lexicon-file.ts';
import { ANY, type Element, ElementBuilder, type Pattern } from './pattern-elements.ts';
import { BEGINS, beginsAt, ELEMENTS, elementsAt, mark, type Words } from './vocabulary.ts';
import { WordElements } from './word-elements.ts';

/** Words that a gap may skip. */
const MAX_GAP = 4;

export interface PatternHit extends EntryMeta {
  readonly name: string;
  readonly language: Language;
  /** Numbers of the first and last token matched. */
  readonly first: number;
  readonly last: number;
}

export class PatternMatcher {
  private readonly words: WordElements;
  private readonly patterns: readonly Pattern[];
  /** Numbers of the patterns by the id of their first element. */
  private readonly byFirst: ReadonlyMap<number, readonly number[]>;
  /** Two elements after the first without which a pattern has no match; `ANY` where it has none such. */
  private readonly needs: Uint16Array;
  /** 1 for each element that is in the text: most patterns are ruled out by what is not there at all. */
  private readonly seen: Uint8Array;

  constructor(files: readonly LexiconFile[]) {
    const elements = new ElementBuilder();
    this.patterns = files.flatMap((file) =>
      file.patterns.flatMap((entry) => elements.patternsOf(entry, file)),
    );
    this.words = new WordElements(elements);
    this.byFirst = Map.groupBy(
      this.patterns.keys(),
      (number) => this.patterns[number]?.elements[0]?.id ?? ANY,
    );
    this.needs = Uint16Array.from(this.patterns.flatMap(needsOf));
    this.seen = new Uint8Array(elements.size + 1);
  }

  /** The elements that the word of the units `from` to `to` (exclusive) may be. */
  elementsOf(units: Uint16Array, from: number, to: number): readonly number[] {
    return this.words.of(units, from, to);
  }

  /** Numbers of the patterns that begin with one of the elements. */
  begunBy(elements: readonly number[]): readonly number[] {
    return elements.flatMap((id) => this.byFirst.get(id) ?? []);
  }

  private isPossible(pattern: number): boolean {
    const { seen, needs } = this;
    return seen[needs[pattern * 2] ?? ANY] === 1 && seen[needs[pattern * 2 + 1] ?? ANY] === 1;
  }

  find({ tokens }: NormalText, words: Words): PatternHit[] {
    mark(words, ELEMENTS, this.seen);
    this.seen[ANY] = 1;
    const hits: PatternHit[] = [];
    const text = { tokens, words };
    for (let at = 0; at < words.count; at += 1) this.addHits(text, at, hits);
    return hits;
  }

  /** The patterns that begin at the word `at`. */
  private addHits(text: Text, at: number, hits: PatternHit[]): void {
    const { facts, factOffsets } = text.words;
    const offset = factOffsets[at] ?? 0;
    const first = beginsAt(facts, offset);
    const end = first + (facts[offset + BEGINS] ?? 0);
    for (let i = first; i < end; i += 1) {
      const number = facts[i] ?? 0;
      const pattern = this.isPossible(number) ? this.patterns[number] : undefined;
      if (pattern === undefined) continue;
      const { elements, severity, attributes, name, language } = pattern;
      const last = elements.length === 1 ? at : matchFrom(text, at, { elements, next: 1 });
      if (last >= 0) hits.push({ severity, attributes, name, language, first: at, last });
    }
  }
}

function needsOf({ elements }: Pattern): number[] {
  const needed = elements.slice(1).filter(({ gap, optional }) => !gap && !optional);
  return [needed[0]?.id ?? ANY, needed[1]?.id ?? ANY];
}

interface Text {
  readonly tokens: readonly Token[];
  readonly words: Words;
}

function isElement({ facts, factOffsets }: Words, at: number, id: number): boolean {
  const offset = factOffsets[at] ?? 0;
  const first = elementsAt(facts, offset);
  const end = first + (facts[offset + ELEMENTS] ?? 0);
  for (let i = first; i < end; i += 1) if (facts[i] === id) return true;
  return false;
}

interface RestOfPattern {
  readonly elements: readonly Element[];
  readonly next: number;
}

/** The last token of a match of `elements` from index `next` on, after the token `before`; -1 where there is none. */
function matchFrom(text: Text, before: number, { elements, next }: RestOfPattern): number {
  const element = elements[next];
  if (element === undefined) return before;
  const sentence = text.tokens[before]?.sentence;
  const reach = element.gap ? MAX_GAP : 0;
  const target = element.gap ? next + 1 : next;
  const wanted = elements[target];
  if (wanted === undefined) return before;
  for (let at = before + 1; at <= before + 1 + reach; at += 1) {
    const token = text.tokens[at];
    if (token === undefined || token.sentence !== sentence) break;
    if (!isElement(text.words, at, wanted.id)) continue;
    const last = matchFrom(text, at, { elements, next: target + 1 });
    if (last >= 0) return last;
  }
  return wanted.optional && !element.gap ? matchFrom(text, before, { elements, next: next + 1 }) : -1;
}

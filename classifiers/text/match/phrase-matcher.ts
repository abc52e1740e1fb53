/** Finds phrases: words in sequence within one sentence, each recognised as a single word of a list is. */
import type { NormalText } from '../normalise/normal-text.ts';
import { parseLexicon } from './lexicon-file.ts';
import { TermMatcher } from './term-matcher.ts';

export interface Phrase {
  readonly name: string;
  readonly severity: number;
  /** Two or more, as terms of a lexicon file: `*` opens a side. */
  readonly words: readonly string[];
}

export interface PhraseHit {
  readonly name: string;
  readonly severity: number;
  /** Canonical range. */
  readonly from: number;
  readonly to: number;
}

interface Compiled extends Phrase {
  /** Numbers of its words. */
  readonly ids: readonly number[];
}

const NONE: ReadonlySet<number> = new Set();

export class PhraseMatcher {
  private readonly words: TermMatcher;
  /** By the numbers of their first two words: many may begin with the same one. */
  private readonly byBeginning: ReadonlyMap<string, readonly Compiled[]>;

  constructor(phrases: readonly Phrase[]) {
    const words = [...new Set(phrases.flatMap((phrase) => phrase.words))];
    const ids = new Map(words.map((word, id) => [word, id]));
    this.words = new TermMatcher(
      words.map((word, id) => parseLexicon({ language: 'unknown', name: String(id), text: word })),
    );
    this.byBeginning = Map.groupBy(
      phrases.map((phrase) => ({ ...phrase, ids: phrase.words.map((word) => ids.get(word) ?? -1) })),
      ({ ids: [first, second] }) => `${first} ${second}`,
    );
  }

  find(text: NormalText): PhraseHit[] {
    if (this.byBeginning.size === 0) return [];
    /** Numbers of the words that end there. */
    const ending = new Map<number, Set<number>>();
    for (const { name, to } of this.words.find(text))
      ending.set(to, (ending.get(to) ?? new Set()).add(Number(name)));
    const { tokens } = text;
    const idsAt = (at: number): ReadonlySet<number> => ending.get(tokens[at]?.to ?? -1) ?? NONE;
    const begunAt = (at: number): Compiled[] =>
      [...idsAt(at)].flatMap((first) =>
        [...idsAt(at + 1)].flatMap((second) => this.byBeginning.get(`${first} ${second}`) ?? []),
      );
    return tokens.flatMap(({ from, sentence }, at) =>
      begunAt(at).flatMap(({ ids, name, severity }) => {
        const last = tokens[at + ids.length - 1];
        if (last?.sentence !== sentence || !ids.every((id, i) => idsAt(at + i).has(id))) return [];
        return [{ name, severity, from, to: last.to }];
      }),
    );
  }
}

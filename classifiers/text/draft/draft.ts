/** What detectors read and add to, and what a detector and the whole classifier are. Everything else rests on these types. */
import type {
  Category,
  Classification,
  FlaggedLevel,
  Language,
  Span,
} from '../../../core/moderation/verdict.ts';
import type { PatternHit } from '../match/pattern-matcher.ts';
import type { Words } from '../match/vocabulary.ts';
import type { NormalText } from '../normalise/normal-text.ts';
import type { TextContext } from './context.ts';

/** What a finding says by itself. Only the model finds something merely possible. */
export const STRENGTHS = ['none', 'suspect', 'strong'] as const satisfies readonly ('none' | FlaggedLevel)[];
export type Strength = (typeof STRENGTHS)[number];

/** One piece of evidence for one category. `start` and `end` are UTF-16 offsets in the original text. */
export interface Finding extends Span {
  readonly category: Category;
  readonly verdictKind: string | null;
  /** How much the finding says by itself, after context (negation, quotation) was weighed. */
  readonly strength: Strength;
  /** 1..3, as the lexicon has it; signals use 2. */
  readonly severity: number;
  /** Would have counted, but for the words around it: quoted, denied, reported, condemned. */
  readonly softened?: boolean;
  /** Hatred of a group on a ground that the country's law on hate does not name: kept as an insult. */
  readonly unprotected?: boolean;
}

/** Named facts about the text that findings, model and policy use, e.g. `addressed`, `quoted`, `municipality`. */
export type Cues = ReadonlyMap<string, readonly CueHit[]>;

export interface CueHit {
  readonly severity: number;
  readonly value: string | null;
  /** Numbers of the first and last token. */
  readonly first: number;
  readonly last: number;
}

/** What detectors read and add to, in the order of the list in detectors.ts. */
export interface Draft {
  readonly text: NormalText;
  readonly words: Words;
  readonly context: TextContext;
  readonly language: Language;
  /** Written in a language that is none of ours: its words are not ours, and nothing is certain. */
  readonly isOtherLanguage: boolean;
  /** The word patterns that were found, of lexicons and cues alike. */
  readonly hits: readonly PatternHit[];
  readonly cues: Cues;
  /** A case number found in the text, as it is written there. */
  readonly caseNumber: string | null;
  readonly findings: Finding[];
}

/** A small pure module that reads a text and adds findings to it. */
export interface Detector {
  detect(draft: Draft): void;
}

export interface TextClassifier {
  readonly version: string;
  classify(text: string, context?: TextContext): Classification;
  /** What the detectors found, before verdicts are made of it: for training and explaining. Holds until the next call. */
  analyse(text: string, context: TextContext): Draft;
}

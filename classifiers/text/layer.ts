/** What every layer of the text classifier is: a small pure module that reads a text and adds findings to it. */
import type { ClaimText, RegisteredCase } from '../../core/lists/lists.ts';
import type { Category, Language, Level, Span } from '../../core/moderation/verdict.ts';
import type { Words } from './match/vocabulary.ts';
import type { NormalText } from './normalise/normal-text.ts';
import type { OrganisationLayer } from './organisation/organisation-layer.ts';

/** One piece of evidence for one category. `start` and `end` are UTF-16 offsets in the original text. */
export interface Finding extends Span {
  readonly category: Category;
  readonly verdictKind: string | null;
  /** How much the finding says by itself, after context (negation, quotation) was weighed. */
  readonly strength: Level;
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

/** What may be known about a comment besides its text. Everything is optional: the command line knows none of it. */
export interface TextContext {
  readonly language?: Language;
  readonly country?: 'SE' | 'NO';
  /** Written by the municipality's own account: never `ads`. */
  readonly ownAccount?: boolean;
  /** Near-identical comments lately, counted by the worker (SimHash kept in Redis). */
  readonly nearDuplicates?: number;
  readonly wordLists?: WordLists;
  readonly cases?: readonly RegisteredCase[];
  /** Should praise count as needing an answer? Off by default. */
  readonly answerPraise?: boolean;
  /** ISO date; claims of the register count only within their validity. */
  readonly today?: string;
  /** Claims the communications unit added to the starter register. */
  readonly claims?: readonly Claim[];
  /** Claims of the starter register that the municipality switched off: ids without their language. */
  readonly mutedClaims?: ReadonlySet<string>;
  /** What the municipality's moderators taught, on top of the shipped model. */
  readonly organisation?: OrganisationLayer;
}

/** A municipality's own words, added at run time. */
export interface WordLists {
  readonly banned: readonly string[];
  readonly suspect: readonly string[];
  readonly exempt: readonly string[];
}

/** A known false claim, of the starter register or the municipality's own. */
export interface Claim extends ClaimText {
  readonly id: string;
}

/** What layers read and add to, in the order of the list in layers.ts. */
export interface Draft {
  readonly text: NormalText;
  readonly words: Words;
  readonly context: TextContext;
  language: Language;
  cues: Cues;
  /** A case number found in the text, as it is written there. */
  readonly caseNumber: string | null;
  readonly findings: Finding[];
}

export interface Layer {
  readonly name: string;
  /** Microseconds for a comment of 120 characters, measured by ops/bench. */
  readonly cost: number;
  readonly version: string;
  classify(draft: Draft): void;
}

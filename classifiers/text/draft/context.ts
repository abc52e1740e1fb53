/** What may be known about a comment besides its text: the account, the municipality's lists, what it taught. */
import type { Country } from '../../../core/kernel/platform.ts';
import type { ClaimText, RegisteredCase } from '../../../core/lists/lists.ts';
import type { Category, Language } from '../../../core/moderation/verdict.ts';
import type { NgramBuffer } from '../normalise/ngrams.ts';

/** Everything is optional: the command line knows none of it. */
export interface TextContext {
  readonly language?: Language;
  readonly country?: Country;
  /** Written by the municipality's own account: never `ads`. */
  readonly ownAccount?: boolean;
  /** Near-identical comments lately, counted by the worker (SimHash kept in Redis). */
  readonly nearDuplicates?: number;
  readonly wordLists?: WordLists;
  readonly cases?: readonly RegisteredCase[];
  /** Should praise count as needing an answer? Off by default. */
  readonly answerPraise?: boolean;
  /** ISO date; known claims count only within their validity. */
  readonly today?: string;
  /** Claims the communications unit added to the starter set. */
  readonly claims?: readonly Claim[];
  /** Claims of the starter set that the municipality switched off: ids without their language. */
  readonly mutedClaims?: ReadonlySet<string>;
  /** What the municipality's moderators taught, on top of the shipped model. */
  readonly learned?: LearnedModel;
}

/** A municipality's own words, added at run time. */
export interface WordLists {
  readonly banned: readonly string[];
  readonly suspect: readonly string[];
  readonly exempt: readonly string[];
}

/** A known false claim, of the starter set or the municipality's own. */
export interface Claim extends ClaimText {
  readonly id: string;
}

/** What the moderators of one municipality taught, as the classifier asks it. */
export interface LearnedModel {
  /** Stands in the version of every verdict that it took part in, e.g. `org-3`. */
  readonly name: string;
  /** Reads the n-grams of the text that is asked about next. */
  read(grams: NgramBuffer): void;
  /** What to add to the log-odds of the shipped score `base` (0..1); 0 where it has nothing to say. */
  adjustment(category: Category, score: number): number;
}

/**
 * What a classifier measured about one text. A verdict never decides anything: `core/moderation/decide.ts` does.
 */

/** The categories of the list of unethical posts, with threats and secrecy beside them. */
export const CATEGORIES = [
  'insult',
  'hate',
  'threat',
  'porn',
  'violence',
  'copyright',
  'disinformation',
  'ads',
  'profanity',
  'secrecy',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What makes an item abusive: the municipality may have to remove it, and its words are folded until somebody asks. */
export const ABUSIVE_CATEGORIES: ReadonlySet<Category> = new Set([
  'insult',
  'hate',
  'threat',
  'porn',
  'violence',
  'secrecy',
]);

/**
 * `none`: nothing to show; `possible`: may be so, which sorts and shows a quiet chip, and that is all; `suspect`: somebody
 * must see it; `strong`: precise evidence.
 */
export const LEVELS = ['none', 'possible', 'suspect', 'strong'] as const;
export type Level = (typeof LEVELS)[number];

/** What the machine states. Below it, it states nothing: no policy, alarm, record, figure or lesson rests on it. */
export const FLAGGED_LEVELS = ['suspect', 'strong'] as const satisfies readonly Level[];
export type FlaggedLevel = (typeof FLAGGED_LEVELS)[number];
export const isFlagged = <V extends { readonly level: Level }>(
  verdict: V,
): verdict is V & { readonly level: FlaggedLevel } =>
  verdict.level === 'suspect' || verdict.level === 'strong';

/** Where each level stands in their order, the gravest last. */
export const LEVEL_RANK: Readonly<Record<Level, number>> = { none: 0, possible: 1, suspect: 2, strong: 3 };
export const graverLevel = (a: Level, b: Level): Level => (LEVEL_RANK[a] >= LEVEL_RANK[b] ? a : b);
export const lowerLevel = (a: Level, b: Level): Level => (LEVEL_RANK[a] <= LEVEL_RANK[b] ? a : b);

/** The categories that somebody must see, each once: flagged in the text or on a picture. */
export const flaggedIn = (verdicts: readonly Pick<Verdict, 'category' | 'level'>[]): Category[] => [
  ...new Set(verdicts.filter(isFlagged).map(({ category }) => category)),
];

export const LANGUAGES = [
  'sv',
  'nb',
  'nn',
  'da',
  'en',
  'fi',
  'se',
  'smj',
  'sma',
  'mixed',
  'unknown',
] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * A stretch of the original text that a verdict rests on. `start` and `end` are UTF-16 offsets, end exclusive.
 * `kind` names the kind of evidence that found it; `reason` is a code that the message catalogues explain, never free text.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: 'lexicon' | 'pattern' | 'model' | 'link' | 'number' | 'register' | 'word-list' | 'image';
  readonly reason: string;
}

export interface Verdict {
  readonly category: Category;
  /** A finer cut inside the category, e.g. insult: attack | degradingFacts | official; null where there is none. */
  readonly kind: string | null;
  /** 0..1, calibrated per language. */
  readonly score: number;
  readonly level: Level;
  readonly spans: readonly Span[];
  /** The kinds of evidence that, each by itself, found the category strong; `decide` hides only on two. */
  readonly strongSignals?: readonly Span['kind'][];
  /** Name and version of what measured, e.g. `text-1`. */
  readonly version: string;
}

export const INTENTS = [
  'question',
  'fault_report',
  'complaint',
  'suggestion',
  'praise',
  'application_or_request',
  'neutral',
] as const;
export type Intent = (typeof INTENTS)[number];

export const INTENT_FLAGS = ['documentsRequest', 'mediaInquiry', 'factualError'] as const;
export type IntentFlag = (typeof INTENT_FLAGS)[number];

/** action: someone should do something; case: needs inquiry or decision; existing: an ongoing matter; minor: the rest. */
export const REGISTRATIONS = ['action', 'case', 'existing', 'minor'] as const;
export type Registration = (typeof REGISTRATIONS)[number];

/** Everything the classifiers say about one text. All ten categories are always present. */
export interface Classification {
  readonly language: Language;
  readonly verdicts: readonly Verdict[];
  readonly intent: { readonly class: Intent; readonly score: number; readonly flags: readonly IntentFlag[] };
  readonly registration: {
    readonly class: Registration;
    readonly score: number;
    readonly reasons: readonly string[];
    readonly caseNumber: string | null;
  };
  readonly needsAnswer: { readonly value: boolean; readonly score: number };
  /** Speaks of the municipality, its politicians or officials: harsh words about them are never hidden. Absent: not known. */
  readonly aboutMunicipality?: boolean;
  readonly version: string;
}

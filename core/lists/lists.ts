/** What a municipality knows and its classifiers must know too: its own words, known false claims, registered cases. */
import type { Actor } from '../kernel/roles.ts';
import type { Language } from '../moderation/verdict.ts';

export const WORD_KINDS = ['banned', 'suspect', 'exempt'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

export interface ListedWord {
  readonly _id: string;
  readonly tenantId: string;
  readonly kind: WordKind;
  /** A word, or up to four in sequence, in lower case; `*` at a word's end opens that side for compounds. */
  readonly term: string;
  readonly note: string | null;
  readonly by: Actor;
  readonly at: Date;
  /** Who agreed to a word that one person may not ban alone. */
  readonly agreedBy?: Actor;
}

/** A banned word that waits for a second person: it judges nothing until then. */
export interface ProposedWord extends Pick<ListedWord, '_id' | 'tenantId' | 'term' | 'note' | 'by' | 'at'> {
  /** How many of how many stored comments held it when it was proposed. */
  readonly hits: number;
  readonly comments: number;
}

/** What a claim says and what is true instead. `ask` names the kind of authority that knows, never a link. */
export interface ClaimText {
  readonly language: Language;
  readonly topic: string;
  readonly claim: string;
  /** Other wordings of the same claim. */
  readonly variants: readonly string[];
  readonly correction: string;
  readonly ask: string;
  /** ISO dates, both inclusive: the claim counts from, and until, these days. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** A claim of the starter register that ships: `<claim>.<language>`. */
export interface StarterClaim extends ClaimText {
  readonly id: string;
}

export interface ListedClaim extends ClaimText {
  readonly _id: string;
  readonly tenantId: string;
  readonly on: boolean;
  readonly by: Actor;
  readonly at: Date;
}

/** One row of the imported list of registered cases. */
export interface RegisteredCase {
  readonly number: string;
  readonly subject: string;
  readonly place?: string;
  readonly board?: string;
  readonly status?: string;
}

export const MAX_CASES = 20_000;
export const MAX_WORDS = 2000;
export const MAX_CLAIMS = 1000;

/** The part of a starter claim's id that its languages share. */
export const claimName = (id: string): string => id.replace(/\.[a-z]+$/u, '');

const CLAIM_REASON = 'disinformation.claim:';

/** The claims that a verdict's spans say were recognised, each once. */
export function claimIdsIn(verdicts: readonly { readonly spans: readonly { readonly reason: string }[] }[]) {
  const reasons = verdicts.flatMap(({ spans }) => spans.map(({ reason }) => reason));
  const ids = reasons.filter((reason) => reason.startsWith(CLAIM_REASON));
  return [...new Set(ids.map((reason) => reason.slice(CLAIM_REASON.length)))];
}

const CASE_REASON = 'case-list:';

/** The registered case that a comment without a number probably belongs to; null where none is likely. */
export function likelyCaseNumber({ reasons }: { readonly reasons: readonly string[] }): string | null {
  if (reasons.includes('case-number')) return null;
  return reasons.find((reason) => reason.startsWith(CASE_REASON))?.slice(CASE_REASON.length) ?? null;
}

/**
 * What a service or model besides ours says of a text: kept beside our verdicts with its name and version. It can only
 * draw attention; no policy hides on it.
 */
import type { Category } from '../moderation/verdict.ts';

/** Why there is none. `circuit-open`: the service failed so often lately that it was not asked. */
export const OPINION_CAUSES = [
  'timeout',
  'unreachable',
  'rate-limited',
  'refused',
  'broken-answer',
  'circuit-open',
] as const;
export type OpinionCause = (typeof OPINION_CAUSES)[number];

export interface OpinionScore {
  readonly category: Category;
  /** 0..1 as the other side gives it; not calibrated by us. */
  readonly score: number;
}

export interface SecondOpinion {
  readonly state: 'given' | 'failed';
  /** The endpoint's host or the model folder's name. */
  readonly name: string;
  readonly version: string;
  /** The text's revision it speaks of. */
  readonly revision: number;
  /** Categories above {@link MIN_OPINION_SCORE}, strongest first. */
  readonly categories: readonly OpinionScore[];
  readonly cause: OpinionCause | null;
  readonly at: Date;
}

/** Scores below are not kept: they say nothing. */
export const MIN_OPINION_SCORE = 0.5;

export type OpinionAnswer =
  | { readonly ok: true; readonly version: string; readonly categories: readonly OpinionScore[] }
  | { readonly ok: false; readonly cause: OpinionCause };

/** Something that can be asked about a text. Never throws. */
export interface OpinionSource {
  readonly name: string;
  ask(text: string): Promise<OpinionAnswer>;
  close(): Promise<void>;
}

/** Causes that another try later can mend. */
export const PASSING_CAUSES: ReadonlySet<OpinionCause> = new Set<OpinionCause>([
  'timeout',
  'unreachable',
  'rate-limited',
  'broken-answer',
  'circuit-open',
]);

/** Why something is taken from the public's sight. Codes of design.md section 3; they win over records.md's. */
import type { Category } from './verdict.ts';

export const REMOVAL_REASONS = [
  'insult',
  'incitement',
  'hate',
  'threat',
  'privacy',
  'porn',
  'csam',
  'violence',
  'terror',
  'copyright',
  'disinformation',
  'ads',
  'profanity',
  'secrecy',
] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

export const AXES = ['legalDuty', 'secrecy', 'houseRule'] as const;
export type Axis = (typeof AXES)[number];

/**
 * Who took it away. `us`: in this tool. `page`: somebody at the page, on the platform itself. `author`, `platform`: as
 * the platform says. `unknown`: it told of the removal and not whose it was.
 */
const REMOVERS = ['us', 'page', 'author', 'platform', 'unknown'] as const;
export type RemovedBy = (typeof REMOVERS)[number];

/** Who took it from sight: a person here, the policy, or somebody or something on the platform. */
const HIDERS = ['us', 'machine', 'elsewhere'] as const;
export type HiddenBy = (typeof HIDERS)[number];

/** How long something unlawful or unethical stood after we knew of it. Instants in epoch ms. */
export interface RemovalTrack {
  /** First human or machine knowledge (records.md 1.1). */
  readonly knownAt: number;
  /** When a machine flagged it; null: a person found it. */
  readonly flaggedAt: number | null;
  /** The person's, or the likeliest while nobody has said. */
  readonly reason: RemovalReason | null;
  /** Null: no person has asked for a removal yet. */
  readonly axis: Axis | null;
  /** When a person here said what it is: asked for a removal, stood behind one, or named the category. Null: nobody. */
  readonly judgedAt: number | null;
  readonly hiddenAt: number | null;
  readonly hiddenBy: HiddenBy | null;
  readonly removedAt: number | null;
  readonly removedBy: RemovedBy | null;
  /** A person let it stand. */
  readonly keptAt: number | null;
}

/** The reasons for which a legal duty can exist: BBS 5 § a-g and copyright (records.md 1.2). */
const LEGAL_DUTY: ReadonlySet<RemovalReason> = new Set([
  'incitement',
  'hate',
  'threat',
  'privacy',
  'csam',
  'violence',
  'terror',
  'copyright',
]);

/** The axes a person may choose for a reason. Secrecy has an axis of its own; disinformation is never a duty. */
export function axesFor(reason: RemovalReason): readonly Axis[] {
  if (reason === 'secrecy') return ['secrecy'];
  return LEGAL_DUTY.has(reason) ? ['legalDuty', 'houseRule'] : ['houseRule'];
}

/** The reasons a person may pick for a category that a classifier named. csam is set by a person only. */
export const REASONS_BY_CATEGORY: Readonly<Record<Category, readonly RemovalReason[]>> = {
  insult: ['insult'],
  hate: ['hate', 'incitement', 'terror'],
  threat: ['threat'],
  porn: ['porn'],
  violence: ['violence', 'terror'],
  copyright: ['copyright'],
  disinformation: ['disinformation'],
  ads: ['ads'],
  profanity: ['profanity'],
  secrecy: ['secrecy', 'privacy'],
};

/** The likeliest reason: one that may be a legal duty goes before house rules. */
export function likeliestReason(categories: readonly Category[]): RemovalReason | null {
  const reasons = categories.flatMap((category) => REASONS_BY_CATEGORY[category].slice(0, 1));
  return reasons.find((reason) => axesFor(reason).includes('legalDuty')) ?? reasons[0] ?? null;
}

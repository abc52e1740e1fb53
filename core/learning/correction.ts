/** What people said of the machine's verdicts: who, when, and what exactly they had before them. Pure, for store and client. */
import type { Actor } from '../kernel/roles.ts';
import type { Category, Level } from '../moderation/verdict.ts';

/** wrong: it is not so; missing: it is so and was not seen; other: it is not so but `other` is. */
export const CORRECTION_KINDS = ['wrong', 'missing', 'other'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** A correction that stands. An item holds at most one per category: a newer one takes the place of an older. */
export interface Correction {
  readonly category: Category;
  readonly as: CorrectionKind;
  /** The right category of an `other`, else null. */
  readonly other: Category | null;
  readonly by: Actor;
  readonly at: Date;
  /** What had measured, e.g. `text-1`; `none` where nothing had. */
  readonly classifier: string;
  /** How many revisions the text had: the last of them is what was judged. Null: made before this was kept. */
  readonly revision: number | null;
  /** What the machine said of `category` then; null as above, or where it had said nothing. */
  readonly score: number | null;
  readonly level: Level | null;
}

type Said = Pick<Correction, 'category' | 'as' | 'other' | 'revision'>;

/** The corrections after one more; `withdrawn` leaves what the machine says. */
export function afterCorrection(
  corrections: readonly Correction[],
  next: Omit<Correction, 'as'> & { readonly as: CorrectionKind | 'withdrawn' },
): readonly Correction[] {
  const rest = corrections.filter(({ category }) => category !== next.category);
  const { as } = next;
  return as === 'withdrawn' ? rest : [...rest, { ...next, as }];
}

/** What people say of the text as it now stands; of an edited text the machine's new verdict stands until somebody judges it. */
export function labelsOf(corrections: readonly Said[], revision: number): ReadonlyMap<Category, boolean> {
  const labels = new Map<Category, boolean>();
  for (const correction of corrections) {
    if (correction.revision !== null && correction.revision !== revision) continue;
    labels.set(correction.category, correction.as === 'missing');
    if (correction.as === 'other' && correction.other !== null) labels.set(correction.other, true);
  }
  return labels;
}

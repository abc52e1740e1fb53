/** How grave an item is for the order of the lists: what its verdicts, its decision and its pictures make of it. Pure. */
import type { Decision } from './decision.ts';
import { ABUSIVE_CATEGORIES, isFlagged, type Verdict } from './verdict.ts';

/** Stored with every item: whoever changes a number moves them all. */
export const SEVERITY = { calm: 0, flagged: 1, possibleAbuse: 1.5, abuse: 2, gravest: 3 } as const;

interface Assessed {
  readonly verdicts: readonly Pick<Verdict, 'category' | 'level'>[];
  readonly decision: Decision;
  /** A blocked picture is as grave as anything. */
  readonly blocked: boolean;
}

export function severityOf({ verdicts, decision, blocked }: Assessed): number {
  const abuse = verdicts.filter(({ category }) => ABUSIVE_CATEGORIES.has(category));
  const isWithheld = decision === 'hold' || decision === 'hide';
  if (blocked || isWithheld || abuse.some(({ level }) => level === 'strong')) return SEVERITY.gravest;
  if (abuse.some(isFlagged)) return SEVERITY.abuse;
  // Before what is merely flagged: of threats few are missed so, and a false one costs a glance.
  if (abuse.some(({ level }) => level === 'possible')) return SEVERITY.possibleAbuse;
  return decision === 'none' ? SEVERITY.calm : SEVERITY.flagged;
}

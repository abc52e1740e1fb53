/** How grave an item is for the order of the lists: what its verdicts, its decision and its pictures make of it. Pure. */
import type { Decision } from './decision.ts';
import { ABUSIVE_CATEGORIES, type Category, isFlagged, type Verdict } from './verdict.ts';

/** Stored with every item: whoever changes a number moves them all. */
export const SEVERITY = {
  calm: 0,
  flagged: 1,
  possibleAbuse: 1.5,
  abuse: 2,
  gravest: 3,
  unlawful: 4,
} as const;

/** What a person may be prosecuted for, and the law has removed. */
const UNLAWFUL: readonly Category[] = ['threat', 'hate', 'violence'];
/** Which of several findings weighs most: last what only our rules have removed. */
const GRAVEST_FIRST: readonly Category[] = [
  ...UNLAWFUL,
  'porn',
  'secrecy',
  'insult',
  'copyright',
  'disinformation',
  'profanity',
  'ads',
];
type Found = { readonly category: Category };
export const isUnlawful = ({ category }: Found): boolean => UNLAWFUL.includes(category);
export const byGravity = (a: Found, b: Found): number =>
  GRAVEST_FIRST.indexOf(a.category) - GRAVEST_FIRST.indexOf(b.category);

interface Assessed {
  readonly verdicts: readonly Pick<Verdict, 'category' | 'level'>[];
  readonly decision: Decision;
  /** A blocked picture is as grave as anything. */
  readonly blocked: boolean;
}

export function severityOf({ verdicts, decision, blocked }: Assessed): number {
  const abuse = verdicts.filter(({ category }) => ABUSIVE_CATEGORIES.has(category));
  const isWithheld = decision === 'hold' || decision === 'hide';
  const unlawful = abuse.filter(isUnlawful);
  if (blocked || unlawful.some(({ level }) => level === 'strong')) return SEVERITY.unlawful;
  // Of a threat even the suspicion: an insult, however plain, can wait for it.
  if (unlawful.some(isFlagged)) return SEVERITY.gravest;
  if (isWithheld || abuse.some(({ level }) => level === 'strong')) return SEVERITY.gravest;
  if (abuse.some(isFlagged)) return SEVERITY.abuse;
  // Before what is merely flagged: of threats few are missed so, and a false one costs a glance.
  if (abuse.some(({ level }) => level === 'possible')) return SEVERITY.possibleAbuse;
  return decision === 'none' ? SEVERITY.calm : SEVERITY.flagged;
}

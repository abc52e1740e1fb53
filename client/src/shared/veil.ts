/** What nobody should have to read before they have chosen to: the rule that every page goes by. Pure. */
import { isImageVerdict } from '../../../core/images/media.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { assessedVerdicts, type StandingVerdict } from '../../../core/learning/standing.ts';
import { byGravity } from '../../../core/moderation/severity.ts';
import { CATEGORIES, type Category, isFlagged } from '../../../core/moderation/verdict.ts';

export type AssessedShape = Pick<ItemShape, 'verdicts' | 'corrections' | 'revision'>;

/** The verdicts that stand: at least "suspect". The gravest first, whatever is the surest. */
export const standingVerdicts = (item: AssessedShape): readonly StandingVerdict[] =>
  assessedVerdicts(item).filter(isFlagged).sort(byGravity);

/** What is to be kept from the public is masked instead. */
const VEILED: ReadonlySet<Category> = new Set(['insult', 'hate', 'threat', 'porn', 'violence']);

/** Why the text is veiled; none: it is not. What stands on a picture says nothing of the words. */
export function veiledBy(item: AssessedShape): readonly Category[] {
  const words = { ...item, verdicts: item.verdicts.filter((verdict) => !isImageVerdict(verdict)) };
  const strong = standingVerdicts(words).filter(({ level }) => level === 'strong');
  const found = new Set(strong.map(({ category }) => category));
  return CATEGORIES.filter((category) => found.has(category) && VEILED.has(category));
}

/** What the removal dialog proposes. A person decides; the machine only saves them the looking. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import {
  type Axis,
  axesFor,
  REASONS_BY_CATEGORY,
  type RemovalReason,
} from '../../../../core/moderation/removal.ts';
import { standingVerdicts } from '../verdicts.ts';

/** Removing an abusive item that also asks something: a person says whether the answer is still owed. */
export const asksSomething = ({ needsAnswer, intent }: Pick<ItemShape, 'needsAnswer' | 'intent'>): boolean =>
  needsAnswer.value || intent.class === 'question';

/** The reason of the strongest standing verdict; without one, a breach of tone. */
export function preselectedReason(
  item: Pick<ItemShape, 'verdicts' | 'corrections' | 'revision'>,
): RemovalReason {
  const [strongest] = standingVerdicts(item);
  return (strongest && REASONS_BY_CATEGORY[strongest.category][0]) ?? 'insult';
}

/** The wanted axis where the reason allows it, else the one it has. */
export function axisFor(reason: RemovalReason, wanted: Axis): Axis {
  const allowed = axesFor(reason);
  return allowed.includes(wanted) ? wanted : (allowed[0] ?? 'houseRule');
}

/** The house rule in the reader's language, else in the first it exists in. */
export function ruleText(
  texts: Readonly<Record<string, string>>,
  lang: string,
): { text: string; lang: string } | null {
  const text = texts[lang];
  if (text !== undefined) return { text, lang };
  const [first] = Object.entries(texts);
  return first ? { lang: first[0], text: first[1] } : null;
}

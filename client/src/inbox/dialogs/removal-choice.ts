/** What the removal dialog proposes. A person decides; the machine only saves them the looking. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import {
  type Axis,
  axesFor,
  REASONS_BY_CATEGORY,
  type RemovalReason,
} from '../../../../core/moderation/removal.ts';
import { standingVerdicts } from '../../shared/veil.ts';

/** Removing an abusive item that also asks something: a person says whether the answer is still owed. */
export const asksSomething = ({ needsAnswer, intent }: Pick<ItemShape, 'needsAnswer' | 'intent'>): boolean =>
  needsAnswer.value || intent.class === 'question';

/** The reason of the gravest verdict that stands: the chip's. Without one a person has to say it. */
export function preselectedReason(
  item: Pick<ItemShape, 'verdicts' | 'corrections' | 'revision'>,
): RemovalReason | null {
  const [gravest] = standingVerdicts(item);
  return (gravest && REASONS_BY_CATEGORY[gravest.category][0]) ?? null;
}

/** A duty only where the case is obvious, which nobody has said yet. */
const OBVIOUS_ONLY: ReadonlySet<RemovalReason> = new Set(['copyright']);

/** The wanted axis where the reason allows it; else the law where it makes removal a duty. Null: the person has to say. */
export function axisFor(reason: RemovalReason | null, wanted: Axis | null): Axis | null {
  if (reason === null) return null;
  const allowed = axesFor(reason);
  if (wanted !== null && allowed.includes(wanted)) return wanted;
  return allowed.length > 1 && OBVIOUS_ONLY.has(reason) ? null : (allowed[0] ?? null);
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

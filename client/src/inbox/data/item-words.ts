/** Small answers about an item that several places need. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { isAbusive } from './chips.ts';

/** The language tag for the comment's own text; none where the language is not known, so that none is claimed. */
export const langOf = (language: ItemShape['language']): string | undefined =>
  language === 'mixed' || language === 'unknown' ? undefined : language;

/** The first words of a post, for the one line that stands for it. */
export function headline(text: string, max = 80): string {
  const [line = ''] = text.trim().split(/\n/u);
  const [sentence = ''] = line.split(/(?<=[.!?])\s/u);
  const short = sentence.length <= max ? sentence : line;
  if (short.length <= max) return short.replace(/\.$/u, '');
  const cut = short.slice(0, max);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40))}…`;
}

/** The row before or after the one in hand; from nothing in hand, the first. */
export function neighbour(ids: readonly string[], current: string | null, step: 1 | -1): string | null {
  if (current === null) return ids[0] ?? null;
  const at = ids.indexOf(current);
  if (at === -1) return ids[0] ?? null;
  return ids[at + step] ?? null;
}

/** Below this the registry is asked: the classes are close to each other. */
const SURE = 0.5;

export const isUnsure = ({ registration }: Pick<ItemShape, 'registration'>): boolean =>
  registration.score < SURE;

/** What the line under an item says of registration: the judgement of abuse decides before the class does. */
export function registrationKey(item: ItemShape): string {
  if (isAbusive(item)) return 'abusive';
  return isUnsure(item) ? 'unsure' : item.registration.class;
}

import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { isAbusive } from '../verdicts.ts';

/** Below this the registry is asked: the classes are close to each other. */
const SURE = 0.5;

export const isUnsure = ({ registration }: Pick<ItemShape, 'registration'>): boolean =>
  registration.score < SURE;

/** What the line under an item says of registration: the assessment of abuse decides before the class does. */
export function registrationKey(item: ItemShape): string {
  if (isAbusive(item)) return 'abusive';
  return isUnsure(item) ? 'unsure' : item.registration.class;
}

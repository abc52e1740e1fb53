/** How high a row is: known before it is drawn, so that a jump lands where it should. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { veiledBy } from '../../shared/veil.ts';

const ROW_PX = 92;
const PHONE_ROW_PX = 100;
/** The second line of a text, which a veiled one has not. */
const LINE_PX = 20;

/** A list may hold thousands of rows, and asks for each of them whenever one changes. */
const known = new WeakMap<ItemShape, boolean>();
function isVeiled(item: ItemShape): boolean {
  const before = known.get(item);
  if (before !== undefined) return before;
  const now = veiledBy(item).length > 0;
  known.set(item, now);
  return now;
}

/** As long as it is the same for the same rows, no row has another height. */
export const veilsOf = (rows: readonly ItemShape[]): string =>
  rows.map((item) => (isVeiled(item) ? '1' : '0')).join('');

export const rowPx = (item: ItemShape | undefined, phone: boolean): number =>
  (phone ? PHONE_ROW_PX : ROW_PX) - (item !== undefined && isVeiled(item) ? LINE_PX : 0);

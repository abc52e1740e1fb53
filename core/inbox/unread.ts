/** What is unread to one person. */
import { DAY_MS } from '../deadlines/civil.ts';
import type { ItemShape } from './items.contract.ts';

/** So long it is kept what somebody has read; what is older is nobody's news. */
export const READING_KEPT_DAYS = 90;

/** `seen`: the revision of the text that they last had on screen; null: none. What is closed waits for no reader. */
export function isUnread(
  item: Pick<ItemShape, 'revision' | 'status' | 'firstFetchedAt'>,
  seen: number | null,
  now: number,
): boolean {
  if (item.status === 'closed') return false;
  if (now - Date.parse(item.firstFetchedAt) >= READING_KEPT_DAYS * DAY_MS) return false;
  return seen === null || seen < item.revision;
}

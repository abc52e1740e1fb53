/** What this person has had on screen, as the server keeps it for them on every device. */
import type { ItemPage, ItemShape } from '../../../core/inbox/items.contract.ts';
import { isUnread as isUnreadTo } from '../../../core/inbox/unread.ts';
import { createStore } from '../shared/store.ts';

/** Per item the newest text that was on screen. */
export type Seen = ReadonlyMap<string, number>;

/** Nothing that is known is taken back: an answer may be older than what was read since. The very map where nothing is new. */
export function withSeen(known: Seen, told: Readonly<Record<string, number>>): Seen {
  const news = Object.entries(told).filter(([id, revision]) => revision > (known.get(id) ?? -1));
  return news.length === 0 ? known : new Map([...known, ...news]);
}

/** Before it was kept on the server each browser had a list of its own: what stands in it is no news to its person. */
const OLD_KEY = 'uppsikt.seen';
function fromOldList(): Seen {
  try {
    const parsed: unknown = JSON.parse(globalThis.localStorage?.getItem(OLD_KEY) ?? '[]');
    const ids = Array.isArray(parsed) ? parsed.filter((id): id is string => typeof id === 'string') : [];
    return new Map(ids.map((id) => [id, 1]));
  } catch {
    return new Map();
  }
}

export const seen = createStore<Seen>(fromOldList());

export function markSeen(item: Pick<ItemShape, 'id' | 'revision'>): void {
  seen.set(withSeen(seen.get(), { [item.id]: item.revision }));
}

/** Passes the page on. */
export async function noteSeen<T extends Pick<ItemPage, 'seen'>>(page: Promise<T>): Promise<T> {
  const answer = await page;
  seen.set(withSeen(seen.get(), answer.seen));
  return answer;
}

export const isUnread = (
  item: Pick<ItemShape, 'id' | 'revision' | 'status' | 'firstFetchedAt'>,
  known: Seen,
  now: number,
): boolean => isUnreadTo(item, known.get(item.id) ?? null, now);

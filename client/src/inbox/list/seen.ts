/** What this browser has shown. Beside the server's `firstSeenAt`, which is the municipality's first human sight. */
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { createStore } from '../../shared/store.ts';

const KEY = 'uppsikt.seen';
const KEPT = 5_000;

/** The newest last; the oldest fall out. */
export const withSeen = (seen: readonly string[], id: string): readonly string[] =>
  seen.includes(id) ? seen : [...seen, id].slice(-KEPT);

function read(): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(parsed) ? parsed.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export const seen = createStore<ReadonlySet<string>>(
  new Set(typeof localStorage === 'undefined' ? [] : read()),
);

export function markSeen(id: string): void {
  const next = withSeen([...seen.get()], id);
  if (seen.get().has(id)) return;
  seen.set(new Set(next));
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Full or refused: the mark then lasts as long as the page.
  }
}

export const isUnread = (item: Pick<ItemShape, 'id' | 'firstSeenAt'>, known: ReadonlySet<string>): boolean =>
  item.firstSeenAt === null && !known.has(item.id);

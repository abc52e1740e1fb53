/** Which of the author's other questions one reply may answer too: the server's rule (core/deadlines/clock-commands.ts). */
import type { ItemShape, ThreadEntry } from '../../../../core/inbox/items.contract.ts';

type Talk = Pick<ItemShape, 'id' | 'accountId' | 'author' | 'postId' | 'kind' | 'status'>;
/** More than these are not asked for: a reply that answers so many is looked at by itself. */
const MAX_OTHERS = 10;

/** The author's own other entries in the thread that are inbox items, the newest first. */
export function othersOf(item: Pick<ItemShape, 'id' | 'author'>, thread: readonly ThreadEntry[]): string[] {
  if (item.author === null) return [];
  const ids = thread
    .filter(
      ({ own, visibility, author }) => !own && visibility !== 'removed' && author?.id === item.author?.id,
    )
    .flatMap(({ itemId }) => (itemId === null || itemId === item.id ? [] : [itemId]));
  return [...new Set(ids)].reverse().slice(0, MAX_OTHERS);
}

export function mayCloseWith(item: Talk, other: Talk): boolean {
  if (other.status === 'closed' || other.accountId !== item.accountId) return false;
  if (item.author === null || other.author?.id !== item.author.id) return false;
  if (item.kind === 'message' || other.kind === 'message') return item.kind === other.kind;
  return other.postId !== null && other.postId === item.postId;
}

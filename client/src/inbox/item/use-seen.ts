import { useEffect } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { calls } from '../../api/calls.ts';
import { isUnread, markSeen, seen } from '../../api/seen.ts';
import { serverNow } from '../../shared/now.ts';

/** On screen for so long counts as seen: running past with a held key does not. */
const SEEN_AFTER_MS = 800;

export function useSeen(item: ItemShape | null): void {
  const id = item?.id ?? null;
  const revision = item?.revision ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each text of each item, whatever else of it changes.
  useEffect(() => {
    if (item === null) return;
    const timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return;
      const isNews = item.firstSeenAt === null || isUnread(item, seen.get(), serverNow());
      markSeen(item);
      // A lost call leaves it unread on the person's other devices; whoever opens it next tells again.
      if (isNews) calls.seen(item).catch(() => undefined);
    }, SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id, revision]);
}

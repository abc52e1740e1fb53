import { useEffect } from 'react';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import { calls } from '../../api/calls.ts';
import { markSeen } from '../list/seen.ts';

/** On screen for so long counts as seen: running past with a held key does not. */
const SEEN_AFTER_MS = 800;

export function useSeen(item: ItemShape | null): void {
  const id = item?.id ?? null;
  const first = item?.firstSeenAt === null;
  useEffect(() => {
    if (id === null) return;
    const timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return;
      markSeen(id);
      // Only the first human sight is told; a lost call is told again by whoever opens it next.
      if (first) calls.seen(id).catch(() => undefined);
    }, SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id, first]);
}

import { useEffect } from 'react';
import { queryClient } from '../api/client.ts';
import { detailOf } from '../api/queries.ts';

/** Whoever rests on an item may go on to the next: running past with a held key fetches nothing. */
const REST_MS = 150;
/** What changes meanwhile is told by the socket. */
const FRESH_MS = 30_000;

/** Fetches what stands beside the selected item, so that its thread and history stand there in the frame in which it opens. */
export function useNeighbours(ids: readonly string[], selected: string | null): void {
  const at = selected === null ? -1 : ids.indexOf(selected);
  const next = at < 0 ? null : (ids[at + 1] ?? null);
  const previous = at < 0 ? null : (ids[at - 1] ?? null);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const id of [next, previous])
        if (id !== null) void queryClient.prefetchQuery({ ...detailOf(id), staleTime: FRESH_MS });
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [next, previous]);
}

/** The list of one view: first page, further pages, what arrives, what is tidied away. */
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ItemPage, ItemShape } from '../../../../core/inbox/items.contract.ts';
import { onArrivals } from '../../api/arrivals.ts';
import { calls, type ListQuery } from '../../api/calls.ts';
import { isUnreached } from '../../api/http.ts';
import { listEpoch, liveState, noteAsOf } from '../../api/live.ts';
import { isOf } from '../../shared/inbox-path.ts';
import { serverNow } from '../../shared/now.ts';
import { useStore } from '../../shared/store.ts';
import { draftedItems } from '../acting/drafts.ts';
import { emptyList, type ListState, listReducer } from './list-state.ts';
import { belongs, isSettled, passes } from './membership.ts';

export interface ListHandle {
  readonly state: ListState;
  readonly error: unknown;
  readonly reload: () => void;
  readonly loadMore: () => void;
  /** Page after page, at most {@link READ_AT_ONCE} rows. */
  readonly loadToEnd: () => Promise<void>;
  readonly show: () => void;
}

export interface ListOptions {
  readonly personId: string;
  /** Whether rows may come and go without moving anything under the hand. `quietMs`: for at least so long. */
  readonly isIdle: (quietMs: number) => boolean;
  /** Rows that must stay: what is being read. */
  readonly keep: string | null;
}

const READ_AT_ONCE = 2_000;
const TIDY_MS = 5_000;
const QUIET_BEFORE_INSERT_MS = 1_500;
const QUIET_BEFORE_TIDY_MS = 10_000;

export function useList(query: ListQuery, { personId, isIdle, keep }: ListOptions): ListHandle {
  const { view, sort, text, accountId } = query;
  // A new object with every drawing, a new question only with another content.
  const limits = JSON.stringify(query.filters);
  const filters = useMemo(() => JSON.parse(limits) as ListQuery['filters'], [limits]);
  const [state, dispatch] = useReducer(listReducer, sort, emptyList);
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const epoch = useStore(listEpoch);
  const live = useRef({ isIdle, keep });
  live.current = { isIdle, keep };

  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt and epoch ask for a fresh reading.
  useEffect(() => {
    const abort = new AbortController();
    dispatch({ type: 'opened', sort });
    calls.page({ view, sort, text, accountId, filters }, null, abort.signal).then(
      (page) => {
        if (abort.signal.aborted) return;
        noteAsOf(page.asOf);
        dispatch({ type: 'loaded', page });
      },
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        setError(cause);
        dispatch({ type: 'failed' });
      },
    );
    return () => abort.abort();
  }, [view, sort, text, accountId, filters, attempt, epoch]);

  const { cursor, more } = state;
  const loadMore = useCallback(() => {
    if (cursor === null || more === 'loading') return;
    dispatch({ type: 'more-asked' });
    calls.page({ view, sort, text, accountId, filters }, cursor).then(
      (page) => dispatch({ type: 'more-loaded', page }),
      () => dispatch({ type: 'more-failed' }),
    );
  }, [cursor, more, view, sort, text, accountId, filters]);

  const loadToEnd = useCallback(async () => {
    let next = cursor;
    if (more === 'loading') return;
    for (let read = 0; next !== null && read < READ_AT_ONCE; ) {
      dispatch({ type: 'more-asked' });
      try {
        const page: ItemPage = await calls.page({ view, sort, text, accountId, filters }, next);
        dispatch({ type: 'more-loaded', page });
        next = page.nextCursor;
        read += page.items.length;
      } catch {
        dispatch({ type: 'more-failed' });
        return;
      }
    }
  }, [cursor, more, view, sort, text, accountId, filters]);

  // What failed for want of a connection is read as soon as there is one.
  const isLive = useStore(liveState) === 'live';
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the connection is back.
  useEffect(() => {
    if (!isLive) return;
    if (state.phase === 'failed' && isUnreached(error)) setAttempt((count) => count + 1);
    if (state.more === 'failed') loadMore();
  }, [isLive]);

  useEffect(() => {
    const wanted = (item: ItemShape): boolean =>
      text === '' &&
      isOf(accountId, item) &&
      passes(filters, item) &&
      belongs(view, item, { personId, now: serverNow(), drafted: draftedItems() });
    return onArrivals((items) =>
      dispatch({ type: 'arrived', items, wanted, idle: live.current.isIdle(QUIET_BEFORE_INSERT_MS) }),
    );
  }, [view, text, accountId, filters, personId]);

  useEffect(() => {
    const gone = (item: ItemShape): boolean =>
      item.id !== live.current.keep &&
      isSettled(view, item, { personId, now: serverNow(), drafted: draftedItems() });
    const timer = setInterval(() => {
      if (text === '' && live.current.isIdle(QUIET_BEFORE_TIDY_MS)) dispatch({ type: 'tidied', gone });
    }, TIDY_MS);
    return () => clearInterval(timer);
  }, [view, text, personId]);

  return {
    state,
    error,
    loadMore,
    loadToEnd,
    reload: useCallback(() => setAttempt((count) => count + 1), []),
    show: useCallback(() => dispatch({ type: 'shown' }), []),
  };
}

import { useEffect, useRef } from 'react';
import { afterSaying, came, NO_BURSTS, sayAt } from '../../shared/bursts.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { say } from '../../shared/said.ts';
import type { ListState } from './list-state.ts';

/** Of the page, not of the list: who goes away and comes back is not told oftener. */
let bursts = NO_BURSTS;

/** New rows are said aloud, wherever they were put: those that wait, and those that stand in the list already. */
export function useSpokenArrivals({ rows, fresh, waiting }: ListState): void {
  const { t } = useWords();
  const known = useRef<Set<string>>(new Set());
  const words = useRef(t);
  words.current = t;
  useEffect(() => {
    const news = [...rows.slice(0, fresh), ...waiting].filter(({ id }) => !known.current.has(id));
    for (const { id } of news) known.current.add(id);
    bursts = came(bursts, news.length, Date.now());
  }, [rows, fresh, waiting]);
  useEffect(() => {
    const timer = setInterval(() => {
      const at = sayAt(bursts);
      if (at === null || Date.now() < at) return;
      say(words.current('list.arrived', { count: bursts.count }));
      bursts = afterSaying(Date.now());
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
}

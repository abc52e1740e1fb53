import { useEffect, useRef } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { say } from '../../shared/said.ts';
import type { ListState } from './list-state.ts';

/** How many a search found, once for each search: the words of its list are read by nobody who only listens. */
export function useSpokenHits({ asOf, rows, cursor }: ListState, text: string): void {
  const { t } = useWords();
  const now = useRef({ t, rows, cursor, text });
  now.current = { t, rows, cursor, text };
  useEffect(() => {
    const found = now.current;
    if (asOf === null || found.text === '') return;
    const count = found.rows.length;
    if (count === 0) say(found.t('list.noHits'));
    else say(found.t(found.cursor === null ? 'list.hits' : 'list.hitsMore', { count }));
  }, [asOf]);
}

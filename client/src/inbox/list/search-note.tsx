import { useEffect, useRef } from 'react';
import type { SearchPage } from '../../../../core/inbox/items.contract.ts';
import type { TypedFilter } from '../../../../core/inbox/search-query.ts';
import { useWords, type Words } from '../../shared/i18n/words.ts';
import { say } from '../../shared/said.ts';
import './search-note.css';

type Hits = SearchPage['hits'];

const hitWords = ({ t, number }: Words, { count, isMore }: NonNullable<Hits>): string =>
  isMore ? t('search.moreThan', { number: number(count) }) : t('search.hits', { count });

/** How many were found is said once for each search that was answered. */
export function useSpokenHits(hits: Hits): void {
  const words = useWords();
  const latest = useRef(words);
  latest.current = words;
  useEffect(() => {
    if (hits !== null) say(hitWords(latest.current, hits));
  }, [hits]);
}

/** What each way of writing means. The examples are what is typed. */
const WAYS = ['word', 'phrase', 'without', 'author', 'account', 'platform', 'category', 'days'] as const;

/** Under the field: how many hits, what of the typed was not understood, and how to search. */
export function SearchNote(props: {
  hits: Hits;
  /** Whether words are looked for: then their number has its place from the first letter on. */
  searching: boolean;
  unread: readonly TypedFilter[];
}) {
  const { hits, searching, unread } = props;
  const words = useWords();
  const { t } = words;
  return (
    <div className="search-note">
      {searching && <p className="search-note__hits">{hits === null ? '\u00a0' : hitWords(words, hits)}</p>}
      {unread.map(({ name, value, start }) => (
        <output key={start} className="search-note__unread">
          {t(`search.unread.${name}`, { value })}
        </output>
      ))}
      <details className="search-note__how">
        <summary>{t('search.how')}</summary>
        <dl tabIndex={0} aria-label={t('search.how')}>
          {WAYS.map((way) => (
            <div key={way}>
              <dt>
                <kbd>{t(`search.example.${way}`)}</kbd>
              </dt>
              <dd>{t(`search.means.${way}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

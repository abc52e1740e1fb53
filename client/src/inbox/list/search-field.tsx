import { MagnifyingGlassIcon, XMarkIcon } from '@navikt/aksel-icons';
import { forwardRef, useEffect, useMemo, useRef, useState } from 'react';
import type { SearchPage } from '../../../../core/inbox/items.contract.ts';
import type { ListFilters } from '../../../../core/inbox/list-filters.ts';
import { readQuery, withoutFilters } from '../../../../core/inbox/search-query.ts';
import { PLATFORMS } from '../../../../core/kernel/platform.ts';
import { CATEGORIES } from '../../../../core/moderation/verdict.ts';
import { useAccounts } from '../../api/queries.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Kbd } from '../../shared/ui/kbd.tsx';
import { SearchNote } from './search-note.tsx';
import { type Choices, meantBy } from './typed-filters.ts';

const TYPING_REST_MS = 250;

interface Props {
  /** What is looked for: the words, without filters. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
  /** Filters that were typed, and go from the field into the address. */
  readonly onFilters: (filters: ListFilters) => void;
  readonly hits: SearchPage['hits'];
  /** Into the list: to its first row, or to the one in hand. */
  readonly onRows: (at: 'first' | 'selected') => void;
}

/** What the values of filters may be, in the reader's words. */
function useChoices(): Choices {
  const { t } = useWords();
  const accounts = useAccounts().data?.accounts;
  return useMemo(
    () => ({
      account: (accounts ?? []).map(({ id, name }) => ({ value: id, label: name })),
      platform: PLATFORMS.map((value) => ({ value, label: t(`platform.${value}`) })),
      category: CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) })),
    }),
    [accounts, t],
  );
}

export const SearchField = forwardRef<HTMLInputElement, Props>(function SearchField(
  { text, onSearch, onFilters, hits, onRows },
  ref,
) {
  const { t } = useWords();
  const choices = useChoices();
  const [typed, setTyped] = useState(text);
  const { filters } = readQuery(typed);
  const words = withoutFilters(typed, filters);
  /** One that is still being typed is left alone, as long as it is not `over`. */
  const settle = (over: boolean): void => {
    const read = filters.flatMap((filter) => {
      const meant = over || filter.end < typed.length ? meantBy(filter, choices) : null;
      return meant === null ? [] : [{ filter, meant }];
    });
    if (read.length > 0) {
      onFilters(Object.assign({}, ...read.map(({ meant }) => meant)));
      const left = withoutFilters(
        typed,
        read.map(({ filter }) => filter),
      );
      setTyped(left === '' || over ? left : `${left} `);
    }
    if (words !== text) onSearch(words);
  };
  const latest = useRef(settle);
  latest.current = settle;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every key begins the rest anew.
  useEffect(() => {
    const timer = setTimeout(() => latest.current(false), TYPING_REST_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const unread = filters.filter(
    (filter) => filter.value !== '' && filter.end < typed.length && meantBy(filter, choices) === null,
  );
  return (
    <>
      <search className="search">
        <MagnifyingGlassIcon className="icon" aria-hidden="true" />
        <input
          ref={ref}
          type="search"
          value={typed}
          maxLength={200}
          autoComplete="off"
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            const { key } = event;
            const isSearched = words === text && filters.every((filter) => meantBy(filter, choices) === null);
            if (key === 'Enter' && !isSearched) settle(true);
            else if (key === 'Enter' || key === 'ArrowDown') {
              event.preventDefault();
              onRows('first');
            }
            if (key !== 'Escape') return;
            onSearch('');
            setTyped('');
            event.currentTarget.blur();
            onRows('selected');
          }}
        />
        {typed === '' ? (
          <Kbd>/</Kbd>
        ) : (
          <button
            type="button"
            className="search__clear"
            aria-label={t('list.clearSearch')}
            onClick={() => {
              setTyped('');
              onSearch('');
            }}
          >
            <XMarkIcon aria-hidden="true" />
          </button>
        )}
      </search>
      {typed !== '' && <SearchNote hits={hits} searching={text !== ''} unread={unread} />}
    </>
  );
});

/** What is looked for: words, which live in the page only, and filters, which stand in the address. */
import { useCallback, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { View } from '../../../core/inbox/items.contract.ts';
import type { ListFilters } from '../../../core/inbox/list-filters.ts';
import { readQuery, type SearchQuery } from '../../../core/inbox/search-query.ts';
import { filtersOf, inboxPath, type OtherFilters } from '../shared/inbox-path.ts';
import type { SearchSort } from './list/sorting.ts';

export interface Search {
  /** Words, without the filters that were typed among them. */
  readonly text: string;
  readonly setText: (text: string) => void;
  /** Null: nothing is looked for. */
  readonly query: SearchQuery | null;
  readonly sort: SearchSort;
  readonly setSort: (sort: SearchSort) => void;
  readonly accountId: string | null;
  readonly filters: OtherFilters;
  /** Puts these filters beside or in place of those that there are. */
  readonly limit: (more: ListFilters) => void;
}

export function useSearch(view: View): Search {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [text, setText] = useState('');
  const [sort, setSort] = useState<SearchSort>('fit');
  const { accountId, filters } = useMemo(() => {
    const { accountId: account = null, ...others } = filtersOf({ pathname, search });
    return { accountId: account, filters: others };
  }, [pathname, search]);
  const query = useMemo(() => (text === '' ? null : readQuery(text)), [text]);
  const limit = useCallback(
    (more: ListFilters) => {
      const { accountId: account = null, ...rest } = { ...filtersOf({ pathname, search }), ...more };
      void navigate(inboxPath({ view, accountId: account, filters: rest }), { replace: true });
    },
    [navigate, pathname, search, view],
  );
  return { text, setText, query, sort, setSort, accountId, filters, limit };
}

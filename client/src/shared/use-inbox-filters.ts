import { useMemo } from 'react';
import { useLocation } from 'react-router';
import type { SavedFilters } from '../../../core/inbox/saved-views.contract.ts';
import { filtersIn, type InboxFilters } from './inbox-filters.ts';
import { accountOf } from './inbox-path.ts';
import { isView } from './views.ts';

/** What the address limits the list to, the same object as long as it says the same. */
export function useInboxFilters(): InboxFilters {
  const { search } = useLocation();
  return useMemo(() => filtersIn(search), [search]);
}

/** The list that the address names; null on another page. */
export function useInboxList(): SavedFilters | null {
  const location = useLocation();
  const { pathname, search } = location;
  const accountId = accountOf(location);
  const [, inbox, name] = pathname.split('/');
  if (inbox !== 'inbox') return null;
  return {
    view: isView(name) ? name : 'all',
    ...filtersIn(search),
    ...(accountId !== null && { accountId }),
  };
}

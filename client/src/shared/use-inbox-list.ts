import { useLocation } from 'react-router';
import type { SavedFilters } from '../../../core/inbox/saved-views.contract.ts';
import { filtersOf } from './inbox-path.ts';
import { isView } from './views.ts';

/** The list that the address names; null on another page. */
export function useInboxList(): SavedFilters | null {
  const location = useLocation();
  const [, page, name] = location.pathname.split('/');
  if (page !== 'inbox') return null;
  return { view: isView(name) ? name : 'all', ...filtersOf(location) };
}

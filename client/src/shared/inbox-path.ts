/** Where the inbox stands, as its address says: a view, a selected item, and what all of it is limited to. */
import type { ItemShape, View } from '../../../core/inbox/items.contract.ts';
import type { SavedFilters } from '../../../core/inbox/saved-views.contract.ts';
import { type InboxFilters, paramsOf } from './inbox-filters.ts';

const ACCOUNT = 'accountId';

export interface InboxLocation {
  readonly view: View;
  readonly itemId?: string | null;
  /** Null: all accounts. */
  readonly accountId: string | null;
  readonly filters?: InboxFilters;
}

export function inboxPath({ view, itemId = null, accountId, filters = {} }: InboxLocation): string {
  const path = itemId === null ? `/inbox/${view}` : `/inbox/${view}/${encodeURIComponent(itemId)}`;
  const params = paramsOf({ ...filters, accountId });
  return params === '' ? path : `${path}?${params}`;
}

/** The address of a saved view. */
export const savedPath = ({ view, accountId, ...filters }: SavedFilters): string =>
  inboxPath({ view, accountId: accountId ?? null, filters });

/** The account in an address; null elsewhere than in the inbox, whose parameter it is. */
export function accountOf({ pathname, search }: { pathname: string; search: string }): string | null {
  if (!/^\/inbox(?:\/|$)/u.test(pathname)) return null;
  return new URLSearchParams(search).get(ACCOUNT) || null;
}

export const isOf = (accountId: string | null, item: Pick<ItemShape, 'accountId'>): boolean =>
  accountId === null || item.accountId === accountId;

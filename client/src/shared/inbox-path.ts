/** Where the inbox stands, as its address says: a view, a selected item, and what all of it is limited to. */

import type { ItemShape, View } from '../../../core/inbox/items.contract.ts';
import { LIST_FILTER_NAMES, type ListFilters, readListFilters } from '../../../core/inbox/list-filters.ts';
import type { SavedFilters } from '../../../core/inbox/saved-views.contract.ts';

/** All but the account, which the views and their counts are limited to as well. */
export type OtherFilters = Omit<ListFilters, 'accountId'>;

export interface InboxLocation {
  readonly view: View;
  readonly itemId?: string | null;
  /** Null: all accounts. */
  readonly accountId: string | null;
  readonly filters?: OtherFilters;
}

interface Address {
  readonly pathname: string;
  readonly search: string;
}

export function inboxPath({ view, itemId = null, accountId, filters = {} }: InboxLocation): string {
  const path = itemId === null ? `/inbox/${view}` : `/inbox/${view}/${encodeURIComponent(itemId)}`;
  const all: ListFilters = accountId === null ? filters : { ...filters, accountId };
  const given = LIST_FILTER_NAMES.flatMap((name) => {
    const value = all[name];
    return value === undefined ? [] : [[name, value]];
  });
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** The address of a saved view. */
export const savedPath = ({ view, accountId, ...filters }: SavedFilters): string =>
  inboxPath({ view, accountId: accountId ?? null, filters });

/** Whether they name the same list: then they have the same address. */
export const areSame = (a: SavedFilters, b: SavedFilters): boolean => savedPath(a) === savedPath(b);

/** What the address limits the inbox to; nothing elsewhere than in the inbox, whose parameters they are. */
export function filtersOf({ pathname, search }: Address): ListFilters {
  if (!/^\/inbox(?:\/|$)/u.test(pathname)) return {};
  return readListFilters(Object.fromEntries(new URLSearchParams(search)));
}

/** The account in an address; null: all. */
export const accountOf = (address: Address): string | null => filtersOf(address).accountId ?? null;

export const isOf = (accountId: string | null, item: Pick<ItemShape, 'accountId'>): boolean =>
  accountId === null || item.accountId === accountId;

/** Where the inbox stands, as its address says: a view, a selected item, and the account that all of it is limited to. */
import type { ItemShape, View } from '../../../core/inbox/items.contract.ts';

const ACCOUNT = 'accountId';

export interface InboxLocation {
  readonly view: View;
  readonly itemId?: string | null;
  /** Null: all accounts. */
  readonly accountId: string | null;
}

export function inboxPath({ view, itemId = null, accountId }: InboxLocation): string {
  const path = itemId === null ? `/inbox/${view}` : `/inbox/${view}/${encodeURIComponent(itemId)}`;
  return accountId === null ? path : `${path}?${new URLSearchParams({ [ACCOUNT]: accountId })}`;
}

/** The account in an address; null elsewhere than in the inbox, whose parameter it is. */
export function accountOf({ pathname, search }: { pathname: string; search: string }): string | null {
  if (!/^\/inbox(?:\/|$)/u.test(pathname)) return null;
  return new URLSearchParams(search).get(ACCOUNT) || null;
}

export const isOf = (accountId: string | null, item: Pick<ItemShape, 'accountId'>): boolean =>
  accountId === null || item.accountId === accountId;

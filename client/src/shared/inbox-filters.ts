/** What a list of the inbox is limited to besides view and account, as its address says it. Pure. */
import { ITEM_STATUSES, type ItemStatus } from '../../../core/inbox/item.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import type { ListFilters, SavedFilters } from '../../../core/inbox/saved-views.contract.ts';
import { PLATFORMS, type Platform } from '../../../core/kernel/platform.ts';
import { CATEGORIES, type Category, isFlagged } from '../../../core/moderation/verdict.ts';

/** The names are the API's: one list of filters, in `ListFilters`. */
export type InboxFilters = Omit<ListFilters, 'view' | 'accountId'>;

const SORTS: readonly NonNullable<InboxFilters['sort']>[] = ['due', 'severity', 'newest'];
const known = <T extends string>(values: readonly T[], text: string | null): T | undefined =>
  values.find((value) => value === text);

/** What is none of ours is left out: an old or mistyped address still opens. */
export function filtersIn(search: string): InboxFilters {
  const params = new URLSearchParams(search);
  const platform: Platform | undefined = known(PLATFORMS, params.get('platform'));
  const category: Category | undefined = known(CATEGORIES, params.get('category'));
  const status: ItemStatus | undefined = known(ITEM_STATUSES, params.get('status'));
  const sort = known(SORTS, params.get('sort'));
  return {
    ...(platform && { platform }),
    ...(category && { category }),
    ...(status && { status }),
    ...(sort && { sort }),
  };
}

const given = (filters: object): [string, string][] =>
  Object.entries(filters)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1)) as [string, string][];

/** For an address, always in the same order. */
export const paramsOf = (filters: InboxFilters & { readonly accountId?: string | null }): string =>
  new URLSearchParams(given(filters)).toString();

/** Whether they name the same list. */
export const areSame = (a: SavedFilters, b: SavedFilters): boolean =>
  JSON.stringify(given(a)) === JSON.stringify(given(b));

/** Whether the item is one of those, for live updates: the server's rules. */
export const fits = (
  { platform, category, status }: InboxFilters,
  item: Pick<ItemShape, 'platform' | 'verdicts' | 'status'>,
): boolean =>
  (platform === undefined || item.platform === platform) &&
  (status === undefined || item.status === status) &&
  (category === undefined ||
    item.verdicts.some((verdict) => verdict.category === category && isFlagged(verdict)));

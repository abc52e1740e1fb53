/** Reading the inbox: scoped, by keyset, never by offset. */

import type { Account } from '../accounts/account.ts';
import { accountsIn } from '../accounts/accounts.store.ts';
import { HOUR_MS } from '../deadlines/civil.ts';
import { localDay } from '../deadlines/periods.ts';
import { localMidnight } from '../deadlines/zone.ts';
import type { Db } from '../kernel/db.ts';
import type { Platform } from '../kernel/platform.ts';
import type { Scope } from '../kernel/roles.ts';
import { SEVERITY } from '../moderation/severity.ts';
import type { Category } from '../moderation/verdict.ts';
import { ITEM_STATUSES, type Item, type ItemStatus } from './item.ts';
import type { View } from './items.contract.ts';
import { Items, scopeFilter } from './items.store.ts';
import { instantsOf, ZONE } from './list-days.ts';
import { type Cursor, cursorOf, type Sort, stretches } from './list-order.ts';

type Filter = Record<string, unknown>;

export interface ItemFilter {
  readonly view?: View | undefined;
  readonly accountId?: string | undefined;
  readonly platform?: Platform | undefined;
  readonly externalId?: string | undefined;
  /** The receiving board. */
  readonly board?: string | undefined;
  readonly status?: ItemStatus | undefined;
  readonly category?: Category | undefined;
  /** Days in the office's zone, both included: when it was published. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly since?: Date | undefined;
}

export interface Viewer {
  /** Who "mine" is. */
  readonly personId: string;
  readonly now: Date;
  /** The items that they have written about and not sent; left out where no view of theirs is asked for. */
  readonly drafted?: readonly string[];
}

const DUE_SOON_MS = 4 * HOUR_MS;
const NOT_CLOSED = ['open', 'waiting', 'snoozed'];

/** Midnight in the office's zone. What is due on it is due today. */
const endOfDay = (time: number): number => localMidnight(localDay(time, ZONE) + 1, ZONE);

function publishedWithin(filter: ItemFilter): Filter[] {
  const { since, before } = instantsOf(filter);
  if (since === null && before === null) return [];
  const within = {
    ...(since === null ? {} : { $gte: new Date(since) }),
    ...(before === null ? {} : { $lt: new Date(before) }),
  };
  return [{ publishedAt: within }];
}

/** What each view shows. `breached`, `due-soon` and `due-today` follow the clock, so they take `now`. */
function viewFilter(view: View, { personId, now, drafted = [] }: Viewer): Filter {
  const time = now.getTime();
  switch (view) {
    case 'all':
      return { status: 'open' };
    case 'mine':
      return { status: { $in: ['open', 'waiting'] }, assignee: personId };
    case 'drafts':
      return { _id: { $in: [...drafted] } };
    case 'unassigned':
      return { status: 'open', assignee: null };
    case 'due-soon':
      return {
        status: 'open',
        'deadline.state': 'running',
        'deadline.dueAt': { $gte: time, $lte: time + DUE_SOON_MS },
      };
    case 'due-today':
      return {
        status: 'open',
        'deadline.state': 'running',
        'deadline.dueAt': { $gte: time, $lte: endOfDay(time) },
      };
    case 'breached':
      return { 'deadline.state': 'running', 'deadline.dueAt': { $lt: time } };
    case 'abusive':
      // Whatever is abusive is as severe: so the index by severity finds it.
      return { status: { $in: NOT_CLOSED }, abusive: true, severity: { $gte: SEVERITY.abuse } };
    case 'possible':
      return { status: { $in: NOT_CLOSED }, severity: SEVERITY.possibleAbuse };
    case 'registration':
      return { recordsOutcome: null, 'registration.class': { $in: ['action', 'case', 'existing'] } };
    case 'waiting':
      return { status: 'waiting' };
    case 'snoozed':
      return { status: 'snoozed' };
    case 'closed':
      return { status: 'closed' };
  }
}

/** The indexes of the lists begin with the status: where any will do, all are named, and MongoDB merges their ranges. */
export function statusFilter({ view, status, since }: ItemFilter): Filter {
  const any = view === undefined && status === undefined && since === undefined;
  return any ? { status: { $in: [...ITEM_STATUSES] } } : {};
}

/** Views that hold few of many. */
const BY_ACCOUNT: ReadonlySet<View> = new Set(['registration', 'breached', 'due-soon', 'due-today']);

/**
 * A platform is some of the accounts; and the indexes of what few items have name the account. Whoever sees all accounts
 * asks for each of them: MongoDB then merges their ranges.
 */
async function accountsAsked(
  scope: Scope,
  wanted: ItemFilter,
  accounts: () => Promise<readonly Account[]>,
): Promise<Filter> {
  const { platform, category, view, accountId } = wanted;
  if (platform === undefined && category === undefined && !(view && BY_ACCOUNT.has(view)))
    return scopeFilter(scope, accountId);
  const asked = (await accounts()).filter(
    (account) =>
      [undefined, account._id].includes(accountId) && [undefined, account.platform].includes(platform),
  );
  return { accountId: { $in: asked.map(({ _id }) => _id) } };
}

export interface Asked {
  readonly filter: ItemFilter;
  readonly viewer: Viewer;
}

/** Everything that is asked for but the words of a search, which needs no status where none is asked for. */
export async function filtersOf(
  scope: Scope,
  { filter: wanted, viewer }: Asked,
  accounts: () => Promise<readonly Account[]>,
): Promise<Filter[]> {
  const parts: Filter[] = [
    { tenantId: scope.tenantId, ...(await accountsAsked(scope, wanted, accounts)) },
    ...(wanted.view ? [viewFilter(wanted.view, viewer)] : []),
    ...publishedWithin(wanted),
  ];
  if (wanted.status) parts.push({ status: wanted.status });
  if (wanted.externalId) parts.push({ externalId: wanted.externalId });
  if (wanted.board) parts.push({ board: wanted.board });
  if (wanted.since) parts.push({ updatedAt: { $gte: wanted.since } });
  if (wanted.category) parts.push({ flagged: wanted.category });
  return parts;
}

async function filterOf(scope: Scope, asked: Asked, accounts: () => Promise<readonly Account[]>) {
  const parts = await filtersOf(scope, asked, accounts);
  return { tenantId: scope.tenantId, $and: [...parts, statusFilter(asked.filter)] };
}

export interface Page {
  readonly items: Item[];
  readonly next: Cursor | null;
}

/** A page of at most `limit` items in the scope, and where the next begins. */
export async function listItems(
  db: Db,
  scope: Scope,
  query: { filter: ItemFilter; viewer: Viewer; sort: Sort; cursor: Cursor | null; limit: number },
): Promise<Page> {
  const filter = await filterOf(scope, query, () => accountsIn(db, scope));
  const wanted = query.limit + 1;
  const found: Item[] = [];
  for (const { where, order } of stretches(query.sort, query.cursor)) {
    if (found.length >= wanted) break;
    found.push(
      ...(await Items(db)
        .find(
          { tenantId: scope.tenantId, $and: [filter, where] },
          null,
          query.filter.view === 'drafts' ? { hint: BY_ID } : {},
        )
        .sort(order)
        .limit(wanted - found.length)
        .lean<Item[]>()),
    );
  }
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return { items, next: found.length > query.limit && last ? cursorOf(query.sort, last) : null };
}

/** Few are named. */
const BY_ID = { _id: 1 } as const;

/** Told to the store, whose trial of its many indexes else takes one of the archive. */
const UNDECIDED = {
  tenantId: 1,
  accountId: 1,
  'registration.class': 1,
  'deadline.dueAt': 1,
  severity: -1,
  _id: 1,
} as const;

function hintFor(view: View | undefined) {
  if (view === 'registration') return { hint: UNDECIDED };
  return view === 'drafts' ? { hint: BY_ID } : {};
}

interface Counted {
  readonly viewer: Viewer;
  /** No more than so many are counted. */
  readonly cap: number;
}

/** How many items each of these lists holds, in their order. */
export async function countLists(
  db: Db,
  scope: Scope,
  { lists, viewer, cap }: Counted & { readonly lists: readonly ItemFilter[] },
): Promise<number[]> {
  const accounts = await accountsIn(db, scope);
  return Promise.all(
    lists.map(async (filter) =>
      Items(db).countDocuments(
        {
          tenantId: scope.tenantId,
          $and: [await filterOf(scope, { filter, viewer }, async () => accounts)],
        },
        { limit: cap, ...hintFor(filter.view) },
      ),
    ),
  );
}

/** How many items each of these views holds, at most `cap` counted per view. */
export async function countViews(
  db: Db,
  scope: Scope,
  { views, accountId, ...counted }: Counted & { views: readonly View[]; accountId: string | undefined },
): Promise<Map<View, number>> {
  const lists = views.map((view) => ({ view, accountId }));
  const counts = await countLists(db, scope, { ...counted, lists });
  return new Map(views.map((view, index) => [view, counts[index] ?? 0]));
}

import { namesOf, type Principal } from '../../../core/accounts/people.store.ts';
import { draftedItems } from '../../../core/inbox/drafts.store.ts';
import { eventsOf } from '../../../core/inbox/events.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import {
  countViews,
  type ItemFilter,
  listItems,
  type Viewer,
} from '../../../core/inbox/item-queries.store.ts';
import { type ItemQuery, type ItemSearch, VIEWS } from '../../../core/inbox/items.contract.ts';
import { readItem } from '../../../core/inbox/items.store.ts';
import { type Cursor, decodeCursor, encodeCursor, listKey } from '../../../core/inbox/list-order.ts';
import { presentItem } from '../../../core/inbox/present.ts';
import { readingsOf } from '../../../core/inbox/readings.store.ts';
import { rowOf } from '../../../core/inbox/row.ts';
import { searchItems } from '../../../core/inbox/search.store.ts';
import { readQuery } from '../../../core/inbox/search-query.ts';
import { seeItem } from '../../../core/inbox/see-item.store.ts';
import { dataWithTyped } from '../../../core/inbox/typed-by-person.ts';
import { invalid, notFound } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { itemDetail } from './item-detail.ts';
import { reveal } from './reveal.ts';

/** Counting stops here. */
export const COUNT_CAP = 100_000;

export async function viewerOf(
  { db }: ServerDeps,
  { scope, actor }: Principal,
  { now, drafts }: { now: Date; drafts: boolean },
): Promise<Viewer> {
  return { personId: actor.id, now, drafted: drafts ? await draftedItems(db, scope, actor.id) : [] };
}

/** Where in its list a page begins; null: at its beginning. */
function placeIn(list: string, text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const cursor = decodeCursor(text, list);
  if (cursor === null) throw invalid('cursor: not one of this list.');
  return cursor;
}

/** What the person who asks has read of them; nothing where a program asks. */
const seenBy = (deps: ServerDeps, { scope, actor }: Principal, items: readonly Item[]) =>
  readingsOf(
    deps.db,
    { tenantId: scope.tenantId, by: actor.id },
    actor.kind === 'person' ? items.map(({ _id }) => _id) : [],
  );

async function search(deps: ServerDeps, principal: Principal, { text, ...asked }: ItemSearch) {
  const now = deps.now();
  const { sort, limit, cursor, ...filter } = asked;
  const query = readQuery(text);
  if (query.filters.length > 0) throw invalid('text: filters are fields of their own.');
  const list = listKey({ sort, text, ...filter });
  const found = await searchItems(deps.db, principal.scope, {
    query,
    filter,
    viewer: await viewerOf(deps, principal, { now, drafts: filter.view === 'drafts' }),
    sort,
    cursor: placeIn(list, cursor),
    limit,
  });
  return {
    items: found.items.map((item) => presentItem(item, now)),
    nextCursor: found.next && encodeCursor(found.next, list),
    asOf: now.toISOString(),
    hits: found.hits,
    seen: await seenBy(deps, principal, found.items),
  };
}

async function page(deps: ServerDeps, principal: Principal, query: Omit<ItemQuery, 'since'> & ItemFilter) {
  const now = deps.now();
  const { sort, limit, cursor: given, as, ...filter } = query;
  const list = listKey({ sort, ...filter });
  const cursor = placeIn(list, given);
  const found = await listItems(deps.db, principal.scope, {
    filter,
    viewer: await viewerOf(deps, principal, { now, drafts: filter.view === 'drafts' }),
    sort: filter.since === undefined ? sort : 'changed',
    cursor,
    limit,
  });
  const items = found.items.map((item) => presentItem(item, now));
  return {
    ...(as === 'rows' ? { rows: items.map(rowOf) } : { items }),
    nextCursor: found.next && encodeCursor(found.next, list),
    asOf: now.toISOString(),
    seen: await seenBy(deps, principal, found.items),
  };
}

/** The item, or 404 also where it exists outside the caller's scope. */
export async function itemInScope(deps: ServerDeps, principal: Principal, id: string): Promise<Item> {
  const item = await readItem(deps.db, principal.scope, id);
  if (item === null) throw notFound('item');
  return item;
}

type ItemRoutes =
  | 'listItems'
  | 'searchItems'
  | 'countViews'
  | 'readItem'
  | 'seeItem'
  | 'revealItem'
  | 'listEvents';

export function itemHandlers(deps: ServerDeps): Pick<Handlers, ItemRoutes> {
  return {
    listItems: ({ principal, query: { since, ...query } }) =>
      page(deps, principal, { ...query, ...(since === undefined ? {} : { since: new Date(since) }) }),
    searchItems: ({ principal, body }) => search(deps, principal, body),
    async countViews({ principal, query }) {
      const counts = await countViews(deps.db, principal.scope, {
        views: VIEWS,
        accountId: query.accountId,
        viewer: await viewerOf(deps, principal, { now: deps.now(), drafts: true }),
        cap: COUNT_CAP,
      });
      return Object.fromEntries(counts) as Record<(typeof VIEWS)[number], number>;
    },
    async readItem({ principal, id }) {
      return itemDetail(deps, principal, await itemInScope(deps, principal, id));
    },
    async seeItem({ principal, id, body }) {
      const item = await itemInScope(deps, principal, id);
      if (principal.actor.kind === 'person')
        await seeItem(deps, { item, actor: principal.actor, revision: body.revision ?? item.revision });
      return {};
    },
    revealItem: async ({ principal, id, body }) => ({
      value: await reveal(deps, principal, { item: await itemInScope(deps, principal, id), ...body }),
    }),
    async listEvents({ principal, id }) {
      const item = await itemInScope(deps, principal, id);
      const events = await eventsOf(deps.db, { tenantId: item.tenantId, itemId: id });
      const ids = events.filter(({ actor }) => actor.kind === 'person').map(({ actor }) => actor.id);
      const names = await namesOf(deps.db, { tenantId: item.tenantId, ids });
      return {
        events: events.map((event) => {
          const { _id, seq, type, actor, at, schemaVersion, ruleVersion } = event;
          const data = dataWithTyped(event, item);
          const named = { ...actor, name: names.get(actor.id) ?? null };
          return { id: _id, seq, type, actor: named, at: at.toISOString(), data, schemaVersion, ruleVersion };
        }),
      };
    },
  };
}

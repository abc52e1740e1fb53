/** Freezes the items that one act is to be done to, and asks of each what the act itself would say. Nothing is done. */
import { randomUUID } from 'node:crypto';
import { accountsIn } from '../../../core/accounts/accounts.store.ts';
import { type Principal, principalOfPerson } from '../../../core/accounts/people.store.ts';
import type { BulkAct, BulkRequest } from '../../../core/actions/bulk-act.contract.ts';
import { MAX_BULK_ITEMS } from '../../../core/actions/bulk-act.ts';
import {
  type PreparedEntry,
  type StoredBulkAct,
  storeBulkAct,
} from '../../../core/actions/bulk-acts.store.ts';
import { refusalOf } from '../../../core/actions/bulk-refusal.ts';
import { inverseOf } from '../../../core/actions/inverse.ts';
import { rehearsals } from '../../../core/actions/request-action.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { listItems, type Page } from '../../../core/inbox/item-queries.store.ts';
import { itemsById } from '../../../core/inbox/items.store.ts';
import type { Cursor } from '../../../core/inbox/list-order.ts';
import { presentItem } from '../../../core/inbox/present.ts';
import { searchItems } from '../../../core/inbox/search.store.ts';
import { readQuery } from '../../../core/inbox/search-query.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import { isStoreFault } from '../../../core/kernel/db.ts';
import { invalid } from '../../../core/kernel/errors.ts';
import { axesFor } from '../../../core/moderation/removal.ts';
import type { ServerDeps } from '../../deps.ts';
import { viewerOf } from '../inbox/items.ts';

const PAGE = 200;
const AT_ONCE = 16;

/** An item, or null where it is not there for the caller, at the version that was seen. */
interface Chosen {
  readonly id: string;
  readonly version: number;
  readonly item: Item | null;
}

type Wanted = NonNullable<BulkRequest['items']>;

async function named(deps: ServerDeps, { scope }: Principal, wanted: Wanted): Promise<Chosen[]> {
  const versions = new Map(wanted.map(({ id, version }) => [id, version]));
  const ids = [...versions.keys()];
  const found = new Map<string, Item>();
  for (let from = 0; from < ids.length; from += PAGE)
    for (const item of await itemsById(deps.db, {
      tenantId: scope.tenantId,
      ids: ids.slice(from, from + PAGE),
    }))
      if (sees(scope, item.accountId)) found.set(item._id, item);
  return ids.map((id) => ({ id, version: versions.get(id) ?? 0, item: found.get(id) ?? null }));
}

type Matching = NonNullable<BulkRequest['matching']>;
type Read = (cursor: Cursor | null) => Promise<Pick<Page, 'items' | 'next'>>;

/** The pages of what matches: of a search all views, in its own orders; of a list as it stands. */
async function pagesOf(deps: ServerDeps, principal: Principal, matching: Matching): Promise<Read> {
  const { sort, text, ...filter } = matching;
  const { scope } = principal;
  const viewer = await viewerOf(deps, principal, { now: deps.now(), drafts: filter.view === 'drafts' });
  const asked = { filter, viewer, limit: PAGE };
  if (text === undefined) {
    const order = sort === undefined || sort === 'fit' ? 'due' : sort;
    return (cursor) => listItems(deps.db, scope, { ...asked, sort: order, cursor });
  }
  const query = readQuery(text);
  if (query.filters.length > 0) throw invalid('text: filters are fields of their own.');
  return (cursor) => searchItems(deps.db, scope, { ...asked, query, sort: sort ?? 'fit', cursor });
}

async function matched(
  deps: ServerDeps,
  principal: Principal,
  matching: Matching,
): Promise<{ chosen: Chosen[]; more: boolean }> {
  const read = await pagesOf(deps, principal, matching);
  const items = new Map<string, Item>();
  let cursor: Cursor | null = null;
  do {
    const page: Awaited<ReturnType<Read>> = await read(cursor);
    for (const item of page.items) items.set(item._id, item);
    cursor = page.next;
  } while (cursor !== null && items.size < MAX_BULK_ITEMS);
  const chosen = [...items.values()].slice(0, MAX_BULK_ITEMS);
  return {
    chosen: chosen.map((item) => ({ id: item._id, version: item.version, item })),
    more: cursor !== null || items.size > MAX_BULK_ITEMS,
  };
}

async function entriesFor(
  deps: ServerDeps,
  principal: Principal,
  { act, chosen }: { act: BulkAct; chosen: readonly Chosen[] },
): Promise<PreparedEntry[]> {
  const accounts = new Map(
    (await accountsIn(deps.db, principal.scope)).map((account) => [account._id, account]),
  );
  const rehearse = rehearsals(deps, principal.actor);
  const entryOf = async ({ id: itemId, version, item }: Chosen): Promise<PreparedEntry> => {
    const entry = { itemId, version, inverse: null } as const;
    if (item === null) return { ...entry, state: 'refused', reason: 'not-found' };
    try {
      await rehearse(item, { ...act, version });
      const inverse = inverseOf(act, presentItem(item, deps.now()));
      return { ...entry, inverse, state: 'waiting', reason: null };
    } catch (error) {
      if (isStoreFault(error)) throw error;
      const account = accounts.get(item.accountId) ?? null;
      return {
        ...entry,
        state: 'refused',
        reason: refusalOf(error, { item, act, account, now: deps.now() }),
      };
    }
  };
  const entries: PreparedEntry[] = [];
  for (let from = 0; from < chosen.length; from += AT_ONCE)
    entries.push(...(await Promise.all(chosen.slice(from, from + AT_ONCE).map(entryOf))));
  return entries;
}

export async function prepare(
  deps: ServerDeps,
  principal: Principal,
  { items, matching, ...act }: BulkRequest,
): Promise<StoredBulkAct> {
  if ((items === undefined) === (matching === undefined)) throw invalid('Either items or matching.');
  if (act.type === 'hide' && !axesFor(act.reason).includes(act.axis))
    throw invalid(`The reason ${act.reason} cannot rest on ${act.axis}.`);
  const { tenantId } = principal.scope;
  // Kept with the act: nothing but the id of a person.
  const to = act.type === 'assign' ? act.to : null;
  if (to !== null && (await principalOfPerson(deps.db, { tenantId, id: to })) === null)
    throw invalid('to: nobody has this id.');
  const { chosen, more } =
    items === undefined
      ? await matched(deps, principal, matching ?? {})
      : { chosen: await named(deps, principal, items), more: false };
  const entries = await entriesFor(deps, principal, { act, chosen });
  const row = { _id: randomUUID(), tenantId, actor: principal.actor, act, more, createdAt: deps.now() };
  return storeBulkAct(deps.db, row, entries);
}

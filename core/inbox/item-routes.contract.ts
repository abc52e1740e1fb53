/** Reading the inbox: lists, search, counts, one item and its events. */
import { z } from 'zod';
import type { Route } from '../contract/route.contract.ts';
import { EventShape, ItemDetail, ItemQuery, ItemSearch, SearchPage, ViewCounts } from './items.contract.ts';
import { RevealRequest } from './masked.contract.ts';
import { ListPage } from './rows.contract.ts';

const none = z.object({});
/** Left out: the text that stands now. */
const SeenRequest = z.object({ revision: z.int().min(0).optional() });

export const ITEM_ROUTES = {
  listItems: {
    method: 'get',
    path: '/api/items',
    permission: 'items:read',
    summary: 'The inbox, a page at a time',
    query: ItemQuery,
    output: ListPage,
    status: 200,
  },
  searchItems: {
    method: 'post',
    path: '/api/items/search',
    permission: 'items:read',
    summary: 'Search in text and author names; words never stand in a query string',
    body: ItemSearch,
    output: SearchPage,
    status: 200,
  },
  countViews: {
    method: 'get',
    path: '/api/views',
    permission: 'items:read',
    summary: 'How many items each view holds',
    query: z.object({ accountId: z.string().optional() }),
    output: ViewCounts,
    status: 200,
  },
  readItem: {
    method: 'get',
    path: '/api/items/:id',
    permission: 'items:read',
    summary: 'One item with its post, thread, revisions and notes',
    output: ItemDetail,
    status: 200,
  },
  seeItem: {
    method: 'post',
    path: '/api/items/:id/seen',
    permission: 'items:read',
    summary: 'A person has this text of the item on screen; the first human sight of all is an event',
    body: SeenRequest,
    output: none,
    status: 200,
  },
  revealItem: {
    method: 'post',
    path: '/api/items/:id/reveal',
    permission: 'personal-data:reveal',
    summary: 'One masked number of the item in clear; who asked and when is kept with the item',
    body: RevealRequest,
    output: z.object({ value: z.string() }),
    status: 200,
  },
  listEvents: {
    method: 'get',
    path: '/api/items/:id/events',
    permission: 'items:read',
    summary: 'What happened with the item, oldest first',
    output: z.object({ events: z.array(EventShape) }),
    status: 200,
  },
} as const satisfies Record<string, Route>;

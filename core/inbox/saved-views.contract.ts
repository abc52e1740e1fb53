/** Lists that people name and come back to: filters, and never the words of a search. */
import { z } from 'zod';
import { prose } from '../contract/free-text.contract.ts';
import { LIST_FILTERS } from '../contract/list-filters.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { maskPersonalData } from '../moderation/personal-data.ts';
import { VIEWS } from './items.contract.ts';
import { MAX_VIEW_NAME } from './typed-limits.ts';

/** What an address of the inbox says: one of its views, and what that is limited to. */
export const SavedFilters = z
  .strictObject({ view: z.enum(VIEWS), ...LIST_FILTERS })
  .meta({ id: 'SavedFilters' });
export type SavedFilters = z.infer<typeof SavedFilters>;

export const MAX_OWN_VIEWS = 30;
export const MAX_SHARED_VIEWS = 30;

const SavedViewRequest = z.object({
  /** `shared`: everybody sees it who sees what it is limited to. */
  type: z.enum(['own', 'shared']),
  name: prose(MAX_VIEW_NAME).refine(
    (name) => maskPersonalData(name) === name,
    'no identity or account number',
  ),
  filters: SavedFilters,
});
export type SavedViewRequest = z.infer<typeof SavedViewRequest>;

export const SavedViewShape = z
  .object({
    id: z.string(),
    type: z.enum(['own', 'shared']),
    name: z.string(),
    filters: SavedFilters,
    /** Whether the caller may rename, change and remove it. */
    mine: z.boolean(),
    /** Who shared it; null: the caller themselves, or somebody who is gone. */
    by: z.string().nullable(),
    /** How many items it holds for the caller; null: the account that it names is gone, or no longer theirs. */
    count: z.int().nullable(),
  })
  .meta({ id: 'SavedView' });
export type SavedViewShape = z.infer<typeof SavedViewShape>;

const none = z.object({});
const PERMISSION_OF_SAVING = { own: 'items:read', shared: 'views:share' } as const;

export const SAVED_VIEW_ROUTES = {
  listSavedViews: {
    method: 'get',
    path: '/api/saved-views',
    permission: 'items:read',
    summary: 'The lists that the caller has named, and those shared with them, in their own order',
    output: z.object({ views: z.array(SavedViewShape) }),
    status: 200,
  },
  saveView: {
    method: 'post',
    path: '/api/saved-views',
    permission: 'items:read',
    permissionByType: PERMISSION_OF_SAVING,
    summary: 'Name a list, for oneself or for all',
    body: SavedViewRequest,
    output: SavedViewShape,
    status: 201,
  },
  orderSavedViews: {
    method: 'post',
    path: '/api/saved-views/order',
    permission: 'items:read',
    summary: "The caller's own order; what is left out comes last",
    body: z.object({ ids: z.array(z.string().max(100)).max(MAX_OWN_VIEWS + MAX_SHARED_VIEWS) }),
    output: none,
    status: 200,
  },
  changeView: {
    method: 'post',
    path: '/api/saved-views/:id',
    permission: 'items:read',
    permissionByType: PERMISSION_OF_SAVING,
    summary: 'Rename, limit otherwise, share or keep to oneself',
    body: SavedViewRequest,
    output: SavedViewShape,
    status: 200,
  },
  removeView: {
    method: 'delete',
    path: '/api/saved-views/:id',
    permission: 'items:read',
    summary: "Remove one's own, or, for those who may share, a shared one",
    output: none,
    status: 200,
  },
} as const satisfies Record<string, Route>;

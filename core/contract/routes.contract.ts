/**
 * The one table of /api routes: express mounts it, OpenAPI is written from it, the role x route test walks it.
 * A route that is not here does not exist.
 */
import { z } from 'zod';
import { AccountList, AccountRequest, AccountShape } from '../accounts/accounts.contract.ts';
import { SessionShape, SignInRequest } from '../accounts/session.contract.ts';
import { ActionRequest, ActionResult, ActionShape } from '../actions/actions.contract.ts';
import { CaptureShape } from '../evidence/captures.contract.ts';
import { MEDIA_ROUTES } from '../images/media.contract.ts';
import {
  EventShape,
  ItemDetail,
  ItemPage,
  ItemQuery,
  ItemSearch,
  RevealRequest,
  ViewCounts,
} from '../inbox/items.contract.ts';
import { ROLES } from '../kernel/roles.ts';
import { ACCURACY_ROUTES } from '../learning/accuracy.contract.ts';
import { LIST_ROUTES } from '../lists/list-routes.contract.ts';
import { POLICY_ROUTES } from '../moderation/policy-routes.contract.ts';
import { DEADLINE_ROUTES } from '../monitoring/deadline-routes.contract.ts';
import type { Route } from './route.contract.ts';

const none = z.object({});

export const ROUTES = {
  signIn: {
    method: 'post',
    path: '/api/session',
    permission: 'public',
    summary: 'Trade a one-time link for a session cookie',
    body: SignInRequest,
    output: SessionShape,
    status: 201,
  },
  readSession: {
    method: 'get',
    path: '/api/session',
    permission: 'session:read',
    summary: 'Who am I, and what may I do',
    output: SessionShape,
    status: 200,
  },
  signOut: {
    method: 'delete',
    path: '/api/session',
    permission: 'session:read',
    summary: 'Sign out',
    output: none,
    status: 200,
  },
  listItems: {
    method: 'get',
    path: '/api/items',
    permission: 'items:read',
    summary: 'The inbox, a page at a time',
    query: ItemQuery,
    output: ItemPage,
    status: 200,
  },
  searchItems: {
    method: 'post',
    path: '/api/items/search',
    permission: 'items:read',
    summary: 'Search in text and author names; words never stand in a query string',
    body: ItemSearch,
    output: ItemPage,
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
    summary: 'A person has this item on screen; only the first time counts',
    body: none,
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
  act: {
    method: 'post',
    path: '/api/items/:id/actions',
    permission: 'items:read',
    summary: 'Do something with the item; Idempotency-Key makes it safe to send twice',
    body: ActionRequest,
    output: ActionResult,
    status: 202,
  },
  readAction: {
    method: 'get',
    path: '/api/actions/:id',
    permission: 'items:read',
    summary: 'How far an action has come',
    output: ActionShape,
    status: 200,
  },
  undoAction: {
    method: 'delete',
    path: '/api/actions/:id',
    permission: 'items:act',
    summary: 'Undo an action that has not left the machine',
    output: ActionResult,
    status: 200,
  },
  retryAction: {
    method: 'post',
    path: '/api/actions/:id/retry',
    permission: 'items:act',
    summary: 'Try a blocked or failed action again, after its cause is mended',
    body: none,
    output: ActionResult,
    status: 202,
  },
  consentAction: {
    method: 'post',
    path: '/api/actions/:id/consent',
    permission: 'items:act',
    summary: 'A second person agrees to a removal of disinformation; it then goes on',
    body: none,
    output: ActionResult,
    status: 202,
  },
  readCapture: {
    method: 'get',
    path: '/api/captures/:id',
    permission: 'captures:read',
    summary: 'A sealed capture: its manifest and its place in the chain',
    output: CaptureShape,
    status: 200,
  },
  listAccounts: {
    method: 'get',
    path: '/api/accounts',
    permission: 'accounts:read',
    summary: 'The connected accounts in the caller’s scope',
    output: AccountList,
    status: 200,
  },
  addAccount: {
    method: 'post',
    path: '/api/accounts',
    permission: 'accounts:write',
    summary: 'Connect an account: board, two administrators and the unit are required',
    body: AccountRequest,
    output: AccountShape,
    status: 201,
  },
  listPeople: {
    method: 'get',
    path: '/api/people',
    permission: 'items:read',
    summary: 'Colleagues an item can be assigned to',
    output: z.object({
      people: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })),
    }),
    status: 200,
  },
  ...DEADLINE_ROUTES,
  ...LIST_ROUTES,
  ...ACCURACY_ROUTES,
  ...POLICY_ROUTES,
  ...MEDIA_ROUTES,
  openApi: {
    method: 'get',
    path: '/api/openapi.json',
    permission: 'public',
    summary: 'This contract as OpenAPI 3.1',
    output: z.record(z.string(), z.unknown()),
    status: 200,
  },
} as const satisfies Record<string, Route>;
export type RouteName = keyof typeof ROUTES;

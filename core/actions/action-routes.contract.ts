/** Acting on an item, and what becomes of the action. */
import { z } from 'zod';
import type { Route } from '../contract/route.contract.ts';
import type { Permission } from '../kernel/roles.ts';
import { ActionRequest, ActionResult, ActionShape, RetryRequest } from './actions.contract.ts';

const none = z.object({});

/** Who may read an item may not therefore do everything with it. */
export const PERMISSION_OF_ACTION = {
  reply: 'items:act',
  hide: 'items:act',
  delete: 'items:act',
  ban: 'items:act',
  unhide: 'items:act',
  like: 'items:act',
  close: 'items:act',
  reopen: 'items:act',
  wait: 'items:act',
  confirm: 'items:act',
  count: 'items:act',
  assign: 'items:act',
  snooze: 'items:act',
  tag: 'items:act',
  note: 'items:act',
  register: 'items:register',
  correct: 'items:act',
} as const satisfies Record<ActionRequest['type'], Permission>;

export const ACTION_ROUTES = {
  act: {
    method: 'post',
    path: '/api/items/:id/actions',
    permission: 'items:read',
    permissionByType: PERMISSION_OF_ACTION,
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
    summary:
      'Try a blocked or failed action again, after its cause is mended; stands by one whose text was edited since',
    body: RetryRequest,
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
} as const satisfies Record<string, Route>;

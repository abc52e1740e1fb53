/** One act on many items: counted first, then done in the background, item by item, as each alone would be. */
import { z } from 'zod';
import { anyInstant, instant } from '../contract/common.contract.ts';
import { LIST_FILTERS } from '../contract/list-filters.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { CLOSE_REASONS, RECORDS_OUTCOMES } from '../inbox/event.ts';
import { ItemSearch, ItemShape, VIEWS } from '../inbox/items.contract.ts';
import type { Permission } from '../kernel/roles.ts';
import { AXES, REMOVAL_REASONS } from '../moderation/removal.ts';
import { PERMISSION_OF_ACTION } from './action-routes.contract.ts';
import { reference } from './actions.contract.ts';
import { BULK_ENTRY_STATES, BULK_REFUSALS, BULK_STATES, MAX_BULK_ITEMS } from './bulk-act.ts';

/** What needs a second person, a sentence about the one item, or ends what is kept of it, is done one at a time. */
const removalReason = z.enum(REMOVAL_REASONS).exclude(['disinformation', 'csam']);

/** Never an answer, and nothing that cannot be undone on the platform. */
const ACTS = {
  assign: { type: z.literal('assign'), to: z.string().max(200).nullable() },
  snooze: { type: z.literal('snooze'), until: anyInstant },
  close: {
    type: z.literal('close'),
    reason: z.enum(CLOSE_REASONS).exclude(['removed', 'removed-on-platform', 'answered-elsewhere']),
  },
  register: {
    type: z.literal('register'),
    outcome: z.enum(RECORDS_OUTCOMES).exclude(['no-capture']),
    reference: reference.optional(),
  },
  /** The reason stands for each of the items. */
  hide: { type: z.literal('hide'), reason: removalReason, axis: z.enum(AXES) },
  unhide: { type: z.literal('unhide') },
  confirm: { type: z.literal('confirm') },
} as const;
export type BulkActType = keyof typeof ACTS;

export const BulkAct = z
  .discriminatedUnion('type', [
    z.object(ACTS.assign),
    z.object(ACTS.snooze),
    z.object(ACTS.close),
    z.object(ACTS.register),
    z.object(ACTS.hide),
    z.object(ACTS.unhide),
    z.object(ACTS.confirm),
  ])
  .meta({ id: 'BulkAct' });
export type BulkAct = z.infer<typeof BulkAct>;

/** Either of the two. */
const target = {
  /** Each as it was seen: one that has changed since is left alone. */
  items: z
    .array(z.object({ id: z.string().min(1).max(100), version: z.int().min(1) }))
    .min(1)
    .max(MAX_BULK_ITEMS)
    .optional(),
  /** All that match now, the first ones in this order; who comes later is not among them. The words are not kept. */
  matching: z
    .strictObject({
      view: z.enum(VIEWS).optional(),
      ...LIST_FILTERS,
      sort: ItemSearch.shape.sort.unwrap().optional(),
      text: ItemSearch.shape.text.optional(),
    })
    .optional(),
};

export const BulkRequest = z
  .discriminatedUnion('type', [
    z.object({ ...ACTS.assign, ...target }),
    z.object({ ...ACTS.snooze, ...target }),
    z.object({ ...ACTS.close, ...target }),
    z.object({ ...ACTS.register, ...target }),
    z.object({ ...ACTS.hide, ...target }),
    z.object({ ...ACTS.unhide, ...target }),
    z.object({ ...ACTS.confirm, ...target }),
  ])
  .meta({ id: 'BulkRequest' });
export type BulkRequest = z.infer<typeof BulkRequest>;

export const BulkActShape = z
  .object({
    id: z.string(),
    act: BulkAct,
    state: z.enum(BULK_STATES),
    /** Items that were chosen, or the first of those that matched. */
    total: z.int(),
    counts: z.object(
      Object.fromEntries(BULK_ENTRY_STATES.map((state) => [state, z.int()])) as Record<
        (typeof BULK_ENTRY_STATES)[number],
        z.ZodInt
      >,
    ),
    /** More matched than one act may hold. */
    more: z.boolean(),
    /** Of those to be changed, as they stand now. */
    sample: z.array(ItemShape),
    /** Each that was left alone, or could not be put back, and why; without a name: it is not there for the caller. */
    refused: z.array(
      z.object({
        itemId: z.string(),
        author: z.string().nullable(),
        reason: z.enum(BULK_REFUSALS),
        /** It was done, and stands. */
        done: z.boolean(),
      }),
    ),
    createdAt: instant,
    endedAt: instant.nullable(),
    /** Until when all of it can be taken back; null: nothing can. */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'BulkActResult' });
export type BulkActShape = z.infer<typeof BulkActShape>;

const none = z.object({});
const PERMISSION_OF_BULK_ACT = Object.fromEntries(
  (Object.keys(ACTS) as BulkActType[]).map((type) => [type, PERMISSION_OF_ACTION[type]]),
) as Readonly<Record<BulkActType, Permission>>;

export const BULK_ACT_ROUTES = {
  prepareBulkAct: {
    method: 'post',
    path: '/api/bulk-acts',
    permission: 'items:read',
    permissionByType: PERMISSION_OF_BULK_ACT,
    summary: `Count what one act would do to at most ${MAX_BULK_ITEMS} items; nothing is done yet`,
    body: BulkRequest,
    output: BulkActShape,
    status: 201,
  },
  listBulkActs: {
    method: 'get',
    path: '/api/bulk-acts',
    permission: 'items:read',
    summary: 'The newest acts on many items that the caller has begun, without their items',
    output: z.object({ acts: z.array(BulkActShape) }),
    status: 200,
  },
  readBulkAct: {
    method: 'get',
    path: '/api/bulk-acts/:id',
    permission: 'items:read',
    summary: 'How far an act on many items has come; only for who asked for it',
    output: BulkActShape,
    status: 200,
  },
  startBulkAct: {
    method: 'post',
    path: '/api/bulk-acts/:id/start',
    permission: 'items:read',
    summary: 'Do what was counted, in the background; again: the same',
    body: none,
    output: BulkActShape,
    status: 202,
  },
  undoBulkAct: {
    method: 'post',
    path: '/api/bulk-acts/:id/undo',
    permission: 'items:read',
    summary: 'Take back all of it that can be, but for items that somebody has worked on since',
    body: none,
    output: BulkActShape,
    status: 202,
  },
} as const satisfies Record<string, Route>;

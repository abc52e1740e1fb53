/** What somebody is writing about an item and has not sent. Theirs alone. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { VISIBILITIES } from './comment.ts';
import { ITEM_STATUSES } from './item.ts';

export const DRAFT_KINDS = ['reply', 'note'] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** The item as its writer read it when they began: what came since is told before the draft is sent. */
export const DraftSeen = z
  .object({
    version: z.int().min(1),
    revision: z.int().min(0),
    /** An edit whose text had not been told yet. */
    untold: z.boolean(),
    status: z.enum(ITEM_STATUSES),
    visibility: z.enum(VISIBILITIES),
    /** The ids of the replies and of the removals that stood or were on their way. */
    answers: z.array(z.string().max(100)).max(200),
    removals: z.array(z.string().max(100)).max(200),
  })
  .meta({ id: 'DraftSeen' });
export type DraftSeen = z.infer<typeof DraftSeen>;

/** As it is typed: what is only white space is none, and takes away the one that was kept. */
export const DraftRequest = z.object({
  kind: z.enum(DRAFT_KINDS),
  text: z.string().max(8000),
  /** Null: it is not known what its writer had read. */
  seen: DraftSeen.nullable(),
});
export type DraftRequest = z.infer<typeof DraftRequest>;

export const DraftShape = z
  .object({
    itemId: z.string(),
    kind: z.enum(DRAFT_KINDS),
    text: z.string(),
    seen: DraftSeen.nullable(),
    updatedAt: instant,
    /** Nobody has written on since: it is deleted then. */
    keptUntil: instant,
  })
  .meta({ id: 'Draft' });
export type DraftShape = z.infer<typeof DraftShape>;

export const DRAFT_ROUTES = {
  listDrafts: {
    method: 'get',
    path: '/api/drafts',
    permission: 'items:act',
    summary: 'What the caller has written and not sent, the newest first, at most 200',
    output: z.object({ drafts: z.array(DraftShape) }),
    status: 200,
  },
  saveDraft: {
    method: 'post',
    path: '/api/items/:id/draft',
    permission: 'items:act',
    summary: "Keeps the caller's draft about the item; an empty one is deleted",
    body: DraftRequest,
    output: z.object({ keptUntil: instant.nullable() }),
    status: 200,
  },
} as const satisfies Record<string, Route>;

/** What somebody is writing about an item and has not sent. Theirs alone. */
import { z } from 'zod';
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

/** What a machine saw on a picture, as clients see it. */
import { z } from 'zod';
import { CATEGORIES, LEVELS } from '../moderation/verdict.ts';
import { SCAN_CAUSES, SCAN_STATES } from './media.ts';

/** What a machine made of one attachment. `pending` and `blocked` ones cannot be shown. */
export const ImageScanShape = z
  .object({
    state: z.enum(SCAN_STATES),
    /** Why it was not judged, or what blocked it. */
    cause: z.enum(SCAN_CAUSES).nullable(),
    version: z.string().nullable(),
    verdicts: z.array(
      z.object({
        category: z.enum(CATEGORIES),
        level: z.enum(LEVELS),
        score: z.number(),
        version: z.string(),
      }),
    ),
    /** Whether it can be put on the list of known pictures. */
    listable: z.boolean(),
  })
  .meta({ id: 'Look' });
export type ImageScanShape = z.infer<typeof ImageScanShape>;

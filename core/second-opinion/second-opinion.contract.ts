/** What was asked besides our classifiers, as clients see it. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { CATEGORIES } from '../moderation/verdict.ts';
import { OPINION_CAUSES } from './second-opinion.ts';

export const SecondOpinionShape = z
  .object({
    state: z.enum(['given', 'failed']),
    name: z.string(),
    version: z.string(),
    revision: z.int(),
    categories: z.array(z.object({ category: z.enum(CATEGORIES), score: z.number() })),
    cause: z.enum(OPINION_CAUSES).nullable(),
    at: instant,
  })
  .meta({ id: 'SecondOpinion' });

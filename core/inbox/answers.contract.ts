/** A reply of ours to an item, with its words: also before it has reached the platform. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';

export const AnswerShape = z.object({
  actionId: z.string(),
  by: z.object({ id: z.string(), name: z.string().nullable() }),
  at: instant,
  text: z.string(),
});

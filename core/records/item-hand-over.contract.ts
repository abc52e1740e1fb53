import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { HAND_OVER_STATES } from './hand-over.ts';

/** A hand-over as its item shows it. */
export const ItemHandOverShape = z.object({
  id: z.string(),
  captureId: z.string(),
  state: z.enum(HAND_OVER_STATES),
  at: instant,
});

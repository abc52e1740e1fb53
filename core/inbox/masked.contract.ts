/** Numbers that stand as dots in a text, and how one of them is asked for. */
import { z } from 'zod';
import { PERSONAL_DATA_KINDS } from '../moderation/personal-data.ts';

/** A number that is masked in the text. A person with a duty may see it: `POST /api/items/:id/reveal`. */
export const MaskedShape = z
  .object({ start: z.int(), end: z.int(), kind: z.enum(PERSONAL_DATA_KINDS) })
  .meta({ id: 'Masked' });

export const RevealRequest = z.object({
  /** The item's revision that the offsets were read from. */
  revision: z.int().min(1),
  start: z.int().min(0),
  end: z.int().min(1),
});

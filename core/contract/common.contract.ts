/** Shapes that several parts of the contract share. Every schema here is type and parser in one (zod). */
import { z } from 'zod';

/** ISO 8601 UTC with milliseconds and `Z`. */
export const instant = z.iso
  .datetime({ precision: 3 })
  .meta({ description: 'ISO 8601 UTC with milliseconds' });

/** A time as a person or client writes it: any ISO 8601 with zone. */
export const anyInstant = z.iso.datetime({ offset: true });

export const ErrorBody = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      requestId: z.string(),
      /** Of a 422, where the wrong value stands, if one field alone is to blame. */
      field: z.string().optional(),
    }),
  })
  .loose()
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof ErrorBody>;

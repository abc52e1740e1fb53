import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { PICTURE_CAUSES, PICTURE_STATES } from './picture-state.ts';

export const CapturePictureShape = z.object({
  /** `missing`: for now, and it is tried again; `none-allowed`: nothing of it may be drawn. */
  state: z.enum(PICTURE_STATES),
  cause: z.enum(PICTURE_CAUSES).nullable(),
});

export const CaptureShape = z
  .object({
    id: z.string(),
    itemId: z.string(),
    accountId: z.string(),
    /** Of the record: it is sealed before anything is removed. */
    state: z.enum(['sealed']),
    picture: CapturePictureShape.extend({
      /** The capture that holds it, a seal of its own; null: there is none. */
      captureId: z.string().nullable(),
      manifestSha256: z.string().nullable(),
    }),
    /** Of a picture: the record that it shows; null: this is a record. */
    recordId: z.string().nullable(),
    sealedAt: instant,
    manifestSha256: z.string(),
    /** Canonical JSON; every file of the package with its size and SHA-256. */
    manifest: z.record(z.string(), z.unknown()),
    /** Position and hash in the municipality's chain of captures. */
    chain: z.object({ seq: z.int(), previous: z.string(), hash: z.string() }),
  })
  .meta({ id: 'Capture' });
export type CaptureShape = z.infer<typeof CaptureShape>;

import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';

export const CaptureShape = z
  .object({
    id: z.string(),
    itemId: z.string(),
    accountId: z.string(),
    state: z.enum(['sealed']),
    sealedAt: instant,
    manifestSha256: z.string(),
    /** Canonical JSON; every file of the package with its size and SHA-256. */
    manifest: z.record(z.string(), z.unknown()),
    /** Position and hash in the municipality's chain of captures. */
    chain: z.object({ seq: z.int(), previous: z.string(), hash: z.string() }),
  })
  .meta({ id: 'Capture' });
export type CaptureShape = z.infer<typeof CaptureShape>;

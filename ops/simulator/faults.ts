/** What a test can make go wrong on the platform's side. */
import { z } from 'zod';

const share = z.number().min(0).max(1);

/** How webhooks are delivered. Shares are 0 to 1, times in milliseconds. */
export const DeliveryKnobs = z.object({
  /** Share of deliveries that are sent once more. */
  duplicates: share.default(0),
  /** Share of changes that are held back, so that later ones overtake them. */
  reorder: share.default(0),
  /** Changes per POST, at most. */
  batch: z.int().min(1).max(1000).default(1),
  /** Wait before every POST. */
  deliveryDelayMs: z.int().min(0).max(60_000).default(0),
  /** POSTs under way at the same time. */
  concurrency: z.int().min(1).max(256).default(4),
  /** Share of deliveries that are sent with a wrong signature too. */
  badSignatures: share.default(0),
});
export type DeliveryKnobs = z.infer<typeof DeliveryKnobs>;

/** What the Graph API does wrong. Counted faults go down to 0 by themselves. */
export const GraphFaults = z.object({
  /** Error code for the next `times` calls; null: none. */
  code: z.int().nullable().default(null),
  subcode: z.int().nullable().default(null),
  times: z.int().min(0).max(1_000_000).default(1),
  /** Which calls `code` hits. */
  on: z.enum(['any', 'read', 'write']).default('any'),
  /** This many writes are done, but the connection closes without an answer. */
  loseAnswer: z.union([z.int().min(0), z.boolean().transform(Number)]).default(0),
  /** Every answer waits this long. */
  delayMs: z.int().min(0).max(60_000).default(0),
  /** This error answers the next `times` writes although they are carried out. */
  errorAfterWrite: z
    .strictObject({
      code: z.int(),
      subcode: z.int().nullable().default(null),
      times: z.int().min(1).default(1),
    })
    .nullable()
    .default(null),
  /** Posts and comments themselves answer every read and write as if they were not there; lists still show them. */
  forbidObjects: z.boolean().default(false),
  /** Webhooks of edits leave the new `message` out. */
  dropEditedMessage: z.boolean().default(false),
  /** Leave `from` out, in webhooks and answers. */
  dropFrom: z.boolean().default(false),
  expireToken: z.boolean().default(false),
  throttle: z.boolean().default(false),
  /** `debug_token` answers an app's token only; whether it takes a page's varies on the real platform. */
  strictDebugToken: z.boolean().default(false),
  /** Percent of the allowance that the usage headers claim to be used; null: counted. */
  usage: z.int().min(0).max(100).nullable().default(null),
});
export type GraphFaults = z.infer<typeof GraphFaults>;

export type Faults = GraphFaults & DeliveryKnobs;

export function faultsFrom(input: unknown): Faults {
  return { ...GraphFaults.parse(input), ...DeliveryKnobs.parse(input) };
}

/** Every key optional, unknown keys refused: a misspelt fault must not pass for none. */
const Patch = z.strictObject({ ...GraphFaults.shape, ...DeliveryKnobs.shape }).partial();

/** Sets what `input` names and leaves the rest. Throws a ZodError on nonsense. */
export function patchFaults(faults: Faults, input: unknown): void {
  const named = input !== null && typeof input === 'object' ? Object.keys(input) : [];
  const parsed: Readonly<Record<string, unknown>> = Patch.parse(input);
  Object.assign(faults, Object.fromEntries(named.map((key) => [key, parsed[key]])));
  if (named.includes('code')) {
    if (!named.includes('times')) faults.times = 1;
    if (!named.includes('subcode')) faults.subcode = null;
  }
}

/** Takes one of the counted failures, if `write` or a read is to fail now. */
export function takeFailure(faults: Faults, write: boolean): { code: number; subcode: number | null } | null {
  if (faults.code === null || faults.times < 1) return null;
  if (faults.on !== 'any' && (faults.on === 'write') !== write) return null;
  const { code, subcode } = faults;
  faults.times -= 1;
  if (faults.times === 0) faults.code = null;
  return { code, subcode };
}

/** Takes the failure that is to follow a write that was carried out, if there is one. */
export function takeFailureAfterWrite(faults: Faults): { code: number; subcode: number | null } | null {
  const failure = faults.errorAfterWrite;
  if (failure === null) return null;
  faults.errorAfterWrite = failure.times > 1 ? { ...failure, times: failure.times - 1 } : null;
  return failure;
}

/** What a test can make go wrong on X's side. Counted faults go down to 0 by themselves. */
import { z } from 'zod';

const share = z.number().min(0).max(1);

export const XFaults = z.strictObject({
  /** Status of the next `times` calls; null: none. */
  status: z.int().nullable().default(null),
  /** The last part of the problem's type; null: `about:blank`. */
  type: z.string().nullable().default(null),
  detail: z.string().default('Told by a test'),
  times: z.int().min(0).default(1),
  on: z.enum(['any', 'read', 'write']).default('any'),
  /** This many writes are done, but the connection closes without an answer. */
  loseAnswer: z.int().min(0).default(0),
  expireToken: z.boolean().default(false),
  /** Every window of a quarter of an hour is used up. */
  throttle: z.boolean().default(false),
  /** The day's allowance is used up, and only its own headers say so. */
  throttleDay: z.boolean().default(false),
  /** What the account may still spend, in thousandths of a dollar; null: no bound. */
  credit: z.number().nullable().default(null),
  /** What was written this recently the search does not show yet. */
  searchLagMs: z.int().min(0).default(0),
  /** The search leaves out what these people write, as it does with what it holds for bad. */
  searchOmits: z.array(z.string()).default([]),
  /** A reply that nobody asked for is refused without a word of why. */
  bareForbidden: z.boolean().default(false),
  /** Webhooks and subscriptions take an app's token only. */
  appTokenOnly: z.boolean().default(false),
  /** Deliveries are the Account Activity API's. */
  legacy: z.boolean().default(false),
  /** Pictures are not sent along with the posts that have them. */
  dropMedia: z.boolean().default(false),
  /** Share of deliveries that are sent once more, and with a wrong signature too. */
  duplicates: share.default(0),
  badSignatures: share.default(0),
  /** Share of deliveries that are held back, so that later ones overtake them. */
  reorder: share.default(0),
});
export type XFaults = z.infer<typeof XFaults>;

/** Sets what `input` names and leaves the rest. Throws a ZodError on nonsense. */
export function patchXFaults(faults: XFaults, input: unknown): void {
  const named = input !== null && typeof input === 'object' ? Object.keys(input) : [];
  const parsed: Readonly<Record<string, unknown>> = XFaults.partial().parse(input);
  Object.assign(faults, Object.fromEntries(named.map((key) => [key, parsed[key]])));
  if (named.includes('status') && !named.includes('times')) faults.times = 1;
}

/** Takes one of the counted failures, if `write` or a read is to fail now. */
export function takeXFailure(faults: XFaults, write: boolean): number | null {
  if (faults.status === null || faults.times < 1) return null;
  if (faults.on !== 'any' && (faults.on === 'write') !== write) return null;
  faults.times -= 1;
  return faults.status;
}

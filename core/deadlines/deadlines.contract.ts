/** Deadlines as clients see them: the figures, and the policies in force. */
import { z } from 'zod';
import { anyInstant, instant } from '../contract/common.contract.ts';
import { remark } from '../contract/free-text.contract.ts';
import { COUNTRIES } from '../kernel/platform.ts';
import { MOMENT_KEYS } from './policy-preview.ts';

export const SummaryQuery = z.object({
  /** Default: 30 days before `to`. */
  from: anyInstant.optional(),
  /** Exclusive. Default: now. */
  to: anyInstant.optional(),
  accountId: z.string().max(200).optional(),
  board: z.string().max(200).optional(),
});
export type SummaryQuery = z.infer<typeof SummaryQuery>;

export const DeadlineSummaryShape = z
  .object({
    open: z.int(),
    /** Of them, waiting for the citizen. */
    waiting: z.int(),
    dueWithin4h: z.int(),
    breachedNow: z.int(),
    /** Answered in time, of what fell due in the period and was owed an answer: 0 to 1; null: nothing was. */
    attainment: z.number().min(0).max(1).nullable(),
    /** What became of all that fell due: `fellDue` = `due` + `closed` + `removed`, `due` = `met` + `answeredLate` + `unanswered`. */
    parts: z.object({
      fellDue: z.int(),
      due: z.int(),
      met: z.int(),
      answeredLate: z.int(),
      unanswered: z.int(),
      closed: z.int(),
      removed: z.int(),
      endedLate: z.int(),
    }),
    medianClockMinutes: z.number().nullable(),
    p90ClockMinutes: z.number().nullable(),
    medianWallMinutes: z.number().nullable(),
  })
  .meta({ id: 'DeadlineSummary' });

/** More parts than a day has half hours are no opening hours, and every clock would compute with each of them. */
const MAX_SPANS = 48;
const span = z.object({ from: z.int().min(0).max(1440), to: z.int().min(0).max(1440) });
export const weekSpans = z.partialRecord(
  z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
  z.array(span).max(MAX_SPANS),
);
const exception = z.object({
  date: z.iso.date(),
  /** Left out: the whole day. */
  spans: z.array(span).max(MAX_SPANS).optional(),
});

export const DeadlinePolicyShape = z
  .object({
    country: z.enum(COUNTRIES),
    timeZone: z.string().max(60),
    targetMs: z.int().positive(),
    targetSource: remark(300).nullable(),
    clock: z.enum(['weekdays', 'hours', 'wall']),
    spans: weekSpans,
    eves: z.enum(['off', 'work']),
    saturdayCounts: z.boolean(),
    halfDays: z.record(z.string(), z.int()),
    openings: z.array(exception).max(400),
    closures: z.array(exception).max(400),
    warnAt: z.array(z.number()).max(20),
  })
  .meta({ id: 'DeadlinePolicy' });

const ProposedPolicy = z.object({
  /** Null: the whole municipality's, for its accounts in that country. */
  accountId: z.string().max(200).nullable(),
  policy: DeadlinePolicyShape,
});

export const DeadlinePolicyRequest = ProposedPolicy.extend({
  /**
   * The version that was seen in force there, null: none. Another one by now is 409 with its name in `present`. Left
   * out: whatever there is gives way.
   */
  basedOn: z.string().max(100).nullable().optional(),
});

export const StoredPolicyShape = z
  .object({
    accountId: z.string().nullable(),
    version: z.string(),
    createdAt: instant,
    policy: DeadlinePolicyShape,
  })
  .meta({ id: 'StoredDeadlinePolicy' });

export const PolicyHistoryQuery = z.object({ accountId: z.string().max(200).optional() });

/** Every version that was set, newest first: who, when, and what, so that it can be taken back. */
export const DeadlinePolicyHistory = z.object({
  versions: z.array(
    StoredPolicyShape.extend({
      by: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
      inForce: z.boolean(),
    }).meta({ id: 'DeadlinePolicyVersion' }),
  ),
});
export type DeadlinePolicyHistory = z.infer<typeof DeadlinePolicyHistory>;

export const PolicyPreviewRequest = ProposedPolicy.extend({
  /** One moment more, beside the typical ones. */
  moment: anyInstant.nullable().optional(),
});

export const PolicyPreview = z
  .object({
    moments: z.array(
      z.object({
        key: z.enum(MOMENT_KEYS),
        received: instant,
        due: instant,
        /** The named day off that follows, in the country's own words. */
        dayOff: z.string().nullable(),
      }),
    ),
    /** What it would do to the open items of the accounts that would follow it, of those the caller sees. */
    effect: z.object({
      accounts: z.int(),
      open: z.int(),
      earlier: z.int(),
      later: z.int(),
      newlyOverdue: z.int(),
      noLongerOverdue: z.int(),
      /** There are more open items than were looked at. */
      capped: z.boolean(),
    }),
  })
  .meta({ id: 'DeadlinePolicyPreview' });
export type PolicyPreview = z.infer<typeof PolicyPreview>;

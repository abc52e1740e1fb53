/**
 * How right the machine's verdicts were, as moderators judged them. Counted over comments published in the period that a
 * person or key has finished (answered, removed, confirmed or closed, and closed now). `flagged`: a verdict that was not
 * `none`; `wrong`: of these, what somebody called wrong or something else. Who finishes without objection is taken to
 * agree, so precision is an upper bound. `missing`: nothing was found and somebody said that it is so; only some of what
 * is missed is reported, so recall is one too. No share is given until enough were judged by more than silence (`judged`).
 * Corrections count for the text that they were made on.
 */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { FileAnswer } from '../contract/files.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { SummaryQuery } from '../deadlines/deadlines.contract.ts';
import { PLATFORMS } from '../kernel/platform.ts';
import { CATEGORIES } from '../moderation/verdict.ts';

const Share = z.object({ share: z.number(), low: z.number(), high: z.number() });

const counts = {
  flagged: z.int(),
  /** Of the flagged: somebody said that it is so or is not, or removed it for a reason of the category. */
  judged: z.int(),
  wrong: z.int(),
  missing: z.int(),
  /** Of the flagged: removed at somebody's wish for a reason of the category. Agreement that is more than silence. */
  removed: z.int(),
  /** Right of flagged, with its 95 % interval (Wilson); null below 30 judged. */
  precision: Share.nullable(),
  /** Right of right and missing; null below 30 judged and missing together. */
  recall: Share.nullable(),
};

export const AccuracyRow = z.object({ category: z.enum(CATEGORIES), ...counts });
export type AccuracyRow = z.infer<typeof AccuracyRow>;

export const AccuracyReport = z
  .object({
    from: instant,
    to: instant,
    /** Finished comments, whatever was found of them. */
    finished: z.int(),
    /** All categories, also those without a finding. */
    categories: z.array(
      AccuracyRow.extend({
        /** The shipped model on the project's own texts, cross-validated; null where it was not measured. */
        measured: z.object({ precision: z.number(), recall: z.number() }).nullable(),
      }),
    ),
    /** Every account in the scope; only categories that have a count. */
    accounts: z.array(
      z.object({
        accountId: z.string(),
        name: z.string(),
        platform: z.enum(PLATFORMS),
        finished: z.int(),
        ...counts,
        categories: z.array(AccuracyRow),
      }),
    ),
    /** What the municipality taught its classifier and is in use; null: the shipped model judges alone. */
    layer: z
      .object({
        version: z.int(),
        at: instant,
        corrections: z.int(),
        categories: z.array(z.enum(CATEGORIES)),
      })
      .nullable(),
  })
  .meta({ id: 'AccuracyReport' });
export type AccuracyReport = z.infer<typeof AccuracyReport>;

const AccuracyExportQuery = SummaryQuery.extend({ lang: z.enum(['sv', 'nb', 'en']).default('sv') });

export const ACCURACY_ROUTES = {
  readAccuracy: {
    method: 'get',
    path: '/api/accuracy',
    permission: 'deadlines:read',
    summary: 'How right the verdicts were as moderators judged them, per category and account',
    query: SummaryQuery,
    output: AccuracyReport,
    status: 200,
  },
  exportAccuracy: {
    method: 'get',
    path: '/api/accuracy/export',
    permission: 'deadlines:read',
    summary: 'The same as CSV: one row per account and category',
    query: AccuracyExportQuery,
    output: FileAnswer,
    status: 200,
    files: ['text/csv'],
  },
} as const satisfies Record<string, Route>;

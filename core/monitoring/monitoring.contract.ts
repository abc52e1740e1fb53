/** The monitoring page: how deadlines, removals, supervision and duties stand, over accounts and time. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { prose } from '../contract/free-text.contract.ts';
import { CLOCKS } from '../deadlines/deadline-policy.ts';
import { SummaryQuery } from '../deadlines/deadlines.contract.ts';
import { DUTIES, DUTY_STATES } from '../deadlines/duties.ts';
import { DEADLINE_STATES } from '../deadlines/state.ts';
import { PLATFORMS } from '../kernel/platform.ts';
import { AXES, REMOVAL_REASONS } from '../moderation/removal.ts';
import {
  BREACH_CAUSES,
  EXPORT_TABLES,
  LIST_SORTS,
  LISTS,
  REMOVAL_OUTCOMES,
  REMOVAL_STATES,
  REPORT_VERSIONS,
} from './monitoring.ts';

export const MonitoringQuery = SummaryQuery;
export type MonitoringQuery = z.infer<typeof MonitoringQuery>;

/** 0 to 1; null: there was nothing to measure. */
const share = z.number().min(0).max(1).nullable();
const minutes = z.number().nullable();

/** `fellDue` is `due` + `closed` + `removed`; `due` is `met` + `answeredLate` + `unanswered`. */
const AttainmentShape = z.object({
  fellDue: z.int(),
  /** Owed an answer. */
  due: z.int(),
  /** Answered in time. */
  met: z.int(),
  answeredLate: z.int(),
  unanswered: z.int(),
  /** Closed as needing no answer. */
  closed: z.int(),
  /** Hidden or removed, by whomever. */
  removed: z.int(),
  /** Of the closed and the removed, after their due time. */
  endedLate: z.int(),
  /** `met` of `due`. */
  share,
});

/** The municipality's own aim, which no law sets, and the document that does. */
const TargetShape = z.object({
  hours: z.number(),
  clock: z.enum(CLOCKS),
  /** Null: nobody has named a document. */
  source: z.string().nullable(),
  /** How many of the accounts shown follow it. */
  accounts: z.int(),
});

const spans = { period: AttainmentShape, week: AttainmentShape, month: AttainmentShape };

const times = z.object({
  /** Of what fell due in the period. */
  attainment: AttainmentShape,
  /** Of what was answered in it. */
  medianClockMinutes: minutes,
  p90ClockMinutes: minutes,
  medianWallMinutes: minutes,
  p90WallMinutes: minutes,
});

export const MonitoringReport = z
  .object({
    from: instant,
    to: instant,
    timeZone: z.string(),
    /** Whether what stands now belongs to the period; `week` and `month` are those of now. */
    includesNow: z.boolean(),
    /** Several where accounts follow their own. */
    targets: z.array(TargetShape),
    open: z.int(),
    /** Of them, waiting for the citizen. */
    waiting: z.int(),
    dueWithin4h: z.int(),
    breachedNow: z.int(),
    /** Taken out of the statistics by a person: the inbox and its counts show them, no other figure here does. */
    leftOut: z.object({ open: z.int(), breached: z.int() }),
    /** As it stood when the period began; null where the period does not reach to now. */
    openBefore: z.int().nullable(),
    breachedBefore: z.int().nullable(),
    period: times,
    /** A stretch that it may be compared with: as long, before it, on the same weekdays. Null: nothing was counted then. */
    previous: times.extend({ from: instant, to: instant }).nullable(),
    /** Of what fell due in the period and a person or key finished. */
    firstHandler: z.object({ solved: z.int(), byFirst: z.int(), share, norm: share }),
    accounts: z.array(
      z.object({
        accountId: z.string(),
        name: z.string(),
        platform: z.enum(PLATFORMS),
        target: TargetShape.omit({ accounts: true }),
        ...spans,
      }),
    ),
    boards: z.array(z.object({ board: z.string(), ...spans })),
    /** Seven rows from Monday, 24 local hours each. */
    arrivals: z.array(z.array(z.int())),
  })
  .meta({ id: 'MonitoringReport' });
export type MonitoringReport = z.infer<typeof MonitoringReport>;

export const TrendReport = z
  .object({
    /** Months of the local calendar up to the period's end, the oldest first. */
    months: z.array(
      z.object({
        year: z.int(),
        month: z.int(),
        from: instant,
        /** Up to here it was counted: its end, the period's, or now. */
        to: instant,
        /** False: it is not over yet, the period ends within it, or it began before the first account was connected. */
        whole: z.boolean(),
        attainment: AttainmentShape,
      }),
    ),
    /** Of the period: every breach, by its cause. */
    causes: z.record(z.enum(BREACH_CAUSES), z.int()),
  })
  .meta({ id: 'DeadlineTrend' });
export type TrendReport = z.infer<typeof TrendReport>;

export const MonitoringListQuery = SummaryQuery.extend({
  of: z.enum(LISTS),
  /** Only arrivals: 0 is Monday. */
  weekday: z.coerce.number().int().min(0).max(6).optional(),
  /** Only arrivals: local hour. */
  hour: z.coerce.number().int().min(0).max(23).optional(),
  /** Only breaches. */
  cause: z.enum(BREACH_CAUSES).optional(),
  /** Not set: newest due time first; arrivals by when they came. */
  sort: z.enum(LIST_SORTS).optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type MonitoringListQuery = z.infer<typeof MonitoringListQuery>;

/** No text and no author: what is read is opened in the inbox. */
export const MonitoredItem = z
  .object({
    id: z.string(),
    platform: z.enum(PLATFORMS),
    accountId: z.string(),
    accountName: z.string(),
    board: z.string(),
    publishedAt: instant,
    dueAt: instant.nullable(),
    stoppedAt: instant.nullable(),
    state: z.enum(DEADLINE_STATES),
    /** Null: it was not late. */
    cause: z.enum(BREACH_CAUSES).nullable(),
    /** The newest explanation that somebody wrote. */
    comment: z.object({ text: z.string(), by: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'MonitoredItem' });
export type MonitoredItem = z.infer<typeof MonitoredItem>;

export const MonitoredPage = z.object({ items: z.array(MonitoredItem), nextCursor: z.string().nullable() });
export type MonitoredPage = z.infer<typeof MonitoredPage>;

export const BreachComment = z.object({ text: prose(4000) });

const account = { accountId: z.string(), accountName: z.string() };

export const SupervisionReport = z
  .object({
    accounts: z.array(
      z.object({
        ...account,
        /** Open items that no person has had on screen. */
        unseen: z.int(),
        unseenSince: instant.nullable(),
        /** Unseen for longer than one working day. */
        overdue: z.boolean(),
        lastAt: instant.nullable(),
      }),
    ),
    log: z.array(
      z.object({
        id: z.string(),
        ...account,
        /** When the last of them had been on screen or was closed. */
        at: instant,
        items: z.int(),
        /** How many people had one of them on screen first: who they are stands in the log of events. */
        people: z.int(),
      }),
    ),
  })
  .meta({ id: 'SupervisionReport' });
export type SupervisionReport = z.infer<typeof SupervisionReport>;

export const RemovalReport = z
  .object({
    reasons: z.array(
      z.object({
        reason: z.enum(REMOVAL_REASONS),
        targetHours: z.number(),
        /** True: a person here said what it is. False: a machine suspects it, and nobody has. */
        judged: z.boolean(),
        known: z.int(),
        /** Of them, flagged by the machine; the others a person found. */
        flagged: z.int(),
        /** How they stand; together they are `known`. */
        outcomes: z.record(z.enum(REMOVAL_OUTCOMES), z.int()),
        late: z.int(),
        running: z.int(),
        medianMinutes: minutes,
      }),
    ),
    /** How many there are in all: `reasons` counts each of them, `items` holds the first 500. */
    total: z.int(),
    /** Those that run first, the longest known first. */
    items: z.array(
      z.object({
        id: z.string(),
        ...account,
        board: z.string(),
        reason: z.enum(REMOVAL_REASONS),
        axis: z.enum(AXES).nullable(),
        judged: z.boolean(),
        outcome: z.enum(REMOVAL_OUTCOMES),
        knownAt: instant,
        dueAt: instant,
        /** Hidden is still public to some: it ends the clock only where no law asks for removal. */
        hiddenAt: instant.nullable(),
        endedAt: instant.nullable(),
        state: z.enum(REMOVAL_STATES),
      }),
    ),
  })
  .meta({ id: 'RemovalReport' });
export type RemovalReport = z.infer<typeof RemovalReport>;

export const DutyReport = z
  .object({
    /** How many there are in all: `items` holds the first 500. */
    total: z.int(),
    items: z.array(
      z.object({
        id: z.string(),
        ...account,
        board: z.string(),
        duty: z.enum(DUTIES),
        receivedAt: instant,
        warnAt: instant,
        breachAt: instant.nullable(),
        state: z.enum(DUTY_STATES),
        source: z.string(),
      }),
    ),
  })
  .meta({ id: 'DutyReport' });
export type DutyReport = z.infer<typeof DutyReport>;

const target = z.object({ hours: z.number().positive().max(1000), clock: z.enum(['wall', 'weekdays']) });

export const MonitoringTargets = z
  .object({
    /** Share to be solved by the first handler; null: the municipality has set none. */
    firstHandlerNorm: share,
    /** Share to be answered in time, drawn as the target line; null: none. */
    attainmentNorm: share,
    removal: z.object({
      legalDuty: target,
      secrecy: target,
      houseRule: target,
      /** What differs from its axis. */
      byReason: z.partialRecord(z.enum(REMOVAL_REASONS), target),
    }),
  })
  .meta({ id: 'MonitoringTargets' });
export type MonitoringTargets = z.infer<typeof MonitoringTargets>;

export const ExportQuery = SummaryQuery.extend({
  /** CSV is one table; PDF is the whole report. */
  format: z.enum(['csv', 'pdf']).default('csv'),
  /** Only PDF. Public: numbers under five are left out, and what they could be worked out from. */
  version: z.enum(REPORT_VERSIONS).default('internal'),
  /** Only CSV. */
  table: z.enum(EXPORT_TABLES).default('accounts'),
  /** Of headings and words. Swedish and Norwegian spreadsheets want semicolons and decimal commas. */
  lang: z.enum(['sv', 'nb', 'en']).default('sv'),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

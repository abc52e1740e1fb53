/** The words of the monitoring page: which list stands behind which figure, why something was late, what is exported. */

/**
 * Lists behind figures. `open`, `waiting` and `overdue` are as they stand now; `fell-due`, its parts (`owed` an answer,
 * `met`, `closed`, `removed`) and `breached` go by due time, `answered` by when, `arrivals` by publication.
 */
export const LISTS = [
  'open',
  'waiting',
  'overdue',
  'fell-due',
  'owed',
  'met',
  'closed',
  'removed',
  'breached',
  'answered',
  'arrivals',
  'first-handler',
] as const;
export type MonitoringList = (typeof LISTS)[number];

/**
 * In this order, the first that holds: `late-arrival` overdue when it reached us · `action-failed` an answer or a
 * removal did not get through · `not-seen` nobody had it on screen before it fell due · `answered-late` finished after
 * its time · `ended-late` closed as needing no answer, or hidden or removed, after its time · `not-answered` seen in time and
 * still open.
 */
export const BREACH_CAUSES = [
  'late-arrival',
  'action-failed',
  'not-seen',
  'answered-late',
  'ended-late',
  'not-answered',
] as const;
export type BreachCause = (typeof BREACH_CAUSES)[number];

/** What a list may be sorted by; how late something was: what still waits comes before what was finished late. */
export const LIST_SORTS = ['due', 'published', 'late', 'account', 'board', 'cause'] as const;
export type ListSort = (typeof LIST_SORTS)[number];

export const REMOVAL_STATES = ['running', 'breached', 'removed', 'removed-late', 'kept'] as const;
export type RemovalState = (typeof REMOVAL_STATES)[number];

/**
 * How something that was flagged or judged stands, each in one way. By us: `deleted`, `hidden`; by the policy, and no person
 * has stood behind it: `hidden-by-machine`. On the platform: `hidden-elsewhere` by somebody or something there,
 * `removed-by-page` by somebody at the page, `removed-by-author` and `removed-by-platform` as the platform says,
 * `removed-elsewhere` where it does not. `kept`: a person let it stand. `waiting`: still to be seen to.
 */
export const REMOVAL_OUTCOMES = [
  'deleted',
  'hidden',
  'hidden-by-machine',
  'hidden-elsewhere',
  'removed-by-page',
  'removed-by-author',
  'removed-by-platform',
  'removed-elsewhere',
  'kept',
  'waiting',
] as const;
export type RemovalOutcome = (typeof REMOVAL_OUTCOMES)[number];

export const EXPORT_TABLES = [
  'accounts',
  'boards',
  'arrivals',
  'breaches',
  'supervision',
  'removals',
  'duties',
] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

/** `public`: numbers under five are left out, and what they could be worked out from. */
export const REPORT_VERSIONS = ['internal', 'public'] as const;
export type ReportVersion = (typeof REPORT_VERSIONS)[number];

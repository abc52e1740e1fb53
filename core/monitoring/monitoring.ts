/** The words of the monitoring page: which list stands behind which figure, why something was late, what is exported. */

/**
 * Lists behind figures. `open` and `overdue` are as they stand now; `fell-due`, `met` and `breached` go by due time,
 * `answered` by when, `arrivals` by publication.
 */
export const LISTS = [
  'open',
  'overdue',
  'fell-due',
  'met',
  'breached',
  'answered',
  'arrivals',
  'first-handler',
] as const;
export type MonitoringList = (typeof LISTS)[number];

/**
 * In this order, the first that holds: `late-arrival` overdue when it reached us · `action-failed` an answer or a
 * removal did not get through · `not-seen` nobody had it on screen before it fell due · `answered-late` finished after
 * its time · `not-answered` seen in time and still open.
 */
export const BREACH_CAUSES = [
  'late-arrival',
  'action-failed',
  'not-seen',
  'answered-late',
  'not-answered',
] as const;
export type BreachCause = (typeof BREACH_CAUSES)[number];

export const REMOVAL_STATES = ['running', 'breached', 'removed', 'removed-late', 'kept'] as const;
export type RemovalState = (typeof REMOVAL_STATES)[number];

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

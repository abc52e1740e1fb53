/** {@link breachCause} as the store computes it, so that causes can be summed, filtered and sorted by. */
import { STUCK_ACTION_STATES } from '../actions/action.ts';
import { Items } from '../inbox/items.store.ts';
import type { Db } from '../kernel/db.ts';
import type { Scope } from '../kernel/roles.ts';
import { ENDS_DEADLINE } from './breach-cause.ts';
import { BY_DUE, baseFilter, fellDue, STOPPED_IN_TIME, type StatsQuery } from './deadline-stats.store.ts';
import { BREACH_CAUSES, type BreachCause } from './monitoring.ts';

const SEEN_AT = { $ifNull: ['$firstSeenAt', null] };
const UNSTOPPED = { $eq: [{ $ifNull: ['$deadline.stoppedAt', null] }, null] };
const FAILED = {
  $anyElementTrue: {
    $map: {
      input: { $ifNull: ['$actions', []] },
      as: 'action',
      in: {
        $and: [
          { $in: ['$$action.type', [...ENDS_DEADLINE]] },
          { $in: ['$$action.state', [...STUCK_ACTION_STATES]] },
        ],
      },
    },
  },
};
const SEEN_TOO_LATE = {
  $cond: [
    { $eq: [SEEN_AT, null] },
    UNSTOPPED,
    { $gt: [{ $toLong: '$firstSeenAt' }, { $ifNull: ['$deadline.dueAt', Number.MAX_SAFE_INTEGER] }] },
  ],
};

/** In the order of `breachCause`; a test compares the two. */
const CASES: readonly (readonly [unknown, BreachCause])[] = [
  [{ $eq: ['$deadline.lateArrival', true] }, 'late-arrival'],
  [FAILED, 'action-failed'],
  [SEEN_TOO_LATE, 'not-seen'],
  [UNSTOPPED, 'not-answered'],
  [{ $eq: ['$deadline.stopReason', 'answered'] }, 'answered-late'],
];

/** Only of what is late. */
export const CAUSE_EXPRESSION = CASES.reduceRight<object | string>(
  (otherwise, [is, cause]) => ({ $cond: [is, cause, otherwise] }),
  'ended-late' satisfies BreachCause,
);

/** Condition: fell due in the period, and nothing had stopped the clock by then. */
export const breachedIn = (query: StatsQuery) => ({
  ...fellDue(query),
  $and: [{ $nor: [{ $expr: STOPPED_IN_TIME }] }],
});

type CauseCounts = Readonly<Record<BreachCause, number>>;

/** The causes of all breaches of the period, summed. */
export async function causeCounts(db: Db, scope: Scope, query: StatsQuery): Promise<CauseCounts> {
  const { tenantId, ...rest } = await baseFilter(db, scope, query);
  const rows = await Items(db)
    .aggregate<{ _id: BreachCause; count: number }>([
      { $match: { tenantId, $and: [rest, breachedIn(query)] } },
      { $group: { _id: CAUSE_EXPRESSION, count: { $sum: 1 } } },
    ])
    .hint(BY_DUE);
  const counts = new Map(rows.map(({ _id, count }) => [_id, count]));
  return Object.fromEntries(BREACH_CAUSES.map((cause) => [cause, counts.get(cause) ?? 0])) as CauseCounts;
}

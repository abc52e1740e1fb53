/** Invented removals, for looking at the monitoring page. */

import type { RemovalReport } from '../../core/monitoring/monitoring.contract.ts';
import { REMOVAL_OUTCOMES, type RemovalOutcome } from '../../core/monitoring/monitoring.ts';

const HOUR = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

function reasonRow({
  judged,
  known,
  late,
  ...outcomes
}: { judged: boolean; known: number; late: number } & Partial<Record<RemovalOutcome, number>>) {
  const none = Object.fromEntries(REMOVAL_OUTCOMES.map((outcome) => [outcome, 0]));
  return {
    reason: 'threat' as const,
    judged,
    targetHours: 4,
    known,
    flagged: judged ? known - 1 : known,
    outcomes: { ...none, ...outcomes } as Record<RemovalOutcome, number>,
    late,
    running: outcomes.waiting ?? 0,
    medianMinutes: judged ? 95 : null,
  };
}

export function fakeRemovals(now: number): RemovalReport {
  const base = { accountId: 'a-fb', accountName: 'Norrkommun', board: 'Kommunstyrelsen', axis: null };
  const times = (hours: number) => ({
    knownAt: iso(now - hours * HOUR),
    dueAt: iso(now - (hours - 4) * HOUR),
  });
  return {
    reasons: [
      reasonRow({ judged: true, known: 2, hidden: 1, deleted: 1, late: 1 }),
      reasonRow({ judged: false, known: 9, 'removed-by-author': 2, kept: 5, waiting: 2, late: 1 }),
      {
        ...reasonRow({ judged: true, known: 9, hidden: 6, kept: 3, late: 0 }),
        reason: 'insult',
        targetHours: 24,
      },
    ],
    total: 3,
    items: [
      {
        ...base,
        ...times(6),
        id: 'i2',
        reason: 'threat',
        judged: true,
        outcome: 'hidden',
        hiddenAt: iso(now),
        endedAt: null,
        state: 'breached',
      },
      {
        ...base,
        ...times(1),
        id: 'i3',
        reason: 'hate',
        judged: false,
        outcome: 'waiting',
        hiddenAt: null,
        endedAt: null,
        state: 'running',
      },
      {
        ...base,
        ...times(40),
        id: 'i4',
        reason: 'insult',
        judged: true,
        outcome: 'hidden',
        axis: 'houseRule',
        hiddenAt: iso(now - 39 * HOUR),
        endedAt: iso(now - 39 * HOUR),
        state: 'removed',
      },
    ],
  };
}

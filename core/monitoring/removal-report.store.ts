/** What was flagged, judged and taken away, and by whom: the removal clock's report. */
import { accountsIn } from '../accounts/accounts.store.ts';
import { MINUTE_MS } from '../deadlines/civil.ts';
import { REMOVAL_REASONS, type RemovalReason, type RemovalTrack } from '../moderation/removal.ts';
import {
  isJudged,
  removalDueAt,
  removalOutcome,
  removalState,
  removedAt,
  targetFor,
} from '../moderation/removal-targets.ts';
import type { RemovalReport } from './monitoring.contract.ts';
import { REMOVAL_OUTCOMES, type RemovalOutcome, type RemovalState } from './monitoring.ts';
import { trackedItems } from './monitoring-clocks.store.ts';
import { iso, isoOrNull, type ReportQuery, SHOWN } from './monitoring-reports.store.ts';
import { targetsOf } from './monitoring-settings.store.ts';
import type { ReportDeps } from './report-deps.store.ts';
import { nearestRank } from './statistics.ts';

const BY_US: ReadonlySet<RemovalOutcome> = new Set(['deleted', 'hidden', 'hidden-by-machine']);

function outcomesOf(tracks: readonly RemovalTrack[]) {
  const of = (outcome: RemovalOutcome) => tracks.filter((track) => removalOutcome(track) === outcome).length;
  return Object.fromEntries(REMOVAL_OUTCOMES.map((outcome) => [outcome, of(outcome)])) as Record<
    RemovalOutcome,
    number
  >;
}

interface TrackedRow {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly board: string;
  readonly track: RemovalTrack & { readonly reason: RemovalReason };
  readonly dueAt: number;
  readonly ended: number | null;
  readonly state: RemovalState;
  readonly minutes: number | null;
}

/** Figures of all there are; of the list at most `limit` rows: the page's, or a file's. */
export async function removalReport(
  deps: ReportDeps,
  reportQuery: ReportQuery,
  limit = SHOWN,
): Promise<RemovalReport> {
  const { scope, query } = reportQuery;
  const [targets, accounts] = await Promise.all([
    targetsOf(deps.db, scope.tenantId),
    accountsIn(deps.db, scope),
  ]);
  const byId = new Map(accounts.map((account) => [account._id, account]));
  const now = query.now.getTime();
  const rows: TrackedRow[] = [];
  for await (const { _id, accountId, board, removal } of trackedItems(deps.db, scope, query)) {
    const account = byId.get(accountId);
    const reason = removal?.reason ?? null;
    if (removal === undefined || reason === null || account === undefined) continue;
    const track = { ...removal, reason };
    const dueAt = removalDueAt(track, targets, deps.clockOf(account));
    const ended = removedAt(track);
    const state = removalState(track, dueAt, now);
    const minutes = ended === null ? null : Math.floor((ended - track.knownAt) / MINUTE_MS);
    rows.push({ id: _id, accountId, accountName: account.name, board, track, dueAt, ended, state, minutes });
  }
  const weight = { breached: 0, running: 1, 'removed-late': 2, removed: 3, kept: 4 } as const;
  // What somebody has judged and what a machine suspects are two rows, under two names.
  const reasons = REMOVAL_REASONS.flatMap((reason) =>
    [true, false].flatMap((judged) => {
      const alike = rows.filter(({ track }) => track.reason === reason && isJudged(track) === judged);
      if (alike.length === 0) return [];
      // How fast we are: not what others took away.
      const times = alike.flatMap(({ minutes, track }) =>
        minutes !== null && BY_US.has(removalOutcome(track)) ? [minutes] : [],
      );
      return [
        {
          reason,
          judged,
          targetHours: targetFor(targets, reason, null).hours,
          known: alike.length,
          flagged: alike.filter(({ track }) => track.flaggedAt !== null).length,
          outcomes: outcomesOf(alike.map(({ track }) => track)),
          late: alike.filter(({ state }) => state === 'breached' || state === 'removed-late').length,
          running: alike.filter(({ state }) => state === 'running' || state === 'breached').length,
          medianMinutes: nearestRank(times, 0.5),
        },
      ];
    }),
  );
  return {
    reasons,
    total: rows.length,
    items: rows
      .sort((a, b) => weight[a.state] - weight[b.state] || a.track.knownAt - b.track.knownAt)
      .slice(0, limit)
      .map(({ id, accountId, accountName, board, track, dueAt, ended, state }) => ({
        id,
        accountId,
        accountName,
        board,
        reason: track.reason,
        axis: track.axis,
        judged: isJudged(track),
        outcome: removalOutcome(track),
        knownAt: iso(track.knownAt),
        dueAt: iso(dueAt),
        hiddenAt: isoOrNull(track.hiddenAt),
        endedAt: isoOrNull(ended),
        state,
      })),
  };
}

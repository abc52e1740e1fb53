/** How soon something must be out of sight, and whether it was. Pure. */

import { HOUR_MS } from '../deadlines/civil.ts';
import { addWorking, clockFor, type WorkingClock } from '../deadlines/clock.ts';
import type { MonitoringTargets } from '../monitoring/monitoring.contract.ts';
import type { RemovalOutcome, RemovalState } from '../monitoring/monitoring.ts';
import {
  type Axis,
  axesFor,
  type HiddenBy,
  type RemovalReason,
  type RemovalTrack,
  type RemovedBy,
} from './removal.ts';

/** A legal duty knows no weekends; secrecy neither. House rules are the municipality's own. */
export const DEFAULT_TARGETS: MonitoringTargets = {
  firstHandlerNorm: null,
  attainmentNorm: null,
  removal: {
    legalDuty: { hours: 4, clock: 'wall' },
    secrecy: { hours: 4, clock: 'wall' },
    houseRule: { hours: 24, clock: 'weekdays' },
    byReason: {},
  },
};

/** While no person has chosen an axis, the strictest that the reason can rest on. */
const likelyAxis = (reason: RemovalReason, axis: Axis | null): Axis =>
  axis ?? axesFor(reason)[0] ?? 'houseRule';

export function targetFor(targets: MonitoringTargets, reason: RemovalReason, axis: Axis | null) {
  return targets.removal.byReason[reason] ?? targets.removal[likelyAxis(reason, axis)];
}

/** Epoch ms. `clock` is the account's own: its calendar, without its target. */
export function removalDueAt(
  track: Pick<RemovalTrack, 'knownAt' | 'axis'> & { readonly reason: RemovalReason },
  targets: MonitoringTargets,
  clock: WorkingClock,
): number {
  const target = targetFor(targets, track.reason, track.axis);
  const version = `removal ${target.clock} ${clock.policy.version}`;
  const targetClock = clockFor({ ...clock.policy, version, clock: target.clock });
  return addWorking(track.knownAt, Math.round(target.hours * HOUR_MS), targetClock);
}

/**
 * When the duty was met, or null. Hiding leaves it visible to its author and friends, so where the law asks for removal
 * only a removal ends the clock (records.md 1.2).
 */
export function removedAt(track: RemovalTrack): number | null {
  const lawful = track.reason !== null && likelyAxis(track.reason, track.axis) === 'legalDuty';
  if (lawful) return track.removedAt;
  const ends = [track.hiddenAt, track.removedAt].filter((at) => at !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

export function removalState(track: RemovalTrack, dueAt: number, now: number): RemovalState {
  const ended = removedAt(track);
  if (ended !== null) return ended > dueAt ? 'removed-late' : 'removed';
  if (track.keptAt !== null) return 'kept';
  return now > dueAt ? 'breached' : 'running';
}

const REMOVED: Readonly<Record<RemovedBy, RemovalOutcome>> = {
  us: 'deleted',
  page: 'removed-by-page',
  author: 'removed-by-author',
  platform: 'removed-by-platform',
  unknown: 'removed-elsewhere',
};
const HIDDEN: Readonly<Record<HiddenBy, RemovalOutcome>> = {
  us: 'hidden',
  machine: 'hidden-by-machine',
  elsewhere: 'hidden-elsewhere',
};

/** Whose doing it is, apart from whether it was in time. */
export function removalOutcome(track: RemovalTrack): RemovalOutcome {
  const { removedAt: gone, removedBy, hiddenAt, hiddenBy, keptAt } = track;
  if (gone !== null) return REMOVED[removedBy ?? 'unknown'];
  if (hiddenAt !== null) return HIDDEN[hiddenBy ?? 'elsewhere'];
  return keptAt === null ? 'waiting' : 'kept';
}

/** Only what a person has judged is called by the name of a crime. */
export const isJudged = ({ judgedAt }: Pick<RemovalTrack, 'judgedAt'>): boolean =>
  (judgedAt ?? null) !== null;

/** What is said of a deadline: a tone (its shape and weight) and words. The caller translates the codes. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../core/deadlines/civil.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';

export type Tone = 'late' | 'soon' | 'calm' | 'none';
export const SOON_MS = 4 * HOUR_MS;

export interface DeadlineSaying {
  readonly tone: Tone;
  /** Key under `deadline.`; `span` and `at` fill it. */
  readonly key:
    | 'late'
    | 'lateNow'
    | 'left'
    | 'now'
    | 'at'
    | 'answered'
    | 'closed'
    | 'paused'
    | 'backlog'
    | 'none';
  readonly spanMs: number | null;
  readonly at: Date | null;
}

/** From two days on nobody counts hours. */
const asSaid = (ms: number): number => (ms < 2 * DAY_MS ? ms : Math.floor(ms / DAY_MS) * DAY_MS);

export function sayDeadline(deadline: ItemShape['deadline'], now: number): DeadlineSaying {
  const at = deadline.dueAt === null ? null : new Date(deadline.dueAt);
  if (deadline.state !== 'running') return { tone: 'none', key: deadline.state, spanMs: null, at };
  if (at === null) return { tone: 'none', key: 'none', spanMs: null, at };
  const left = at.getTime() - now;
  const spanMs = asSaid(Math.abs(left));
  const isNow = Math.abs(left) < MINUTE_MS;
  if (left < 0) return { tone: 'late', key: isNow ? 'lateNow' : 'late', spanMs, at };
  if (left <= SOON_MS) return { tone: 'soon', key: isNow ? 'now' : 'left', spanMs, at };
  return { tone: 'calm', key: 'at', spanMs, at };
}

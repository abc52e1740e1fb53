/** What is said of a deadline: a tone (its shape and weight) and words. The caller translates the codes. */
import { HOUR_MS } from '../../../core/deadlines/civil.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';

export type Tone = 'late' | 'soon' | 'calm' | 'none';
export const SOON_MS = 4 * HOUR_MS;

export interface DeadlineSaying {
  readonly tone: Tone;
  /** Key under `deadline.`; `span` and `at` fill it. */
  readonly key: 'late' | 'left' | 'at' | 'answered' | 'closed' | 'paused' | 'backlog' | 'none';
  readonly spanMs: number | null;
  readonly at: Date | null;
}

export function sayDeadline(deadline: ItemShape['deadline'], now: number): DeadlineSaying {
  const at = deadline.dueAt === null ? null : new Date(deadline.dueAt);
  if (deadline.state !== 'running') return { tone: 'none', key: deadline.state, spanMs: null, at };
  if (at === null) return { tone: 'none', key: 'none', spanMs: null, at };
  const left = at.getTime() - now;
  if (left < 0) return { tone: 'late', key: 'late', spanMs: -left, at };
  if (left <= SOON_MS) return { tone: 'soon', key: 'left', spanMs: left, at };
  return { tone: 'calm', key: 'at', spanMs: left, at };
}

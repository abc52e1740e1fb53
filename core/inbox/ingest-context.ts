/** What ingest works with beside a change and its item, and what comes of it. */
import type { WorkingClock } from '../deadlines/clock.ts';
import type { ChangeOrigin } from './comment-change.ts';
import type { NewEvent } from './event.ts';
import type { Item } from './item.ts';

/** An answer of the account, wherever it was written. */
export interface Answer {
  readonly replyId: string;
  readonly at: Date;
  /** It stands under the comment itself; else it answers it with others of its thread. */
  readonly direct: boolean;
}

export interface IngestContext extends ChangeOrigin {
  readonly now: Date;
  readonly clock: WorkingClock;
  /** The earliest answer that the account had given to a comment before its first text came. */
  readonly answer: Answer | null;
}

/**
 * A platform's time as a clock can use it: one that no calendar covers says nothing, so it counts as now. What the
 * platform said stands in the comment.
 */
export function onClock(at: Date, { clock, now }: Pick<IngestContext, 'clock' | 'now'>): number {
  const time = at.getTime();
  return time >= clock.from && time < clock.to ? time : now.getTime();
}

/** What is to be stored: the item before its events are applied, and the events in order. */
export interface Ingested {
  readonly item: Item | null;
  readonly newEvents: readonly NewEvent[];
}

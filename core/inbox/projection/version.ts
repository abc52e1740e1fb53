import type { EventType, ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';

/**
 * What the machine adds without changing what a moderator decides on. It takes its place in the item's line but leaves
 * `version` alone: a post that was fetched, or a warning, must not make a person's answer stale.
 */
const QUIET: ReadonlySet<EventType> = new Set<EventType>([
  'context.fetched',
  'context.failed',
  'capture.sealed',
  'capture.picture',
  'capture.failed',
  'comment.enriched',
  'comment.text-fetched',
  'comment.text-not-fetched',
  'media.judged',
  'capture.exported',
  'item.seen',
  'item.revealed',
  'deadline.warned',
  'deadline.breached',
  'deadline.explained',
  'second-opinion.given',
  'second-opinion.failed',
  'hand-over.requested',
  'hand-over.changed',
]);

/** Alarms change nothing of what a list shows, since it follows the clock itself, nor does looking: no client need fetch the item anew. */
const UNSHOWN: ReadonlySet<EventType> = new Set<EventType>([
  'item.revealed',
  'deadline.warned',
  'deadline.breached',
]);

/** Whether it leaves what a moderator decides on as it was. */
export const isQuiet = (type: EventType): boolean => QUIET.has(type);

type Versioned = Pick<Item, 'seq' | 'version' | 'updatedAt'>;

/** Where in its line of events the item stands, and whether readers must look again. */
export function reduceVersion(item: Versioned, { seq, type, at }: ModerationEvent): Versioned {
  return {
    seq,
    version: QUIET.has(type) ? item.version : item.version + 1,
    updatedAt: at > item.updatedAt && !UNSHOWN.has(type) ? at : item.updatedAt,
  };
}

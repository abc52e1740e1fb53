/** Whether a person, here or on the platform, has decided: then no machine touches the item any more. */
import type { ModerationEvent, NewEvent } from '../event.ts';
import type { Item } from '../item.ts';

/** What a person or key does that judges the text, and not mere handling. */
const JUDGING: ReadonlySet<string> = new Set([
  'action.requested',
  'verdict.corrected',
  'removal.confirmed',
  'item.closed',
  'records.decided',
]);
/**
 * Somebody at the page itself has answered it, or lifted the machine's hide. Another unhide stands with the comment, since
 * whether it makes an event depends on the order of arrival.
 */
const decidedOnPlatform = ({ machineHide }: Item, { type, data }: NewEvent): boolean =>
  // What was answered with its thread, nobody may have read.
  (type === 'comment.answered' && data.withThread !== true) ||
  (type === 'comment.unhidden' && machineHide !== undefined);

/** A machine's hide that a person asks for once more, since its cause is mended, judges nothing anew. */
const isRetry = (item: Item, { type, data }: NewEvent): boolean =>
  type === 'action.requested' && data.actionId === item.machineHide?.actionId;

/** Taking back what the machine has asked for, before it was sent, says that the text may stand. */
const isUndone = ({ machineHide }: Item, { type, data }: NewEvent): boolean =>
  type === 'action.finished' && data.state === 'cancelled' && data.actionId === machineHide?.actionId;

function decides(item: Item, event: ModerationEvent): boolean {
  if (decidedOnPlatform(item, event as NewEvent)) return true;
  const byPerson = event.actor.kind === 'person' || event.actor.kind === 'token';
  if (!byPerson) return false;
  const newEvent = event as NewEvent;
  return isUndone(item, newEvent) || (JUDGING.has(event.type) && !isRetry(item, newEvent));
}

/** True from the first decision on: nothing that comes later takes it back. */
export function reducePersonDecided(item: Item, event: ModerationEvent): Partial<Item> {
  return item.personDecided || decides(item, event) ? { personDecided: true } : {};
}

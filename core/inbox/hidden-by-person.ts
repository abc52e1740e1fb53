/** Whether a person stands behind a hide: from the item's events, since the item itself does not tell who asked. */
import type { ModerationEvent, NewEvent } from './event.ts';

type HiddenBy = 'nobody' | 'person' | 'other';

/** The action's id, where a person or a person's key asked for a hide. */
function hideAskedByPerson(event: ModerationEvent): string[] {
  const { type, data } = event as NewEvent;
  const byPerson = event.actor.kind === 'person' || event.actor.kind === 'token';
  return byPerson && type === 'action.requested' && data.type === 'hide' ? [data.actionId] : [];
}

function hiddenAfter(hidden: HiddenBy, event: ModerationEvent, asked: ReadonlySet<string>): HiddenBy {
  const { type, data } = event as NewEvent;
  if (type === 'action.finished' && data.state === 'done') {
    if (data.type === 'hide') return asked.has(data.actionId) ? 'person' : 'other';
    return data.type === 'unhide' ? 'nobody' : hidden;
  }
  if (type === 'comment.unhidden') return 'nobody';
  // The platform repeats what we asked of it: that changes nothing.
  return type === 'comment.hidden' && hidden === 'nobody' ? 'other' : hidden;
}

/** @param events all of one item, in the order of `seq` */
export function isHiddenByPerson(events: readonly ModerationEvent[]): boolean {
  const asked = new Set(events.flatMap(hideAskedByPerson));
  return events.reduce<HiddenBy>((hidden, event) => hiddenAfter(hidden, event, asked), 'nobody') === 'person';
}

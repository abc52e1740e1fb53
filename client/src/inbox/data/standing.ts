/** What only the item's events tell: whether it counts in the statistics, and whether a person stands behind its hide. */
import type { EventShape } from '../../../../core/inbox/items.contract.ts';

export interface Standing {
  readonly counts: boolean;
  readonly hiddenByPerson: boolean;
}

const byHand = ({ actor }: EventShape): boolean => actor.kind === 'person' || actor.kind === 'token';

type Hide = 'none' | 'person' | 'other';

function hideAfter(hide: Hide, event: EventShape, asked: ReadonlySet<unknown>): Hide {
  const { actionId, type, state } = event.data;
  const done = event.type === 'action.finished' && state === 'done' ? type : null;
  if (done === 'hide') return asked.has(actionId) ? 'person' : 'other';
  if (done === 'unhide' || event.type === 'comment.unhidden') return 'none';
  // The platform repeats what we asked of it: that changes nothing.
  return event.type === 'comment.hidden' && hide === 'none' ? 'other' : hide;
}

function hiddenByPerson(events: readonly EventShape[]): boolean {
  const asked = new Set(
    events
      .filter((event) => event.type === 'action.requested' && event.data.type === 'hide' && byHand(event))
      .map(({ data }) => data.actionId),
  );
  return events.reduce<Hide>((hide, event) => hideAfter(hide, event, asked), 'none') === 'person';
}

export function standingOf(events: readonly EventShape[]): Standing {
  const counted = events.findLast(({ type }) => type === 'deadline.counted');
  return { counts: counted?.data.counts !== false, hiddenByPerson: hiddenByPerson(events) };
}

/** A machine's hide as it stands, and whether a person has decided: both from the item's events alone. */
import type { EventData, ModerationEvent, NewEvent } from '../event.ts';
import type { Item, MachineHide } from '../item.ts';

/** What a person or key does that is a assessment of the text, and not mere handling. */
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
const decidedOnPlatform = ({ machineHide }: Item, { type }: ModerationEvent): boolean =>
  type === 'comment.answered' || (type === 'comment.unhidden' && machineHide !== undefined);

/** A machine's hide that a person asks for once more, since its cause is mended, is no new assessment. */
const isRetry = (item: Item, { type, data }: NewEvent): boolean =>
  type === 'action.requested' && data.actionId === item.machineHide?.actionId;

/** Taking back what the machine has asked for, before it was sent, says that the text may stand. */
const isUndone = ({ machineHide }: Item, { type, data }: NewEvent): boolean =>
  type === 'action.finished' && data.state === 'cancelled' && data.actionId === machineHide?.actionId;

/** True from the first assessment on: nothing that comes later takes it back. */
export function personDecidedAfter(item: Item, event: ModerationEvent): boolean {
  if (item.personDecided) return true;
  if (decidedOnPlatform(item, event)) return true;
  const byPerson = event.actor.kind === 'person' || event.actor.kind === 'token';
  if (!byPerson) return false;
  const newEvent = event as NewEvent;
  return isUndone(item, newEvent) || (JUDGING.has(event.type) && !isRetry(item, newEvent));
}

function asked(data: EventData['action.requested']): MachineHide | null {
  const { actionId, policy, decision, categories, revision } = data;
  if (policy === undefined || decision === undefined || revision === undefined) return null;
  return { actionId, policy, decision, categories: categories ?? [], revision, state: 'asked' };
}

const ENDS = { done: 'hidden', failed: 'failed', cancelled: 'withdrawn' } as const;

function finished(hide: MachineHide, data: EventData['action.finished']): MachineHide {
  if (data.type === 'unhide' && data.state === 'done') return { ...hide, state: 'restored' };
  if (data.actionId !== hide.actionId || !(data.state in ENDS)) return hide;
  return { ...hide, state: ENDS[data.state as keyof typeof ENDS] };
}

/** Undefined while no machine has asked for a hide. */
export function machineHideAfter(item: Item, event: ModerationEvent): MachineHide | undefined {
  const { type, data } = event as NewEvent;
  const hide = item.machineHide;
  if (type === 'action.requested' && event.actor.kind === 'machine') return asked(data) ?? hide;
  if (hide === undefined) return undefined;
  // An older text that comes late takes a place before the one that was judged, which stands as it was.
  if (type === 'comment.older-revision' && hide.revision === data.revision - 1)
    return { ...hide, revision: data.revision };
  if (type === 'action.requested' && data.actionId === hide.actionId) return { ...hide, state: 'asked' };
  if (type === 'action.finished') return finished(hide, data);
  if (type === 'removal.confirmed') return { ...hide, state: 'confirmed' };
  if (type === 'comment.unhidden' && hide.state === 'hidden') return { ...hide, state: 'restored' };
  return hide;
}

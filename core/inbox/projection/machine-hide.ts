/** A machine's hide as it stands, from the item's events alone. */
import type { EventData, ModerationEvent, NewEvent } from '../event.ts';
import type { Item, MachineHide } from '../item.ts';

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

function hideAfter(hide: MachineHide | undefined, event: ModerationEvent): MachineHide | undefined {
  const { type, data } = event as NewEvent;
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

/** Absent from the item while no machine has asked for a hide. */
export function reduceMachineHide(item: Item, event: ModerationEvent): Partial<Item> {
  const machineHide = hideAfter(item.machineHide, event);
  return machineHide ? { machineHide } : {};
}

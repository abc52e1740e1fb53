/** Which event tells who made a change. */
import type { EventShape } from '../../../../core/inbox/items.contract.ts';
import type { Change } from '../acting/since.ts';

const TOLD_BY: Readonly<Record<Change['kind'], readonly string[]>> = {
  answered: ['comment.answered'],
  hidden: ['comment.hidden'],
  removed: ['comment.removed'],
  shown: ['comment.unhidden'],
  closed: ['item.closed'],
  reopened: ['item.reopened'],
  waiting: ['item.waiting'],
  writing: [],
  edited: ['comment.edited', 'comment.edited-untold'],
};

/** The newest that fits: of an action that somebody asked for, the asking; else what the platform told. */
export function eventOf(change: Change, events: readonly EventShape[]): EventShape | null {
  const actionId = 'actionId' in change ? change.actionId : null;
  if (actionId !== null)
    return events.find(({ type, data }) => type === 'action.requested' && data.actionId === actionId) ?? null;
  if (change.kind === 'shown') {
    const asked = events.findLast(({ type, data }) => type === 'action.requested' && data.type === 'unhide');
    if (asked) return asked;
  }
  return events.findLast(({ type }) => TOLD_BY[change.kind].includes(type)) ?? null;
}

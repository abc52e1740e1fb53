/** What takes a finished request back. Pure. */
import type { ItemShape } from '../inbox/items.contract.ts';
import type { ActionRequest } from './actions.contract.ts';

type WithoutVersion<T> = T extends unknown ? Omit<T, 'version'> : never;
export type RequestedAction = WithoutVersion<ActionRequest>;

/** What takes a finished request back; null where nothing does. `before` is the item as it was. */
export function inverseOf(request: RequestedAction, before: ItemShape): RequestedAction | null {
  switch (request.type) {
    case 'hide':
      return { type: 'unhide' };
    case 'close':
    case 'snooze':
      return before.status === 'closed' ? null : { type: 'reopen' };
    case 'wait':
      return before.status === 'open' ? { type: 'reopen' } : null;
    case 'confirm':
      return { type: 'reopen' };
    case 'count':
      return { type: 'count', counts: !request.counts };
    case 'register':
      return decidedBefore(request, before);
    case 'assign':
      return { type: 'assign', to: before.assignee };
    case 'reopen':
      return closingAgain(before);
    case 'correct':
      return correctedBefore(request, before);
    default:
      return null;
  }
}

/** What was decided before, or nothing. What may not be kept is gone, and a register gives nothing back. */
function decidedBefore(
  { outcome }: Extract<RequestedAction, { type: 'register' }>,
  before: ItemShape,
): RequestedAction | null {
  if (outcome === 'no-capture' || before.handOvers.length > 0) return null;
  const { recordsOutcome, recordsReference } = before;
  if (recordsOutcome === null) return { type: 'register', outcome: 'withdrawn' };
  return {
    type: 'register',
    outcome: recordsOutcome,
    ...(recordsReference !== null && { reference: recordsReference }),
  };
}

/** The correction of the category that stood before, or none. */
function correctedBefore(
  { category }: Extract<RequestedAction, { type: 'correct' }>,
  before: ItemShape,
): RequestedAction {
  const earlier = before.corrections.find((correction) => correction.category === category);
  if (earlier === undefined) return { type: 'correct', category, as: 'withdrawn' };
  const { as, other } = earlier;
  return { type: 'correct', category, as, ...(other !== null && { other }) };
}

/** An answer given elsewhere needs its sentence again: that is not taken back by a key. */
function closingAgain({ status, closeReason }: ItemShape): RequestedAction | null {
  if (status === 'waiting') return { type: 'wait' };
  if (closeReason === null || closeReason === 'answered-elsewhere') return null;
  return { type: 'close', reason: personal(closeReason) };
}

type CloseReason = Extract<RequestedAction, { type: 'close' }>['reason'];
const personal = (reason: NonNullable<ItemShape['closeReason']>): CloseReason =>
  reason === 'removed' || reason === 'removed-on-platform' ? 'other' : reason;

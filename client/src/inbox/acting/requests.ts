/** What a person asks for, how it is sent twice safely, and how it is taken back. */
import type { ActionRequest } from '../../../../core/actions/actions.contract.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import type { Category } from '../../../../core/moderation/verdict.ts';

type WithoutVersion<T> = T extends unknown ? Omit<T, 'version'> : never;
export type RequestedAction = WithoutVersion<ActionRequest>;

/** "This is wrong", said of one verdict. */
export const wrongRequest = (category: Category): RequestedAction => ({
  type: 'correct',
  category,
  as: 'wrong',
});

/**
 * One key per request until it is answered: a lost answer is asked for again under the same key, a refused one is not.
 */
export class IdempotencyKeys {
  readonly #open = new Map<string, string>();
  readonly #make: () => string;

  constructor(make: () => string) {
    this.#make = make;
  }

  keyFor(itemId: string, request: RequestedAction): string {
    const name = `${itemId} ${JSON.stringify(request)}`;
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const made = this.#make();
    this.#open.set(name, made);
    return made;
  }

  answered(itemId: string, request: RequestedAction): void {
    this.#open.delete(`${itemId} ${JSON.stringify(request)}`);
  }
}

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

/** Requests that finish with an item, so that the next one comes up. */
const FINISHING: ReadonlySet<string> = new Set([
  'reply',
  'hide',
  'delete',
  'ban',
  'close',
  'snooze',
  'wait',
  'confirm',
]);

export const finishes = (request: Pick<RequestedAction, 'type'>): boolean => FINISHING.has(request.type);

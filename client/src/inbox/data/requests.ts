/** What a person asks for, how it is sent twice safely, and how it is taken back. */
import type { ActionRequest } from '../../../../core/actions/actions.contract.ts';
import type { ItemShape } from '../../../../core/inbox/items.contract.ts';
import type { Category } from '../../../../core/moderation/verdict.ts';

type WithoutVersion<T> = T extends unknown ? Omit<T, 'version'> : never;
export type Wish = WithoutVersion<ActionRequest>;

/** "This is wrong", said of one verdict. */
export const wrongWish = (category: Category): Wish => ({ type: 'correct', category, as: 'wrong' });

/**
 * One key per wish until it is answered: a lost answer is asked for again under the same key, a refused one is not.
 */
export class IdempotencyKeys {
  readonly #open = new Map<string, string>();
  readonly #make: () => string;

  constructor(make: () => string) {
    this.#make = make;
  }

  keyFor(itemId: string, wish: Wish): string {
    const name = `${itemId} ${JSON.stringify(wish)}`;
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const made = this.#make();
    this.#open.set(name, made);
    return made;
  }

  answered(itemId: string, wish: Wish): void {
    this.#open.delete(`${itemId} ${JSON.stringify(wish)}`);
  }
}

/** What takes a finished wish back; null where nothing does. `before` is the item as it was. */
export function inverseOf(wish: Wish, before: ItemShape): Wish | null {
  switch (wish.type) {
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
      return { type: 'count', counts: !wish.counts };
    case 'assign':
      return { type: 'assign', to: before.assignee };
    case 'reopen':
      return closingAgain(before);
    case 'correct':
      return correctedBefore(wish, before);
    default:
      return null;
  }
}

/** The correction of the category that stood before, or none. */
function correctedBefore({ category }: Extract<Wish, { type: 'correct' }>, before: ItemShape): Wish {
  const earlier = before.corrections.find((correction) => correction.category === category);
  if (earlier === undefined) return { type: 'correct', category, as: 'withdrawn' };
  const { as, other } = earlier;
  return { type: 'correct', category, as, ...(other !== null && { other }) };
}

/** An answer given elsewhere needs its sentence again: that is not taken back by a key. */
function closingAgain({ status, closeReason }: ItemShape): Wish | null {
  if (status === 'waiting') return { type: 'wait' };
  if (closeReason === null || closeReason === 'answered-elsewhere') return null;
  return { type: 'close', reason: personal(closeReason) };
}

type CloseReason = Extract<Wish, { type: 'close' }>['reason'];
const personal = (reason: NonNullable<ItemShape['closeReason']>): CloseReason =>
  reason === 'removed' || reason === 'removed-on-platform' ? 'other' : reason;

const OUTWARD: ReadonlySet<string> = new Set(['reply', 'hide', 'unhide', 'delete', 'ban', 'like']);
/** Wishes that finish with an item, so that the next one comes up. */
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

export const isOutward = (wish: Pick<Wish, 'type'>): boolean => OUTWARD.has(wish.type);
export const finishes = (wish: Pick<Wish, 'type'>): boolean => FINISHING.has(wish.type);

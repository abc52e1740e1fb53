/** What a person asks for, how it is sent twice safely, and what it ends. */
import type { RequestedAction } from '../../../../core/actions/inverse.ts';
import type { Category } from '../../../../core/moderation/verdict.ts';

export type { RequestedAction };

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

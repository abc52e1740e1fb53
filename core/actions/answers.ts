/** Whose answer stands or is on its way: two people never both answer without one choosing so. */
import type { Item } from '../inbox/item.ts';
import type { Actor } from '../kernel/roles.ts';
import { type Action, isOpen } from './action.ts';

type Answer = Pick<Action, 'type' | 'state' | 'actor'>;

/** Replies that were not taken back or refused. */
export const isAnswer = ({ type, state }: Pick<Action, 'type' | 'state'>): boolean =>
  type === 'reply' && (state === 'done' || state === 'blocked' || isOpen(state));

/** One that was carried out counts as long as the item stands closed by it: whoever reopened it has seen it. */
export function isAnsweredByAnother(
  actions: readonly Answer[],
  item: Pick<Item, 'status'>,
  { kind, id }: Actor,
): boolean {
  return actions.some(
    (action) =>
      isAnswer(action) &&
      (action.state !== 'done' || item.status === 'closed') &&
      (action.actor.kind !== kind || action.actor.id !== id),
  );
}

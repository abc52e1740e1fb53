/** Why a deadline was not met, as far as the item itself tells. The unit may say more in a comment. */
import { type ActionType, isStuck } from '../actions/action.ts';
import type { Item } from '../inbox/item.ts';
import type { BreachCause } from './monitoring.ts';

/** Actions that end a deadline once they are done. */
export const ENDS_DEADLINE: ReadonlySet<ActionType> = new Set(['reply', 'hide', 'delete']);

export function breachCause(item: Pick<Item, 'deadline' | 'actions' | 'firstSeenAt'>): BreachCause {
  const { deadline, actions, firstSeenAt } = item;
  if (deadline.lateArrival) return 'late-arrival';
  if (actions.some(({ type, state }) => ENDS_DEADLINE.has(type) && isStuck(state))) return 'action-failed';
  const seenAt = firstSeenAt?.getTime() ?? null;
  const stopped = deadline.stoppedAt !== null;
  // Finished without ever having been opened here: on the platform itself, by somebody who had seen it.
  if (seenAt === null ? !stopped : seenAt > (deadline.dueAt ?? Infinity)) return 'not-seen';
  if (!stopped) return 'not-answered';
  return deadline.stopReason === 'answered' ? 'answered-late' : 'ended-late';
}

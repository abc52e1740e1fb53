/** What a hand-over does to its item. Pure: from item and what happened to new events. */
import type { NewEvent } from '../inbox/event.ts';
import type { Item } from '../inbox/item.ts';
import type { Typed } from '../inbox/typed-by-person.ts';
import type { HandOverCause, HandOverReceipt, HandOverState } from './hand-over.ts';
import type { RouteKind } from './hand-over-route.ts';

export const requested = (row: { _id: string; captureId: string; kind: RouteKind }): NewEvent => ({
  type: 'hand-over.requested',
  data: { handOverId: row._id, captureId: row.captureId, route: row.kind },
});

const changed = (handOverId: string, state: HandOverState, cause: HandOverCause | null): NewEvent => ({
  type: 'hand-over.changed',
  data: { handOverId, state, cause },
});

/** Nothing where people see the same state already: a row that is put off ten times is one line of its history. */
export function stateEvents(
  item: Item,
  { id, state, cause }: { id: string; state: HandOverState; cause: HandOverCause | null },
): NewEvent[] {
  const known = item.handOvers?.find((handOver) => handOver.id === id);
  return known?.state === state ? [] : [changed(id, state, cause)];
}

export interface Answered {
  readonly newEvents: readonly NewEvent[];
  /** The number of the register stands on the item: an event holds nothing that people typed (rule 11). */
  readonly typed: Typed;
}

/**
 * The receiver's answer. A number that came back decides the item as registered and is its number, unless a person has
 * typed another one: what people decided, no file undoes.
 */
export function answered(item: Item, id: string, receipt: HandOverReceipt): Answered {
  const cause = receipt.state === 'refused' ? 'receiver-refused' : null;
  const state = changed(id, receipt.state, cause);
  if (receipt.state === 'refused') return { newEvents: [state], typed: {} };
  const decided: NewEvent[] =
    item.recordsOutcome === null
      ? [{ type: 'records.decided', data: { outcome: 'registered', referenceSha256: null } }]
      : [];
  const reference = receipt.source === 'person' ? receipt.reference : null;
  return {
    newEvents: [...decided, state],
    typed: { recordsReference: reference ?? item.recordsReference ?? receipt.reference },
  };
}

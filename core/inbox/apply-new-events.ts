import { derivedId } from '../kernel/ids.ts';
import type { Actor } from '../kernel/roles.ts';
import { EVENT_SCHEMA_VERSION, type ModerationEvent, type NewEvent } from './event.ts';
import type { Item } from './item.ts';
import { applyEvent } from './projection/review-state.ts';

export interface AppliedEvents {
  readonly item: Item;
  readonly events: readonly ModerationEvent[];
}

/** Gives new events their place in the item's line and applies them. Ids derive from item and place. */
export function applyNewEvents(
  item: Item,
  newEvents: readonly NewEvent[],
  by: { actor: Actor; at: Date },
): AppliedEvents {
  let current = item;
  const events: ModerationEvent[] = [];
  for (const newEvent of newEvents) {
    const seq = current.seq + 1;
    const event = {
      _id: derivedId(item._id, 'event', String(seq)),
      tenantId: item.tenantId,
      accountId: item.accountId,
      itemId: item._id,
      seq,
      actor: by.actor,
      at: by.at,
      schemaVersion: EVENT_SCHEMA_VERSION,
      ruleVersion: current.policyVersion,
      ...newEvent,
    } as ModerationEvent;
    events.push(event);
    current = applyEvent(current, event);
  }
  return { item: current, events };
}

import { derivedId } from '../kernel/ids.ts';
import type { Actor } from '../kernel/roles.ts';
import {
  type ClockEvent,
  EVENT_SCHEMA_VERSION,
  type ModerationEvent,
  type NewClockEvent,
  type NewEvent,
} from './event.ts';
import type { ClockItem, Item } from './item.ts';
import { applyClockEvent, applyEvent } from './projection/apply-event.ts';

export interface AppliedEvents<T = Item> {
  readonly item: T;
  readonly events: readonly ModerationEvent[];
}

/** Who did it, and when. */
interface Origin {
  readonly actor: Actor;
  readonly at: Date;
}

/** The event in its place: ids derive from item and place. */
function eventOf(item: Omit<ClockItem, 'deadline'>, newEvent: NewEvent, { actor, at }: Origin) {
  const seq = item.seq + 1;
  return {
    _id: derivedId(item._id, 'event', String(seq)),
    tenantId: item.tenantId,
    accountId: item.accountId,
    itemId: item._id,
    seq,
    actor,
    at,
    schemaVersion: EVENT_SCHEMA_VERSION,
    ruleVersion: item.policyVersion,
    ...newEvent,
  } as ModerationEvent;
}

/** Gives new events their place in the item's line and applies them. */
export function applyNewEvents(item: Item, newEvents: readonly NewEvent[], origin: Origin): AppliedEvents {
  let current = item;
  const events: ModerationEvent[] = [];
  for (const newEvent of newEvents) {
    const event = eventOf(current, newEvent, origin);
    events.push(event);
    current = applyEvent(current, event);
  }
  return { item: current, events };
}

/** {@link applyNewEvents} for a machine that has read no more than a clock needs. */
export function applyNewClockEvents(
  item: ClockItem,
  newEvents: readonly NewClockEvent[],
  origin: Origin & { readonly actor: { readonly kind: 'machine' } },
): AppliedEvents<ClockItem> {
  let current = item;
  const events: ModerationEvent[] = [];
  for (const newEvent of newEvents) {
    const event = eventOf(current, newEvent, origin) as ClockEvent;
    events.push(event);
    current = applyClockEvent(current, event);
  }
  return { item: current, events };
}

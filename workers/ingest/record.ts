import { applyNewEvents } from '../../core/inbox/apply-new-events.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import type { Item } from '../../core/inbox/item.ts';
import type { Actor } from '../../core/kernel/roles.ts';
import type { WorkingCopy } from './working-copy.ts';

const PLATFORM: Actor = { kind: 'platform', id: 'webhook' };

/** What the platform told, in its place in the item's line. */
export function record(
  copy: WorkingCopy,
  item: Item,
  { newEvents, at }: { readonly newEvents: readonly NewEvent[]; readonly at: Date },
): void {
  const applied = applyNewEvents(item, newEvents, { actor: PLATFORM, at });
  copy.putItem(applied.item, applied.events);
}

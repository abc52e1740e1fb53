import type { ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';

/**
 * What one event changes of an item, given the item before it. Pure, and empty where the event says nothing to it. A
 * reducer that reads less than a whole item says so in its parameter, and may then serve readers of just that.
 */
export type Reducer = (item: Item, event: ModerationEvent) => Partial<Item>;

/** Tells every browser that shows these items. A hint: clients that miss it ask with `since`. */
import type { Item } from './item.ts';
import type { ItemShape } from './items.contract.ts';
import { presentItem } from './present.ts';

/** List rows of one municipality, presented as of `asOf` (ISO 8601). */
export interface ItemMessage {
  readonly tenantId: string;
  readonly items: readonly ItemShape[];
  readonly asOf: string;
  /** A session that its person has ended: every server closes its connections. */
  readonly endedSession?: string;
  /** Somebody's rights are others now: every server asks again who may listen. */
  readonly rightsChanged?: boolean;
  /** Somebody came to an item, writes, or left: a `PresenceChange`. */
  readonly presence?: object;
}

/** Where the rows go: the realtime stream, or a recorder in tests. Never throws. */
export interface ItemPublisher {
  publish(message: ItemMessage): Promise<boolean>;
}

/** Every server asks at once who may still listen; without Redis it does so within seconds. */
export function publishRights(publisher: ItemPublisher, tenantId: string, now: Date): Promise<boolean> {
  return publisher.publish({ tenantId, items: [], asOf: now.toISOString(), rightsChanged: true });
}

/** Presents the items as they stand at `now` and publishes them, one message a municipality. */
export async function publishItems(
  publisher: ItemPublisher,
  items: readonly Item[],
  now: Date,
): Promise<void> {
  const asOf = now.toISOString();
  for (const [tenantId, ofTenant] of Map.groupBy(items, (item) => item.tenantId))
    await publisher.publish({ tenantId, items: ofTenant.map((item) => presentItem(item, now)), asOf });
}

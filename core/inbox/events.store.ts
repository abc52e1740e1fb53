/** The one writer of moderation events. Append only: there is no update and no delete here. */

import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import type { ModerationEvent } from './event.ts';

export const Events = collection<ModerationEvent>(
  'events',
  {
    accountId: String,
    itemId: String,
    seq: Number,
    type: String,
    actor: Object,
    at: Date,
    data: Object,
    schemaVersion: Number,
    ruleVersion: String,
  },
  [
    { keys: { tenantId: 1, itemId: 1, seq: 1 }, unique: true },
    { keys: { tenantId: 1, at: 1 } },
    { keys: { tenantId: 1, accountId: 1, at: 1 }, partial: { type: 'item.seen' } },
  ],
);

export async function appendEvents(
  db: Db,
  events: readonly ModerationEvent[],
  session: ClientSession,
): Promise<void> {
  if (events.length > 0) await Events(db).insertMany([...events], { session, lean: true, ordered: true });
}

export function eventsOf(db: Db, key: { tenantId: string; itemId: string }) {
  return Events(db)
    .find({ tenantId: key.tenantId, itemId: key.itemId })
    .sort({ seq: 1 })
    .lean<ModerationEvent[]>();
}

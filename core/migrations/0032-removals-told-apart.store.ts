/**
 * What was flagged, judged, taken away by us or by others was one figure. Of what is stored each removal clock is built
 * anew from its item's events; that a citizen removed their own comment counts from when it happened.
 */
import type { Comment } from '../inbox/comment.ts';
import { commentsById } from '../inbox/comments.store.ts';
import type { ModerationEvent, NewEvent } from '../inbox/event.ts';
import { Events } from '../inbox/events.store.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { reduceCorrections } from '../inbox/projection/corrections.ts';
import { reduceRemoval } from '../inbox/projection/removal.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';
import type { MigrationChanges } from '../kernel/migrations.ts';
import type { RemovalTrack } from '../moderation/removal.ts';

/** Events from before it was kept do not say when the comment was removed; the comment does. */
function asToldNow(event: ModerationEvent, comment: Comment | undefined): ModerationEvent {
  if (event.type !== 'comment.removed' || event.data.at !== undefined || !comment?.removedAt) return event;
  return { ...event, data: { ...event.data, at: comment.removedAt.toISOString() } };
}

function trackOf(item: Item, events: readonly ModerationEvent[]): RemovalTrack | undefined {
  let state: Item = { ...item, corrections: [], firstSeenAt: null };
  delete (state as { removal?: RemovalTrack }).removal;
  for (const event of events) {
    const seen =
      (event as NewEvent).type === 'item.seen' ? { firstSeenAt: state.firstSeenAt ?? event.at } : {};
    state = { ...state, ...seen, ...reduceCorrections(state, event), ...reduceRemoval(state, event) };
  }
  return state.removal;
}

/** Safe to run again. */
export async function tellRemovalsApart(db: Db): Promise<MigrationChanges> {
  const changed: Record<string, number> = {};
  const tracked = Items(db)
    .find(
      { 'removal.knownAt': { $exists: true }, 'removal.judgedAt': { $exists: false } },
      null,
      overAllTenants('a migration brings the whole installation to its shape'),
    )
    .lean<Item[]>()
    .cursor() as unknown as AsyncIterable<Item>;
  for await (const item of tracked)
    if (await toldApart(db, item)) {
      const { accountId } = item;
      changed[accountId] = (changed[accountId] ?? 0) + 1;
    }
  return changed;
}

/** Begins again with what it reads where something else has changed the item meanwhile. */
async function toldApart(db: Db, found: Item): Promise<boolean> {
  const { tenantId, _id } = found;
  for (
    let item: Item | null = found;
    item !== null;
    item = await Items(db).findOne({ tenantId, _id }).lean<Item>()
  ) {
    const events = await Events(db)
      .find({ tenantId, itemId: _id })
      .sort({ seq: 1 })
      .lean<ModerationEvent[]>();
    const [comment] = await commentsById(db, { tenantId, ids: [_id] });
    const removal = trackOf(
      item,
      events.map((event) => asToldNow(event, comment)),
    );
    if (removal === undefined) return false;
    const { seq } = item;
    const { matchedCount } = await Items(db).updateOne({ tenantId, _id, seq }, { $set: { removal } });
    if (matchedCount > 0) return true;
  }
  return false;
}

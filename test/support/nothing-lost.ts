/** What must stand in the store when everything a platform sent was acknowledged. */
import { expect } from '@jest/globals';
import { compareRevisions, currentRevision } from '../../core/inbox/comment.ts';
import { Comments } from '../../core/inbox/comments.store.ts';
import { Deliveries } from '../../core/inbox/deliveries.store.ts';
import type { ModerationEvent } from '../../core/inbox/event.ts';
import { Events } from '../../core/inbox/events.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import type { SimNode } from '../../ops/simulator/types.ts';

const byId = <T, K>(all: readonly T[], key: (one: T) => K): Map<K, T[]> => Map.groupBy(all, key);

export async function expectNothingLost(db: Db, nodes: readonly SimNode[]): Promise<void> {
  const tenantId = 'main';
  // One moment for all three: the posts that comments stand under are still being fetched, and make events.
  // Named for each read: the connection's own `majority` would win over the session's, and each read be of its own moment.
  const session = await db.connection.startSession({ snapshot: true });
  const moment = { session, readConcern: { level: 'snapshot' } } as const;
  const comments = await Comments(db).find({ tenantId, own: false }, null, moment).lean();
  const items = await Items(db).find({ tenantId }, null, moment).lean();
  const events = await Events(db).find({ tenantId }, null, moment).sort({ seq: 1 }).lean<ModerationEvent[]>();
  expect((session as { snapshotTime?: unknown }).snapshotTime).toBeDefined();
  await session.endSession();
  const told = nodes.filter((node) => !node.own && node.told.added);
  const commentOf = byId(comments, ({ externalId }) => externalId);
  const itemOf = byId(items, ({ externalId }) => externalId);
  const eventsOf = byId(events, ({ itemId }) => itemId);
  // Every comment once, and nothing that was never said.
  expect([...commentOf.keys()].sort()).toEqual(told.map(({ id }) => id).sort());
  expect([comments.length, items.length]).toEqual([told.length, told.length]);

  const faults: unknown[] = [];
  for (const node of told) {
    const [comment] = commentOf.get(node.id) ?? [];
    const [item] = itemOf.get(node.id) ?? [];
    const line = eventsOf.get(item?._id ?? '') ?? [];
    const revisions = [...(comment?.revisions ?? [])].sort(compareRevisions);
    const newest = revisions.filter(({ at }) => at.getTime() === revisions.at(-1)?.at.getTime());
    const checks = {
      texts: same(
        revisions.map(({ text }) => text),
        node.told.texts,
      ),
      // Of two edits within the same second the platform does not say which was later.
      newest: newest.some(({ text }) => text === node.text),
      shown: item?.text === currentRevision(comment?.revisions ?? [])?.text,
      removed: (comment?.visibility === 'removed') === node.told.removed,
      itemRemoved: (item?.visibility === 'removed') === node.told.removed,
      deadline: item?.deadline.dueAt != null && item.deadline.startedAt === item.publishedAt.getTime(),
      gapless: line.length > 0 && line.every(({ seq }, index) => seq === index + 1),
      complete: item?.seq === line.length,
      once: line.filter(({ type }) => type === 'comment.received').length === 1,
    };
    if (Object.values(checks).includes(false)) faults.push({ id: node.id, checks });
  }
  expect(faults).toEqual([]);
  expect(await Deliveries(db).countDocuments({ tenantId: '_system', state: { $ne: 'done' } })).toBe(0);
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}

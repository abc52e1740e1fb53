/** Hop 7: comment, events and inbox item change together, in one transaction. The item's writes live here. */

import { syncClocks } from '../deadlines/clocks.store.ts';
import { forgetImageHashes } from '../images/image-scans.store.ts';
import { isBlocked } from '../images/media.ts';
import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import type { Comment } from './comment.ts';
import { Comments } from './comments.store.ts';
import type { ModerationEvent } from './event.ts';
import { appendEvents } from './events.store.ts';
import type { Item } from './item.ts';

export const Items = collection<Item>(
  'items',
  {
    accountId: String,
    platform: String,
    board: String,
    kind: String,
    externalId: String,
    parentId: String,
    postId: String,
    permalink: String,
    author: Object,
    text: String,
    attachments: [Object],
    media: Object,
    revision: Number,
    publishedAt: Date,
    firstFetchedAt: Date,
    firstSeenAt: Date,
    status: String,
    closeReason: String,
    visibility: String,
    version: Number,
    seq: Number,
    language: String,
    verdicts: [Object],
    classifier: String,
    decision: String,
    policyVersion: String,
    registration: Object,
    intent: Object,
    needsAnswer: Object,
    aboutMunicipality: Boolean,
    deadline: Object,
    recordsOutcome: String,
    recordsReference: String,
    captures: [Object],
    actions: [Object],
    assignee: String,
    tags: [String],
    snoozedUntil: Date,
    corrections: [Object],
    context: String,
    contextCause: String,
    severity: Number,
    abusive: Boolean,
    secondOpinion: Object,
    removal: Object,
    handling: Object,
    machineHide: Object,
    personDecided: Boolean,
    words: [String],
    updatedAt: Date,
  },
  [
    { keys: { tenantId: 1, 'deadline.dueAt': 1, _id: 1 }, partial: { status: 'open' } },
    { keys: { tenantId: 1, accountId: 1, 'deadline.dueAt': 1, _id: 1 } },
    { keys: { tenantId: 1, publishedAt: -1, _id: 1 } },
    { keys: { tenantId: 1, severity: -1, _id: 1 } },
    { keys: { tenantId: 1, updatedAt: 1, _id: 1 } },
    { keys: { tenantId: 1, externalId: 1 } },
    { keys: { tenantId: 1, words: 1 } },
    { keys: { tenantId: 1, accountId: 1, postId: 1 }, partial: { context: 'pending' } },
    { keys: { firstFetchedAt: 1 }, partial: { context: 'pending' } },
    { keys: { snoozedUntil: 1 }, partial: { status: 'snoozed' } },
    { keys: { tenantId: 1, accountId: 1, 'author.id': 1 }, partial: { status: 'waiting' } },
    {
      keys: { tenantId: 1, accountId: 1, 'deadline.stoppedAt': 1 },
      partial: { 'deadline.stopReason': 'answered' },
    },
    { keys: { tenantId: 1, 'deadline.stoppedAt': 1, accountId: 1 } },
    {
      keys: { tenantId: 1, accountId: 1, 'removal.knownAt': 1 },
      partial: { 'removal.knownAt': { $exists: true } },
    },
    { keys: { tenantId: 1, accountId: 1, firstFetchedAt: 1 }, partial: { firstSeenAt: null } },
    { keys: { tenantId: 1, publishedAt: 1, accountId: 1 }, partial: { 'intent.flags': 'documentsRequest' } },
  ],
);

/** What one command or one batch writes: new and changed documents with their events. */
export interface InboxWrite {
  readonly comments: readonly { readonly before: Comment | null; readonly after: Comment }[];
  readonly items: readonly { readonly before: Item | null; readonly after: Item }[];
  readonly events: readonly ModerationEvent[];
}

/** Thrown when a document was changed by somebody else since it was read: the caller reads again. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

/**
 * Writes all of it or nothing. Items carry the last event they were read at: one that has moved on since throws
 * {@link ConcurrentChange}, and the transaction leaves no trace.
 */
export async function writeInbox(db: Db, write: InboxWrite, session: ClientSession): Promise<void> {
  const newComments = write.comments.filter(({ before }) => before === null).map(({ after }) => after);
  if (newComments.length > 0) await Comments(db).insertMany(newComments, { session, lean: true });
  const changedComments = write.comments.filter(({ before }) => before !== null);
  if (changedComments.length > 0)
    await Comments(db).bulkWrite(
      changedComments.map(({ after: { _id, tenantId, ...rest } }) => ({
        updateOne: { filter: { tenantId, _id }, update: { $set: rest } },
      })),
      { session, ordered: true },
    );
  const newItems = write.items.filter(({ before }) => before === null).map(({ after }) => after);
  if (newItems.length > 0) await Items(db).insertMany(newItems, { session, lean: true });
  await updateItems(db, write.items, session);
  await syncClocks(db, write.items, session);
  await appendEvents(db, write.events, session);
  await forgetWithheld(db, write, session);
}

/** Whatever blocks an item's pictures, their prints go in the same transaction. */
async function forgetWithheld(db: Db, { items }: InboxWrite, session: ClientSession): Promise<void> {
  const blocked = items.filter(({ before, after }) => isBlocked(after.media) && !isBlocked(before?.media));
  const [first] = blocked;
  if (first === undefined) return;
  const itemIds = blocked.map(({ after }) => after._id);
  await forgetImageHashes(db, { tenantId: first.after.tenantId, itemIds }, session);
}

async function updateItems(db: Db, items: InboxWrite['items'], session: ClientSession): Promise<void> {
  const changed = items.filter(({ before }) => before !== null);
  if (changed.length === 0) return;
  const result = await Items(db).bulkWrite(
    changed.map(({ before, after: { _id, tenantId, ...rest } }) => ({
      updateOne: { filter: { tenantId, _id, seq: before?.seq ?? 0 }, update: { $set: rest } },
    })),
    { session, ordered: true },
  );
  if (result.matchedCount !== changed.length)
    throw new ConcurrentChange('An item changed while it was worked on.');
}

export function itemsById(
  db: Db,
  key: { tenantId: string; ids: readonly string[] },
  session?: ClientSession,
) {
  return Items(db)
    .find({ tenantId: key.tenantId, _id: { $in: [...key.ids] } }, null, session ? { session } : {})
    .lean<Item[]>();
}

/**
 * Hop 7: the one writer. Items, their events and their comments change in {@link writeInbox} and nowhere else, together
 * with what always follows from an item: the row of its next alarm, and image hashes that must be forgotten.
 */

import { syncClocks } from '../deadlines/clocks.store.ts';
import type { Deadline } from '../deadlines/state.ts';
import { forgetPictures, recordsOf } from '../evidence/captures.store.ts';
import { forgetImageHashes } from '../images/image-scans.store.ts';
import { isBlocked } from '../images/media.ts';
import type { ClientSession, Db } from '../kernel/db.ts';
import { notFound } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';
import { withholdExports } from '../records/bulk-export-files.store.ts';
import { applyNewEvents } from './apply-new-events.ts';
import type { Comment } from './comment.ts';
import { Comments, idsBeside } from './comments.store.ts';
import type { ModerationEvent, NewEvent } from './event.ts';
import { appendEvents } from './events.store.ts';
import { wakingEvents } from './graver.ts';
import type { ClockItem, Item } from './item.ts';
import { Items, itemById } from './items.store.ts';
import { insertRevisions, rowsOf } from './revisions.store.ts';
import { moveRevisions } from './revisions.ts';
import { searchedOf } from './search-words.ts';
import type { Typed } from './typed-by-person.ts';
import { isWithheld } from './withheld.ts';

/** A document as it was read, null where there was none, and as it is to stand. */
export interface Change<T> {
  readonly before: T | null;
  readonly after: T;
}

/** What one command or one batch writes: new and changed documents with their events. */
export interface InboxWrite {
  readonly comments: readonly Change<Comment>[];
  readonly items: readonly Change<Item>[];
  /** Items of which no more was read than a clock needs. */
  readonly clocks?: readonly (Change<ClockItem> & { readonly before: ClockItem })[];
  readonly events: readonly ModerationEvent[];
}

/** Thrown when a document was changed by somebody else since it was read: the caller reads again. */
export class ConcurrentChange extends Error {
  override readonly name = 'ConcurrentChange';
}

type StoredItem = ClockItem & Partial<Item>;
type ChangedItem = Change<StoredItem> & { readonly before: StoredItem };

const isChanged = (change: Change<StoredItem>): change is ChangedItem => change.before !== null;

/**
 * Writes all of it or nothing. Items carry the last event they were read at: one that has moved on since throws
 * {@link ConcurrentChange}, and the transaction leaves no trace.
 */
export async function writeInbox(db: Db, write: InboxWrite, session: ClientSession): Promise<void> {
  await writeComments(db, write.comments, session);
  const items: readonly Change<StoredItem>[] = [
    ...write.items.map(withReferenceWords),
    ...(write.clocks ?? []),
  ];
  const newItems = write.items.filter(({ before }) => before === null).map(({ after }) => after);
  if (newItems.length > 0) await Items(db).insertMany(newItems, { session, lean: true });
  await updateItems(db, items.filter(isChanged), session);
  await syncClocks(db, items, session);
  await appendEvents(db, write.events, session);
  await forgetWithheld(db, write.items, session);
}

async function writeComments(db: Db, changes: InboxWrite['comments'], session: ClientSession) {
  const moved = changes.map(({ before, after }) => ({ before, ...moveRevisions(after) }));
  const comments = moved.map(({ before, comment }) => ({ before, after: comment }));
  await insertRevisions(
    db,
    moved.flatMap(({ comment, rows }) => rowsOf(comment, rows)),
    session,
  );
  const added = comments.filter(({ before }) => before === null).map(({ after }) => after);
  if (added.length > 0) await Comments(db).insertMany(added, { session, lean: true });
  const changed = comments.filter(({ before }) => before !== null);
  if (changed.length > 0)
    await Comments(db).bulkWrite(
      changed.map(({ after: { _id, tenantId, ...rest } }) => ({
        updateOne: { filter: { tenantId, _id }, update: { $set: rest } },
      })),
      { session, ordered: true },
    );
}

const BY_ID = { _id: 1 } as const;

async function updateItems(db: Db, items: readonly ChangedItem[], session: ClientSession): Promise<void> {
  if (items.length === 0) return;
  const result = await Items(db).collection.bulkWrite(
    items.map(({ before, after }) => ({
      updateOne: {
        filter: { tenantId: after.tenantId, _id: after._id as never, seq: before.seq },
        // Without it the planner tries every index that begins with the tenant, for each update anew.
        hint: BY_ID,
        update: { $set: changedFields(before, after) },
      },
    })),
    { session, ordered: true },
  );
  if (result.matchedCount !== items.length)
    throw new ConcurrentChange('An item changed while it was worked on.');
}

/** Only what changed: an item bears many indexes, and MongoDB computes the keys of those whose fields are set. */
function changedFields(before: StoredItem, after: StoredItem): Record<string, unknown> {
  const { deadline, ...fields } = after;
  const changed = Object.entries(fields).filter(([key, value]) => before[key as keyof Item] !== value);
  return { ...Object.fromEntries(changed), ...changedClock(before.deadline, deadline) };
}

/** Field by field, so that a warning moves one key of one index and not all that begin with the deadline. */
function changedClock(before: Deadline, after: Deadline): Record<string, unknown> {
  const fields = (Object.keys(after) as (keyof Deadline)[]).filter((key) => before[key] !== after[key]);
  return Object.fromEntries(fields.map((key) => [`deadline.${key}`, after[key]]));
}

/** Whatever withholds an item, what was kept of its pictures goes in the same transaction. */
async function forgetWithheld(db: Db, items: InboxWrite['items'], session: ClientSession): Promise<void> {
  const became = (is: (item: Item) => boolean) =>
    items.filter(({ before, after }) => is(after) && (before === null || !is(before)));
  const blocked = became(({ media }) => isBlocked(media));
  for (const [tenantId, ofTenant] of Map.groupBy(blocked, ({ after }) => after.tenantId))
    await forgetImageHashes(db, { tenantId, itemIds: ofTenant.map(({ after }) => after._id) }, session);
  // Also the pictures of what stood beside it: it may be seen on them.
  for (const { after } of became(isWithheld)) {
    const { tenantId } = after;
    const itemIds = [after._id, ...(await idsBeside(db, after))];
    await forgetPictures(db, { tenantId, itemIds }, session);
    await withholdExports(db, { tenantId, captureIds: await recordsOf(db, { tenantId, itemIds }) }, session);
  }
}

/** Whatever changed the text or the number in the register, the item is found by both. */
function withReferenceWords({ before, after }: Change<Item>): Change<Item> {
  const [was, is] = [before?.recordsReference ?? null, after.recordsReference];
  if (was === is && (is === null || before?.words === after.words)) return { before, after };
  return { before, after: { ...after, ...searchedOf(after) } };
}

/** Who did it and when, and the transaction in which it is written. */
interface Recording {
  readonly actor: Actor;
  readonly at: Date;
  readonly session: ClientSession;
}

/** Writes what happened to an item that was read in the same transaction. No event: nothing is written. */
export async function recordNewEvents(
  db: Db,
  item: Item,
  recording: Recording & { readonly newEvents: readonly NewEvent[]; readonly typed?: Typed },
): Promise<Item> {
  const { newEvents, session, actor } = recording;
  if (newEvents.length === 0) return item;
  const waking = actor.kind === 'machine' ? wakingEvents(item, recording) : [];
  const applied = applyNewEvents(item, [...newEvents, ...waking], recording);
  const { events } = applied;
  const after = { ...applied.item, ...recording.typed };
  await writeInbox(db, { comments: [], items: [{ before: item, after }], events }, session);
  return after;
}

/** Reads the item in the transaction and writes what happens to it. Throws `not_found`. */
export async function changeItem(
  db: Db,
  key: { tenantId: string; id: string },
  recording: Recording & { readonly newEventsOf: (item: Item) => readonly NewEvent[] },
): Promise<Item> {
  const { newEventsOf, ...rest } = recording;
  const item = await itemById(db, key, recording.session);
  if (item === null) throw notFound('item');
  return recordNewEvents(db, item, { ...rest, newEvents: newEventsOf(item) });
}

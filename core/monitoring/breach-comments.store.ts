/** Why a deadline was missed, in somebody's words: a note, and an event that carries its id and no text. */

import { randomUUID } from 'node:crypto';
import { recordNewEvents } from '../inbox/change-item.store.ts';
import { itemById } from '../inbox/items.store.ts';
import { insertNote, type Note, Notes } from '../inbox/notes.store.ts';
import { type Db, transaction } from '../kernel/db.ts';
import { notFound } from '../kernel/errors.ts';
import type { Actor } from '../kernel/roles.ts';

export async function explainBreach(
  db: Db,
  comment: { tenantId: string; itemId: string; text: string; actor: Actor; now: Date },
): Promise<void> {
  const { tenantId, itemId, text, actor, now } = comment;
  const noteId = randomUUID();
  await transaction(db, async (session) => {
    const item = await itemById(db, { tenantId, id: itemId }, session);
    if (item === null) throw notFound('item');
    const note: Note = { _id: noteId, tenantId, itemId, text, by: actor.id, at: now, kind: 'breach' };
    await insertNote(db, note, session);
    const newEvents = [{ type: 'deadline.explained' as const, data: { noteId } }];
    await recordNewEvents(db, item, { newEvents, actor, at: now, session });
  });
}

/** The newest explanation of each of these items. */
export async function explanationsOf(
  db: Db,
  key: { tenantId: string; itemIds: readonly string[] },
): Promise<Map<string, Note>> {
  if (key.itemIds.length === 0) return new Map();
  const notes = await Notes(db)
    .find({ tenantId: key.tenantId, itemId: { $in: [...key.itemIds] }, kind: 'breach' })
    .sort({ at: 1 })
    .lean<Note[]>();
  return new Map(notes.map((note) => [note.itemId, note]));
}

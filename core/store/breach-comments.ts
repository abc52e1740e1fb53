/** Why a deadline was missed, in somebody's words: a note, and an event that carries its id and no text. */
import { randomUUID } from 'node:crypto';
import { notFound } from '../domain/errors.ts';
import type { Actor } from '../domain/roles.ts';
import { itemById, recordHappenings } from './change-item.ts';
import { type Db, transaction } from './db.ts';
import { insertNote, type Note, Notes } from './notes.ts';

export async function explainBreach(
  db: Db,
  wish: { tenantId: string; itemId: string; text: string; actor: Actor; now: Date },
): Promise<void> {
  const { tenantId, itemId, text, actor, now } = wish;
  const noteId = randomUUID();
  await transaction(db, async (session) => {
    const item = await itemById(db, { tenantId, id: itemId }, session);
    if (item === null) throw notFound('item');
    const note: Note = { _id: noteId, tenantId, itemId, text, by: actor.id, at: now, kind: 'breach' };
    await insertNote(db, note, session);
    const happenings = [{ type: 'deadline.explained' as const, data: { noteId } }];
    await recordHappenings(db, item, { happenings, actor, at: now, session });
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

/** Notes on an item: for colleagues, never for the public. The event carries only the note's id. */
import { type ClientSession, collection, type Db } from '../kernel/db.ts';

export interface Note {
  readonly _id: string;
  readonly tenantId: string;
  readonly itemId: string;
  readonly text: string;
  readonly by: string;
  readonly at: Date;
  /** Set where the note explains a missed deadline. */
  readonly kind?: 'breach';
}

export const Notes = collection<Note>(
  'notes',
  { itemId: String, text: String, by: String, at: Date, kind: String },
  [{ keys: { tenantId: 1, itemId: 1, at: 1 } }],
);

export async function insertNote(db: Db, note: Note, session: ClientSession): Promise<void> {
  await Notes(db).insertMany([note], { session, lean: true });
}

/** Takes back what somebody wrote at that moment; null: it is gone already. */
export async function withdrawNote(
  db: Db,
  { tenantId, ...written }: Pick<Note, 'tenantId' | 'itemId' | 'by' | 'at'>,
  session: ClientSession,
): Promise<string | null> {
  const note = await Notes(db)
    .findOneAndDelete({ tenantId, ...written }, { session })
    .lean<Note>();
  return note?._id ?? null;
}

export function notesOf(db: Db, key: { tenantId: string; itemId: string }): Promise<Note[]> {
  return Notes(db).find({ tenantId: key.tenantId, itemId: key.itemId }).sort({ at: 1 }).lean<Note[]>();
}

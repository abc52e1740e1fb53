/** A note is taken back by its writer while nobody can have built on it: as long as an answer could be. */
import type { Principal } from '../accounts/people.store.ts';
import { withdrawNote } from '../inbox/notes.store.ts';
import { forbidden } from '../kernel/errors.ts';
import { updateUnclaimed } from './actions.store.ts';
import { type ActingDeps, type ActionOnItem, changeAction } from './change-action.store.ts';
import { tooLate, undoneAlready } from './undo-errors.ts';

/** What the answer and the request are under way. */
const GRACE_MS = 5_000;

export async function undoNote(
  deps: ActingDeps,
  { actor }: Principal,
  { action, item }: ActionOnItem,
): Promise<ActionOnItem> {
  if (action.actor.kind !== actor.kind || action.actor.id !== actor.id) throw forbidden();
  const until = action.createdAt.getTime() + deps.settings.undoSeconds * 1000 + GRACE_MS;
  return changeAction(deps, { item, actor }, async ({ now, session }) => {
    if (now.getTime() > until) throw tooLate();
    const { tenantId, itemId } = action;
    const written = { tenantId, itemId, by: actor.id, at: action.createdAt };
    const noteId = await withdrawNote(deps.db, written, session);
    if (noteId === null) throw undoneAlready();
    const set = { state: 'cancelled' as const, finishedAt: now };
    await updateUnclaimed(deps.db, { tenantId, id: action._id, from: ['done'], set }, session);
    return { action: { ...action, ...set }, newEvents: [{ type: 'item.note-withdrawn', data: { noteId } }] };
  });
}

/** A note is taken back by its writer while nobody can have built on it: as long as an answer could be. */
import type { Principal } from '../../../core/accounts/people.store.ts';
import { updateUnclaimed } from '../../../core/actions/actions.store.ts';
import { withdrawNote } from '../../../core/inbox/notes.store.ts';
import { forbidden } from '../../../core/kernel/errors.ts';
import type { ServerDeps } from '../../deps.ts';
import { type ActionOnItem, changeAction } from './change-action.ts';
import { tooLate, undoneAlready } from './undo-errors.ts';

/** What the answer and the request are under way. */
const GRACE_MS = 5_000;

export async function undoNote(
  deps: ServerDeps,
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

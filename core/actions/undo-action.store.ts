/** Taking back what has not left the machine. */
import type { Principal } from '../accounts/people.store.ts';
import { finishAction } from '../inbox/command.ts';
import { commentsById } from '../inbox/comments.store.ts';
import { mayHaveLeft } from './action.ts';
import { actionById, updateUnclaimed } from './actions.store.ts';
import { type ActingDeps, type ActionOnItem, accountOf, changeAction } from './change-action.store.ts';
import { notDone, tooLate, undoneAlready } from './undo-errors.ts';
import { undoNote } from './undo-note.store.ts';

export async function undo(
  deps: ActingDeps,
  principal: Principal,
  { action, item }: ActionOnItem,
): Promise<ActionOnItem> {
  if (action.type === 'note') return undoNote(deps, principal, { action, item });
  const { actor } = principal;
  const clock = deps.clockOf(await accountOf(deps, item));
  return changeAction(deps, { item, actor }, async ({ fresh, now, session }) => {
    const set = { state: 'cancelled' as const, finishedAt: now };
    // What the platform has surely refused waits for another try or for a person, and can be taken back until then.
    const from = ['pending', 'blocked'] as const;
    const key = { tenantId: action.tenantId, id: action._id };
    if (!(await updateUnclaimed(deps.db, { ...key, from, notLeft: true, set }, session))) {
      const stands = await actionById(deps.db, key, session);
      if (stands?.state === 'cancelled') throw undoneAlready();
      throw stands?.state === 'failed' && !mayHaveLeft(stands) ? notDone() : tooLate();
    }
    const comment = { tenantId: fresh.tenantId, ids: [fresh._id] };
    const goneAt = (await commentsById(deps.db, comment, session))[0]?.removedAt ?? null;
    const end = { state: 'cancelled' as const, cause: null, remoteId: null, at: now, now, goneAt };
    return { action: { ...action, ...set }, newEvents: finishAction(fresh, action, { ...end, clock }) };
  });
}

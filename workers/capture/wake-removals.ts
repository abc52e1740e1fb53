/** Removals that wait for a picture go on when there is one, or when it is known that there is none for now. */
import { Actions, type StoredAction, updateUnclaimed } from '../../core/actions/actions.store.ts';
import type { CaptureRow } from '../../core/evidence/capture-rows.store.ts';
import type { NewEvent } from '../../core/inbox/event.ts';
import { type ClientSession, transaction } from '../../core/kernel/db.ts';
import type { WorkerDeps } from '../deps.ts';

type WakeDeps = Pick<WorkerDeps, 'db' | 'now' | 'queues'>;

const STOPPED = { state: 'blocked', cause: 'picture-missing' } as const;

const actionsOf = (
  { db }: WakeDeps,
  { tenantId, _id: captureId }: CaptureRow,
  state: Partial<Pick<StoredAction, 'state' | 'cause'>>,
) =>
  Actions(db)
    .find({ tenantId, captureId, ...state } as never)
    .lean<StoredAction[]>();

/** What was stopped for want of the picture is wanted again: in the transaction in which the picture is sealed. */
export async function resumeStopped(
  deps: WakeDeps,
  claimed: CaptureRow,
  session: ClientSession,
): Promise<NewEvent[]> {
  const resumed: NewEvent[] = [];
  for (const { tenantId, _id: actionId, type } of await actionsOf(deps, claimed, STOPPED)) {
    const set = {
      state: 'pending',
      cause: null,
      finishedAt: null,
      notBefore: deps.now(),
      attempts: 0,
    } as const;
    const change = { tenantId, id: actionId, from: ['blocked'] as const, notLeft: true, set };
    if (await updateUnclaimed(deps.db, change, session))
      resumed.push({ type: 'action.requested', data: { actionId, type } });
  }
  return resumed;
}

/** The queue drops a hint whose id it holds already, and it holds the one for when the wait is over. */
const WOKEN = 2000;
const asNew = ({ _id, tenantId, attempts }: StoredAction) => ({ _id, tenantId, attempts: attempts + WOKEN });

/** Killed before this is done: they go on by themselves when their wait is over. */
async function wake(deps: WakeDeps, claimed: CaptureRow): Promise<void> {
  for (const action of await actionsOf(deps, claimed, { state: 'capturing' })) {
    const { tenantId, _id: id } = action;
    const change = { tenantId, id, from: ['capturing'] as const, set: { notBefore: deps.now() } };
    if (await transaction(deps.db, (session) => updateUnclaimed(deps.db, change, session)))
      await deps.queues.hint('act', [asNew(action)]);
  }
  const pending = await actionsOf(deps, claimed, { state: 'pending' });
  await deps.queues.hint('act', pending.map(asNew));
}

/** The part of a settlement that follows on it. */
export const wakeRemovals = (deps: WakeDeps, claimed: CaptureRow) => ({
  afterwards: () => wake(deps, claimed),
});

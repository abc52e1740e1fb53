/**
 * Rule 1, in this one place: nothing is hidden or removed before its record is sealed; what cannot be undone also waits
 * for the picture, at most ten seconds. A picture that is missing then stops it, unless a person lets it go on.
 */
import { NEEDS_CAPTURE, NEEDS_PICTURE } from '../../core/actions/action.ts';
import { ACTION_ROWS, type StoredAction } from '../../core/actions/actions.store.ts';
import { captureRowById } from '../../core/evidence/capture-rows.store.ts';
import { PICTURE_WAIT_MS } from '../../core/evidence/picture-state.ts';
import { isTooLarge } from '../../core/kernel/db.ts';
import { updateRow } from '../../core/kernel/job-rows.ts';
import { sealFor } from '../capture/seal.ts';
import type { WorkerDeps } from '../deps.ts';
import type { Settle } from '../run-row.ts';
import { recordFailed, stoppedForPicture } from './evidence-failed.ts';
import type { Acting } from './settle.ts';

/** `go`: the action as it is held, with its record sealed where it needs one. Else what becomes of its row. */
export type EvidenceFirst = { readonly go: StoredAction } | { readonly settle: Settle<StoredAction> | null };

/** Null: it need not wait any longer, or not at all. */
async function waitOrStop(deps: WorkerDeps, acting: Acting): Promise<Settle<StoredAction> | null> {
  const { claimed } = acting;
  const { tenantId, captureId } = claimed;
  if (!NEEDS_PICTURE.has(claimed.type) || captureId === null || claimed.withoutPicture) return null;
  const row = await captureRowById(deps.db, { tenantId, id: captureId });
  // Sealed before pictures were taken: nothing is to come.
  if (row === null || row.picture === 'taken' || row.picture === 'none-allowed') return null;
  const left = row.createdAt.getTime() + PICTURE_WAIT_MS - deps.now().getTime();
  if (row.picture === 'missing' || left <= 0) return stoppedForPicture(deps, acting);
  return { set: { state: 'capturing', cause: null }, again: left };
}

export async function evidenceFirst(deps: WorkerDeps, acting: Acting): Promise<EvidenceFirst> {
  const { claimed, item, account } = acting;
  if (!NEEDS_CAPTURE.has(claimed.type)) return { go: claimed };
  let held = claimed;
  if (claimed.captureId === null) {
    if (!(await updateRow(deps.db, ACTION_ROWS, { claimed, set: { state: 'capturing' } })))
      return { settle: null };
    try {
      const sealed = await sealFor(deps, claimed, { item, account });
      if (sealed === null) return { settle: null };
      held = sealed;
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      deps.log.error({ err: error, actionId: claimed._id }, 'a record is too large to be sealed');
      return { settle: recordFailed(deps, acting) };
    }
    const { tenantId, captureId } = held;
    await deps.queues.hint('capture', [{ _id: captureId ?? '', tenantId, attempts: 0 }]);
  }
  const settle = await waitOrStop(deps, { ...acting, claimed: held });
  return settle === null ? { go: held } : { settle };
}

/** What becomes of an action that is stored already: taken back, or tried again. */

import { setOutgoing } from '../../../core/accounts/accounts.store.ts';
import type { Principal } from '../../../core/accounts/people.store.ts';
import { updateUnclaimed } from '../../../core/actions/actions.store.ts';
import { finishAction } from '../../../core/inbox/command.ts';
import { invalid, UppsiktError } from '../../../core/kernel/errors.ts';
import { awaitsConsent } from '../../../core/moderation/disinformation.ts';
import type { ServerDeps } from '../../deps.ts';
import { type ActionOnItem, accountOf, changeAction } from './change-action.ts';

const tooLate = (): UppsiktError =>
  new UppsiktError({ code: 'too_late', status: 409, message: 'It has left the machine already.' });

export async function undo(
  deps: ServerDeps,
  { actor }: Principal,
  { action, item }: ActionOnItem,
): Promise<ActionOnItem> {
  const clock = deps.clockOf(await accountOf(deps, item));
  return changeAction(deps, { item, actor }, async ({ fresh, now, session }) => {
    const set = { state: 'cancelled' as const, finishedAt: now };
    // What waits for a second person can be taken back, by whoever asked or refuses.
    const from = awaitsConsent(action) ? (['blocked'] as const) : (['pending'] as const);
    const key = { tenantId: action.tenantId, id: action._id, from };
    if (action.sentAt !== null || !(await updateUnclaimed(deps.db, { ...key, set }, session)))
      throw tooLate();
    const end = { state: 'cancelled' as const, cause: null, remoteId: null, at: now, now };
    return { action: { ...action, ...set }, newEvents: finishAction(fresh, action, { ...end, clock }) };
  });
}

export async function retry(
  deps: ServerDeps,
  { actor }: Principal,
  { action, item }: ActionOnItem,
): Promise<ActionOnItem> {
  if (awaitsConsent(action)) throw invalid('A second person must agree to it first.');
  const account = await accountOf(deps, item);
  return changeAction(deps, { item, actor }, async ({ now, session }) => {
    // A reply that may have left the machine is looked for before it is sent again.
    const state = action.type === 'reply' && action.sentAt !== null ? 'unknown' : 'pending';
    const set = { state, cause: null, finishedAt: null, notBefore: now, attempts: 0 } as const;
    const key = { tenantId: action.tenantId, id: action._id, from: ['blocked', 'failed'] as const };
    if (!(await updateUnclaimed(deps.db, { ...key, set }, session)))
      throw invalid('Only a blocked or failed action.');
    await setOutgoing(deps.db, { tenantId: account.tenantId, id: account._id, outgoing: 'active' }, session);
    const requested = { actionId: action._id, type: action.type };
    return { action: { ...action, ...set }, newEvents: [{ type: 'action.requested', data: requested }] };
  });
}

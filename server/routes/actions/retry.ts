/** A stored action that is tried again. */

import { setOutgoing } from '../../../core/accounts/accounts.store.ts';
import type { Principal } from '../../../core/accounts/people.store.ts';
import { mayHaveLeft } from '../../../core/actions/action.ts';
import { type StoredAction, updateUnclaimed } from '../../../core/actions/actions.store.ts';
import { type ActionOnItem, accountOf, changeAction } from '../../../core/actions/change-action.store.ts';
import { seenText } from '../../../core/actions/seen-text.ts';
import type { NewEvent } from '../../../core/inbox/event.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { presentItem } from '../../../core/inbox/present.ts';
import { may } from '../../../core/kernel/authorise.ts';
import { editedSince, forbidden, invalid, stale } from '../../../core/kernel/errors.ts';
import { awaitsConsent, needsConsent } from '../../../core/moderation/disinformation.ts';
import type { ServerDeps } from '../../deps.ts';

/** The person stands by it, with the text before them that now stands: its record is sealed anew. */
const decidedAnew = ({ renewals = 0 }: StoredAction, fresh: Item) => ({
  ...seenText(fresh),
  renewals: renewals + 1,
  captureId: null,
});

/** Only what a law asks for, and only by those who answer for it: the picture cannot be taken afterwards. */
function assertMayGoOn({ scope }: Principal, { cause, removal }: StoredAction): void {
  if (!may(scope, 'removals:without-picture')) throw forbidden();
  if (cause !== 'picture-missing') throw invalid('It does not wait for a picture.');
  if (removal?.axis !== 'legalDuty')
    throw invalid('Only a removal for legal duty goes on without its picture.');
}

export async function retry(
  deps: ServerDeps,
  principal: Principal,
  {
    action,
    item,
    version,
    withoutPicture,
  }: ActionOnItem & { readonly version: number | undefined; readonly withoutPicture: boolean },
): Promise<ActionOnItem> {
  const { actor } = principal;
  if (withoutPicture) assertMayGoOn(principal, action);
  if (awaitsConsent(action)) throw invalid('A second person must agree to it first.');
  const isAsked = action.cause === 'edited-since';
  // The second person agreed to the text that is gone.
  if (isAsked && needsConsent(action.removal)) throw editedSince();
  const account = await accountOf(deps, item);
  return changeAction(deps, { item, actor }, async ({ fresh, now, session }) => {
    if (version !== undefined && version !== fresh.version) throw stale(presentItem(fresh, now));
    // A reply that may have left the machine is looked for before it is sent again.
    const state = action.type === 'reply' && mayHaveLeft(action) ? 'unknown' : 'pending';
    const set = {
      state,
      cause: null,
      finishedAt: null,
      notBefore: now,
      attempts: 0,
      ...(isAsked ? decidedAnew(action, fresh) : {}),
      ...(withoutPicture ? { withoutPicture: { by: actor, at: now } } : {}),
    } as const;
    const key = { tenantId: action.tenantId, id: action._id, from: ['blocked', 'failed'] as const };
    if (!(await updateUnclaimed(deps.db, { ...key, set }, session)))
      throw invalid('Only a blocked or failed action.');
    await setOutgoing(deps.db, { tenantId: account.tenantId, id: account._id, outgoing: 'active' }, session);
    const requested = { actionId: action._id, type: action.type };
    const newEvents: NewEvent[] = [{ type: 'action.requested', data: requested }];
    if (withoutPicture)
      newEvents.unshift({ type: 'removal.without-picture', data: { actionId: action._id } });
    return { action: { ...action, ...set }, newEvents };
  });
}

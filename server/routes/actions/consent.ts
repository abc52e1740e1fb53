/** The second person's word on a removal that one may not decide alone. */

import { namesOf, type Principal } from '../../../core/accounts/people.store.ts';
import { UNDOABLE } from '../../../core/actions/action.ts';
import { actionsOfItem, updateUnclaimed } from '../../../core/actions/actions.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { invalid } from '../../../core/kernel/errors.ts';
import { awaitsConsent, consentTo } from '../../../core/moderation/disinformation.ts';
import { maskPersonalData } from '../../../core/moderation/personal-data.ts';
import type { ServerDeps } from '../../deps.ts';
import { type ActionOnItem, changeAction } from './change-action.ts';

/** The action goes on as if it had been asked for now. */
export function consent(
  deps: ServerDeps,
  { actor }: Principal,
  { action, item }: ActionOnItem,
): Promise<ActionOnItem> {
  return changeAction(deps, { item, actor }, async ({ fresh, now, session }) => {
    const newEvents = consentTo(action, actor, fresh);
    const undoMs = UNDOABLE.has(action.type) ? deps.settings.undoSeconds * 1000 : 0;
    const notBefore = new Date(now.getTime() + undoMs);
    const consented = { by: actor, at: now };
    const set = { state: 'pending', cause: null, finishedAt: null, notBefore, consent: consented } as const;
    const key = { tenantId: action.tenantId, id: action._id, from: ['blocked'] as const };
    if (!(await updateUnclaimed(deps.db, { ...key, set }, session)))
      throw invalid('Nothing waits for a second person here.');
    return { action: { ...action, ...set }, newEvents };
  });
}

/** What of the item waits for a second person: who asked, when, and the reason in full. */
export async function waitingConsents(deps: ServerDeps, item: Item) {
  if (!item.actions.some(awaitsConsent)) return [];
  const { tenantId, _id: itemId } = item;
  const waiting = (await actionsOfItem(deps.db, { tenantId, itemId })).filter(awaitsConsent);
  const names = await namesOf(deps.db, { tenantId, ids: waiting.map(({ actor }) => actor.id) });
  return waiting.flatMap(({ _id, type, actor, createdAt, removal }) =>
    removal?.claim
      ? [
          {
            actionId: _id,
            type,
            by: { id: actor.id, name: names.get(actor.id) ?? null },
            at: createdAt.toISOString(),
            claim: { ...removal.claim },
            note: removal.note === null ? null : maskPersonalData(removal.note),
          },
        ]
      : [],
  );
}

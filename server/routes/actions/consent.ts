/** The second person's word on a removal that one may not decide alone. */

import { namesOf, type Principal } from '../../../core/accounts/people.store.ts';
import { UNDOABLE } from '../../../core/actions/action.ts';
import { actionsOfItem, type StoredAction, updateUnclaimed } from '../../../core/actions/actions.store.ts';
import { recordNewEvents } from '../../../core/inbox/change-item.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { itemById } from '../../../core/inbox/items.store.ts';
import { authorise } from '../../../core/kernel/authorise.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { invalid, notFound } from '../../../core/kernel/errors.ts';
import { awaitsConsent, consentTo } from '../../../core/moderation/disinformation.ts';
import { maskPersonalData } from '../../../core/moderation/personal-data.ts';
import type { ServerDeps } from '../../deps.ts';

/** The action goes on as if it had been asked for now. */
export function consent(
  deps: ServerDeps,
  principal: Principal,
  { action, item }: { action: StoredAction; item: Item },
): Promise<{ action: StoredAction; item: Item }> {
  authorise(principal.scope, 'items:act', item.accountId);
  return transaction(deps.db, async (session) => {
    const now = deps.now();
    const fresh = await itemById(deps.db, { tenantId: item.tenantId, id: item._id }, session);
    if (fresh === null) throw notFound('item');
    const newEvents = consentTo(action, principal.actor, fresh);
    const waits = UNDOABLE.has(action.type) ? deps.settings.undoSeconds * 1000 : 0;
    const consented = { by: principal.actor, at: now };
    const notBefore = new Date(now.getTime() + waits);
    const set = { state: 'pending', cause: null, finishedAt: null, notBefore, consent: consented } as const;
    const key = { tenantId: action.tenantId, id: action._id, from: ['blocked'] as const };
    if (!(await updateUnclaimed(deps.db, { ...key, set }, session)))
      throw invalid('Nothing waits for a second person here.');
    const by = { newEvents: newEvents, actor: principal.actor, at: now, session };
    return { action: { ...action, ...set }, item: await recordNewEvents(deps.db, fresh, by) };
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

/** The second person's word on a removal that one may not decide alone. */

import { namesOf, type Principal } from '../../../core/accounts/people.store.ts';
import { isOutward, UNDOABLE } from '../../../core/actions/action.ts';
import { actionsOfItem, type StoredAction, updateUnclaimed } from '../../../core/actions/actions.store.ts';
import { type ActionOnItem, accountOf, changeAction } from '../../../core/actions/change-action.store.ts';
import type { WorkingClock } from '../../../core/deadlines/clock.ts';
import { confirmHide } from '../../../core/deadlines/clock-commands.ts';
import { CAPTURE_ROWS, wantedRow } from '../../../core/evidence/capture-rows.store.ts';
import type { NewEvent } from '../../../core/inbox/event.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { invalid } from '../../../core/kernel/errors.ts';
import { requestRows } from '../../../core/kernel/job-rows.ts';
import { awaitsConsent, consentTo } from '../../../core/moderation/disinformation.ts';
import { maskPersonalData } from '../../../core/moderation/personal-data.ts';
import type { ServerDeps } from '../../deps.ts';

/** What was asked for inside the house is done at once: somebody stands behind a hide. */
function confirmedBy(
  fresh: Item,
  { _id: actionId, removal }: StoredAction,
  moment: { now: Date; clock: WorkingClock },
): NewEvent[] {
  const end = { state: 'done', cause: null, remoteId: null, at: moment.now.toISOString() } as const;
  const { reason, axis } = removal ?? {};
  return [
    ...confirmHide(fresh, { reason, axis }, moment),
    { type: 'action.finished', data: { actionId, type: 'confirm', ...end } },
  ];
}

/** The action goes on as if it had been asked for now. */
export async function consent(
  deps: ServerDeps,
  { actor }: Principal,
  { action, item }: ActionOnItem,
): Promise<ActionOnItem> {
  const clock = deps.clockOf(await accountOf(deps, item));
  return changeAction(deps, { item, actor }, async ({ fresh, now, session }) => {
    const agreed = consentTo(action, actor, fresh);
    const goesOut = isOutward(action.type);
    const newEvents = goesOut ? agreed : [...agreed, ...confirmedBy(fresh, action, { now, clock })];
    const undoMs = UNDOABLE.has(action.type) ? deps.settings.undoSeconds * 1000 : 0;
    const notBefore = new Date(now.getTime() + undoMs);
    const consented = { by: actor, at: now };
    const rows = goesOut ? [] : [wantedRow(fresh, action)];
    const captures = await requestRows(deps.db, CAPTURE_ROWS, { rows, session, now });
    const set = {
      state: goesOut ? 'pending' : 'done',
      cause: null,
      finishedAt: goesOut ? null : now,
      notBefore,
      consent: consented,
    } as const;
    const key = { tenantId: action.tenantId, id: action._id, from: ['blocked'] as const };
    if (!(await updateUnclaimed(deps.db, { ...key, set }, session)))
      throw invalid('Nothing waits for a second person here.');
    return { action: { ...action, ...set }, newEvents, captures };
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

/** Actions that are still to go out say which text they were decided on: what stood when they were asked for. */

import { OPEN_ACTION_STATES, OUTWARD_ACTIONS } from '../actions/action.ts';
import { Actions, type StoredAction } from '../actions/actions.store.ts';
import type { EventOf } from '../inbox/event.ts';
import { Events } from '../inbox/events.store.ts';
import { type Db, overAllTenants } from '../kernel/db.ts';

const WHY = 'a migration brings the whole installation to its shape';
const TEXTS = ['comment.received', 'comment.edited', 'comment.older-revision'] as const;

/** How many revisions the item's text had at that moment. */
async function revisionAt(db: Db, { tenantId, itemId, createdAt }: StoredAction): Promise<number | null> {
  const last = await Events(db)
    .findOne({ tenantId, itemId, type: { $in: [...TEXTS] }, at: { $lte: createdAt } })
    .sort({ seq: -1 })
    .lean<EventOf<'comment.edited'>>();
  return last?.data.revision ?? null;
}

export async function keepSeenText(db: Db): Promise<void> {
  const states = [...OPEN_ACTION_STATES, 'blocked', 'failed'] as const;
  const actions = Actions(db)
    .find(
      { type: { $in: [...OUTWARD_ACTIONS] }, state: { $in: [...states] }, revision: { $exists: false } },
      null,
      overAllTenants(WHY),
    )
    .lean<StoredAction[]>()
    .cursor() as unknown as AsyncIterable<StoredAction>;
  for await (const action of actions) {
    const { tenantId, _id } = action;
    const revision = await revisionAt(db, action);
    if (revision !== null) await Actions(db).updateOne({ tenantId, _id }, { $set: { revision } });
  }
  // A reply that may have left was `unknown`: one that waits for another try was surely refused.
  await Actions(db).updateMany(
    { type: 'reply', state: 'pending', sentAt: { $ne: null } },
    { $set: { refused: true } },
    overAllTenants(WHY),
  );
}

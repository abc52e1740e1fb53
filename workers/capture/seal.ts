/** Seals the record that a removal waits for: nothing is hidden or deleted before this is on disk (rule 1). */

import type { Account } from '../../core/accounts/account.ts';
import { ACTION_ROWS, type StoredAction } from '../../core/actions/actions.store.ts';
import { sealCapture } from '../../core/evidence/capture.ts';
import { appendCapture } from '../../core/evidence/captures.store.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { transaction } from '../../core/kernel/db.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import { updateRow } from '../../core/kernel/job-rows.ts';
import type { WorkerDeps } from '../deps.ts';
import { captureRecord } from './record.ts';

const TOOL = 'uppsikt';

/**
 * Seals the item's record for a claimed action. The capture's id derives from the action, and from how often it was
 * decided, so a second run finds the first one's. Null: the claim was lost.
 */
export async function sealFor(
  deps: WorkerDeps,
  claimed: StoredAction,
  subject: { item: Item; account: Account },
): Promise<StoredAction | null> {
  const { renewals = 0 } = claimed;
  const captureId = derivedId(claimed._id, 'capture', ...(renewals === 0 ? [] : [String(renewals)]));
  const { account } = subject;
  const record = await captureRecord(deps, { ...subject, action: claimed });
  return transaction(deps.db, async (session) => {
    const now = deps.now();
    const item = await itemById(deps.db, { tenantId: claimed.tenantId, id: claimed.itemId }, session);
    if (item === null) throw new Error('An action without its item.');
    if (!(await updateRow(deps.db, ACTION_ROWS, { claimed, set: { captureId }, session }))) return null;
    if (item.captures.some(({ id }) => id === captureId)) return { ...claimed, captureId };
    const sealed = sealCapture(record, {
      at: now.toISOString(),
      captureId,
      tenant: claimed.tenantId,
      tool: TOOL,
      account: {
        platform: account.platform,
        externalId: account.externalId,
        name: account.name,
        board: account.board,
      },
      object: { kind: item.kind, externalId: item.externalId, permalink: item.permalink },
    });
    const { tenantId, accountId, itemId } = claimed;
    await appendCapture(
      deps.db,
      { _id: captureId, tenantId, accountId, itemId, sealedAt: now, ...sealed },
      session,
    );
    await recordNewEvents(deps.db, item, {
      newEvents: [{ type: 'capture.sealed', data: { captureId, manifestSha256: sealed.manifestSha256 } }],
      actor: { kind: 'machine', id: 'capture' },
      at: now,
      session,
    });
    return { ...claimed, captureId };
  });
}

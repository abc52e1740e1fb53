/** Seals the record that a removal waits for: nothing is hidden or deleted before this is on disk (rule 1). */

import type { Account } from '../../core/accounts/account.ts';
import { ACTION_ROWS, type StoredAction } from '../../core/actions/actions.store.ts';
import { type CaptureFacts, RECORD_FORMAT, sealCapture } from '../../core/evidence/capture.ts';
import { CAPTURE_ROWS, sealedRow } from '../../core/evidence/capture-rows.store.ts';
import { appendCapture } from '../../core/evidence/captures.store.ts';
import { causeOfAction } from '../../core/evidence/cause.ts';
import { SOFTWARE } from '../../core/evidence/software.ts';
import { recordNewEvents } from '../../core/inbox/change-item.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemById } from '../../core/inbox/items.store.ts';
import { isKeptOut, isWithheld } from '../../core/inbox/withheld.ts';
import { type ClientSession, transaction } from '../../core/kernel/db.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import { requestRows, updateRow } from '../../core/kernel/job-rows.ts';
import type { WorkerDeps } from '../deps.ts';
import { type CaptureSubject, captureRecord, isWithoutContent } from './record.ts';

interface Seal extends CaptureSubject {
  readonly captureId: string;
  readonly record: Awaited<ReturnType<typeof captureRecord>>;
  readonly session: ClientSession;
}

function factsOf({ captureId, item, account, cause }: Seal, now: Date): CaptureFacts {
  const { platform, externalId, name, board, country } = account;
  return {
    at: now.toISOString(),
    captureId,
    tenant: item.tenantId,
    record: RECORD_FORMAT,
    software: SOFTWARE,
    account: { platform, externalId, name, board, country },
    board: item.board,
    object: {
      kind: item.kind,
      externalId: item.externalId,
      parentExternalId: item.parentId,
      postExternalId: item.postId,
      permalink: item.permalink,
    },
    withoutContent: isWithoutContent({ item, cause }),
  };
}

/** Seals a record within the transaction of what asks for it, and tells the item. */
export async function sealRecord(deps: Pick<WorkerDeps, 'db' | 'now'>, seal: Seal): Promise<Item> {
  const { captureId, record, item, session } = seal;
  const now = deps.now();
  const sealed = sealCapture(record, factsOf(seal, now));
  const { tenantId, accountId, _id: itemId } = item;
  const { manifestSha256 } = sealed;
  const picture = isWithoutContent(seal) ? 'none-allowed' : 'waiting';
  await appendCapture(
    deps.db,
    { _id: captureId, tenantId, accountId, itemId, sealedAt: now, ...sealed },
    session,
  );
  return recordNewEvents(deps.db, item, {
    newEvents: [{ type: 'capture.sealed', data: { captureId, manifestSha256, picture } }],
    actor: { kind: 'machine', id: 'capture' },
    at: now,
    session,
  });
}

/** Kept out of the records since the record was put together: it must be put together anew. */
export function assertStillSealable(before: Item, after: Item): void {
  if (isWithheld(after) !== isWithheld(before) || isKeptOut(after) !== isKeptOut(before))
    throw new Error('What may be sealed has changed meanwhile.');
}

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
  const cause = causeOfAction(claimed);
  const record = await captureRecord(deps, { ...subject, cause });
  return transaction(deps.db, async (session) => {
    const item = await itemById(deps.db, { tenantId: claimed.tenantId, id: claimed.itemId }, session);
    if (item === null) throw new Error('An action without its item.');
    assertStillSealable(subject.item, item);
    if (!(await updateRow(deps.db, ACTION_ROWS, { claimed, set: { captureId }, session }))) return null;
    if (item.captures.some(({ id }) => id === captureId)) return { ...claimed, captureId };
    await sealRecord(deps, { captureId, record, item, account: subject.account, cause, session });
    const { tenantId, accountId, _id: itemId } = item;
    const now = deps.now();
    const isDrawable = !isWithoutContent({ item, cause });
    const row = { tenantId, accountId, itemId, createdAt: now, isDrawable };
    await requestRows(deps.db, CAPTURE_ROWS, { rows: [sealedRow(captureId, cause, row)], session, now });
    return { ...claimed, captureId };
  });
}

/** A masked number in clear, for a person who needs it: one at a time, and never without a trace. */

import type { Principal } from '../../../core/accounts/people.store.ts';
import { recordNewEvents } from '../../../core/inbox/change-item.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { itemById } from '../../../core/inbox/items.store.ts';
import { presentItem } from '../../../core/inbox/present.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { invalid, stale } from '../../../core/kernel/errors.ts';
import { maskedSpans } from '../../../core/moderation/personal-data.ts';
import type { ServerDeps } from '../../deps.ts';

export interface MaskedNumber {
  readonly item: Item;
  readonly revision: number;
  readonly start: number;
  readonly end: number;
}

/** The event is stored before the number is said: whoever saw it stands in the item's line. */
export function reveal(
  deps: ServerDeps,
  { actor }: Principal,
  { item, revision, start, end }: MaskedNumber,
): Promise<string> {
  return transaction(deps.db, async (session) => {
    const fresh = await itemById(deps.db, { tenantId: item.tenantId, id: item._id }, session);
    if (fresh === null || fresh.revision !== revision) throw stale(presentItem(fresh ?? item, deps.now()));
    const span = maskedSpans(fresh.text).find((masked) => masked.start === start && masked.end === end);
    if (span === undefined) throw invalid('No masked number stands there.');
    await recordNewEvents(deps.db, fresh, {
      newEvents: [{ type: 'item.revealed', data: { kind: span.kind, revision } }],
      actor,
      at: deps.now(),
      session,
    });
    return fresh.text.slice(start, end);
  });
}

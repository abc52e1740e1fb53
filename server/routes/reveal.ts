/** A masked number in clear, for a person who needs it: one at a time, and never without a trace. */

import { presentItem } from '../../core/contract/present.ts';
import { invalid, stale } from '../../core/domain/errors.ts';
import type { Item } from '../../core/domain/item.ts';
import { maskedSpans } from '../../core/domain/personal-data.ts';
import { authorise } from '../../core/policy/authorise.ts';
import { itemById, recordHappenings } from '../../core/store/change-item.ts';
import { transaction } from '../../core/store/db.ts';
import type { Principal } from '../../core/store/people.ts';
import type { ServerDeps } from '../deps.ts';

export interface Wanted {
  readonly revision: number;
  readonly start: number;
  readonly end: number;
}

/** The event is stored before the number is said: whoever saw it stands in the item's line. */
export function reveal(deps: ServerDeps, principal: Principal, item: Item, wanted: Wanted): Promise<string> {
  authorise(principal.scope, 'personal-data:reveal', item.accountId);
  const { revision, start, end } = wanted;
  return transaction(deps.db, async (session) => {
    const fresh = await itemById(deps.db, { tenantId: item.tenantId, id: item._id }, session);
    if (fresh === null || fresh.revision !== revision) throw stale(presentItem(fresh ?? item, deps.now()));
    const span = maskedSpans(fresh.text).find((one) => one.start === start && one.end === end);
    if (span === undefined) throw invalid('No masked number stands there.');
    await recordHappenings(deps.db, fresh, {
      happenings: [{ type: 'item.revealed', data: { kind: span.kind, revision } }],
      actor: principal.actor,
      at: deps.now(),
      session,
    });
    return fresh.text.slice(start, end);
  });
}

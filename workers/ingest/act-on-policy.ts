/** What the policy in force asks for is stored with its cause: the machine's hides of a batch, as events and rows. */

import type { StoredAction } from '../../core/actions/actions.store.ts';
import { applyNewEvents } from '../../core/inbox/apply-new-events.ts';
import type { InboxWrite } from '../../core/inbox/change-item.store.ts';
import type { ClientSession } from '../../core/kernel/db.ts';
import { currentHouseRules } from '../../core/moderation/house-rules.store.ts';
import { machineHide, POLICY_ACTOR, wantsHide } from '../../core/moderation/machine-hide.ts';
import type { WorkerDeps } from '../deps.ts';
import type { Assessed, Folded } from './fold.ts';

interface Acted {
  readonly write: InboxWrite;
  readonly actions: readonly StoredAction[];
}

/** The versions of the house rules that removals on these accounts cite. */
async function rulesVersions(
  deps: Pick<WorkerDeps, 'db'>,
  hides: readonly Assessed[],
  session: ClientSession,
) {
  const versions = new Map<string, number | null>();
  for (const { account } of hides) {
    if (versions.has(account._id)) continue;
    const key = { tenantId: account.tenantId, accountId: account._id };
    versions.set(account._id, (await currentHouseRules(deps.db, key, session))?.version ?? null);
  }
  return versions;
}

/** Reads nothing where the policy asks for nothing, which is nearly always. */
export async function actOnPolicy(
  deps: Pick<WorkerDeps, 'db' | 'clockOf'>,
  { write, assessed }: Folded,
  { now, session }: { now: Date; session: ClientSession },
): Promise<Acted> {
  const hides = assessed.filter(({ item, assessment, account }) => wantsHide(item, assessment, account));
  if (hides.length === 0) return { write, actions: [] };
  const versions = await rulesVersions(deps, hides, session);
  const changed = new Map(write.items.map((entry) => [entry.after._id, entry]));
  const events = [...write.events];
  const actions: StoredAction[] = [];
  for (const { item, assessment, account } of hides) {
    const rulesVersion = versions.get(account._id) ?? null;
    const clock = deps.clockOf(account);
    const commanded = machineHide(item, assessment, { account, rulesVersion, now, clock });
    const entry = changed.get(item._id);
    if (commanded === null || entry === undefined) continue;
    const applied = applyNewEvents(entry.after, commanded.newEvents, { actor: POLICY_ACTOR, at: now });
    changed.set(item._id, { before: entry.before, after: applied.item });
    events.push(...applied.events);
    actions.push({ ...commanded.action, idempotencyKey: null });
  }
  return { write: { ...write, items: [...changed.values()], events }, actions };
}

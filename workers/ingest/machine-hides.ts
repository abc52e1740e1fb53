import { insertActions, type StoredAction } from '../../core/actions/actions.store.ts';
import { applyNewEvents } from '../../core/inbox/apply-new-events.ts';
import type { InboxWrite } from '../../core/inbox/change-item.store.ts';
import type { ClientSession, Db } from '../../core/kernel/db.ts';
import { currentHouseRules } from '../../core/moderation/house-rules.store.ts';
import { machineHide, POLICY_ACTOR, wantsHide } from '../../core/moderation/machine-hide.ts';
import type { WorkerDeps } from '../deps.ts';
import type { AssessedItem } from './apply.ts';
import type { StartedPart } from './batch.ts';

/** The versions of the house rules that removals on these accounts cite. */
async function rulesVersions(db: Db, hides: readonly AssessedItem[], session: ClientSession) {
  const versions = new Map<string, number | null>();
  for (const { account } of hides) {
    if (versions.has(account._id)) continue;
    const key = { tenantId: account.tenantId, accountId: account._id };
    versions.set(account._id, (await currentHouseRules(db, key, session))?.version ?? null);
  }
  return versions;
}

/** As events and rows. Reads nothing where the policy asks for nothing, which is nearly always. */
export async function askForMachineHides(
  deps: Pick<WorkerDeps, 'db' | 'clockOf'>,
  state: StartedPart & { readonly write: InboxWrite; readonly assessed: readonly AssessedItem[] },
): Promise<{ readonly write: InboxWrite; readonly actions: readonly StoredAction[] }> {
  const { write, assessed, now, session } = state;
  const hides = assessed.filter(({ item, assessment, account }) => wantsHide(item, assessment, account));
  if (hides.length === 0) return { write, actions: [] };
  const versions = await rulesVersions(deps.db, hides, session);
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
  await insertActions(deps.db, actions, session);
  return { write: { ...write, items: [...changed.values()], events }, actions };
}

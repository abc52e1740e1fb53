import { accountById } from '../../../core/accounts/accounts.store.ts';
import { namesOf } from '../../../core/accounts/people.store.ts';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import {
  type NewPolicy,
  policiesOf,
  policyHistoryOf,
  type StoredPolicy,
  setDeadlinePolicy,
} from '../../../core/deadlines/deadline-policies.store.ts';
import { previewPolicy } from '../../../core/deadlines/policy-preview.store.ts';
import { sees, seesAll } from '../../../core/kernel/authorise.ts';
import { forbidden, invalid, notFound } from '../../../core/kernel/errors.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import { deadlineSummary } from '../../../core/monitoring/deadline-stats.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';

const DEFAULT_PERIOD_MS = 30 * DAY_MS;
const HISTORY = 200;

function present({ accountId, policy, createdAt }: StoredPolicy) {
  const { version, ...rest } = policy;
  return {
    accountId,
    version,
    createdAt: createdAt.toISOString(),
    // Plain JSON, read-only in here; the contract's type is mutable.
    policy: structuredClone(rest) as never,
  };
}

/** The account must be the caller's to set; for the whole municipality, the caller must see all of it. */
export async function assertMaySet(deps: ServerDeps, scope: Scope, accountId: string | null): Promise<void> {
  if (accountId === null) {
    if (!seesAll(scope)) throw forbidden('This needs access to every account.');
    return;
  }
  if (
    !sees(scope, accountId) ||
    (await accountById(deps.db, { tenantId: scope.tenantId, id: accountId })) === null
  )
    throw notFound('account');
}

type DeadlineRoutes =
  | 'summariseDeadlines'
  | 'listDeadlinePolicies'
  | 'listDeadlinePolicyVersions'
  | 'previewDeadlinePolicy'
  | 'setDeadlinePolicy';

export function deadlineHandlers(deps: ServerDeps): Pick<Handlers, DeadlineRoutes> {
  return {
    async listDeadlinePolicyVersions({ principal: { scope }, query }) {
      const accountId = query.accountId ?? null;
      if (accountId !== null) await assertMaySet(deps, scope, accountId);
      const { tenantId } = scope;
      const stored = await policyHistoryOf(deps.db, { tenantId, accountId, limit: HISTORY });
      const names = await namesOf(deps.db, { tenantId, ids: stored.map(({ by }) => by.id) });
      return {
        versions: stored.map((version) => ({
          ...present(version),
          by: { kind: version.by.kind, id: version.by.id, name: names.get(version.by.id) ?? null },
          inForce: version.current,
        })),
      };
    },
    previewDeadlinePolicy({ principal, body }) {
      const { accountId, moment } = body;
      const policy = body.policy as NewPolicy;
      const chosen = moment == null ? null : new Date(moment);
      return previewPolicy(deps.db, principal.scope, { accountId, policy, chosen, now: deps.now() });
    },
    summariseDeadlines({ principal, query }) {
      const now = deps.now();
      const to = query.to === undefined ? now : new Date(query.to);
      const from =
        query.from === undefined ? new Date(to.getTime() - DEFAULT_PERIOD_MS) : new Date(query.from);
      if (from > to) throw invalid('from must not come after to.');
      const { accountId, board } = query;
      return deadlineSummary(deps.db, principal.scope, { from, to, now, accountId, board });
    },
    async listDeadlinePolicies({ principal: { scope } }) {
      const policies = await policiesOf(deps.db, scope.tenantId);
      const visible = ({ accountId }: StoredPolicy) => accountId === null || sees(scope, accountId);
      return { policies: policies.filter(visible).map(present) };
    },
    async setDeadlinePolicy({ principal, body }) {
      const { accountId, basedOn } = body;
      await assertMaySet(deps, principal.scope, accountId);
      const { tenantId } = principal.scope;
      const policy = body.policy as NewPolicy;
      return present(
        await setDeadlinePolicy(deps.db, {
          tenantId,
          accountId,
          policy,
          basedOn,
          by: principal.actor,
          now: deps.now(),
        }),
      );
    },
  };
}

import { namesOf } from '../../../core/accounts/people.store.ts';
import { DAY_MS } from '../../../core/deadlines/civil.ts';
import { sees } from '../../../core/kernel/authorise.ts';
import { invalid } from '../../../core/kernel/errors.ts';
import type { Scope } from '../../../core/kernel/roles.ts';
import {
  moderationHistory,
  moderationInForce,
  type StoredModeration,
  setModerationPolicy,
} from '../../../core/moderation/moderation-policies.store.ts';
import type { ModerationVersionShape, PolicyFile } from '../../../core/moderation/policies.contract.ts';
import { DEFAULT_POLICY, rulesFrom, TEMPLATES } from '../../../core/moderation/policy.ts';
import { tryPolicy } from '../../../core/moderation/policy-trial.store.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { assertMaySet } from '../deadlines/deadlines.ts';

const DEFAULT_PERIOD_MS = 90 * DAY_MS;
const HISTORY = 200;

const rulesOf = ({ base, categories }: PolicyFile) => rulesFrom(base, categories as never);

async function present(
  deps: ServerDeps,
  scope: Scope,
  stored: readonly StoredModeration[],
): Promise<ModerationVersionShape[]> {
  const names = await namesOf(deps.db, { tenantId: scope.tenantId, ids: stored.map(({ by }) => by.id) });
  return stored.map(({ accountId, policy, createdAt, by, current }) => ({
    accountId,
    version: policy.version,
    base: policy.base,
    categories: policy.categories && structuredClone(policy.categories),
    createdAt: createdAt.toISOString(),
    by: { kind: by.kind, id: by.id, name: names.get(by.id) ?? null },
    inForce: current,
  }));
}

const isVisible = (scope: Scope, accountId: string | null): boolean =>
  accountId === null || sees(scope, accountId);

export function policyHandlers(
  deps: ServerDeps,
): Pick<
  Handlers,
  'listModerationPolicies' | 'listPolicyVersions' | 'tryModerationPolicy' | 'setModerationPolicy'
> {
  return {
    async listModerationPolicies({ principal: { scope } }) {
      const all = await moderationInForce(deps.db, scope.tenantId);
      return {
        policies: await present(
          deps,
          scope,
          all.filter(({ accountId }) => isVisible(scope, accountId)),
        ),
        templates: {
          default: structuredClone(TEMPLATES.default.categories),
          strict: structuredClone(TEMPLATES.strict.categories),
        },
        fallback: DEFAULT_POLICY.version,
      };
    },
    async listPolicyVersions({ principal: { scope }, query: { accountId = null } }) {
      if (accountId !== null) await assertMaySet(deps, scope, accountId);
      const key = { tenantId: scope.tenantId, accountId, limit: HISTORY };
      return { versions: await present(deps, scope, await moderationHistory(deps.db, key)) };
    },
    async tryModerationPolicy({ principal: { scope }, body }) {
      const { accountId, limit } = body;
      if (accountId !== null) await assertMaySet(deps, scope, accountId);
      const to = body.to === undefined ? deps.now() : new Date(body.to);
      const from = body.from === undefined ? new Date(to.getTime() - DEFAULT_PERIOD_MS) : new Date(body.from);
      if (from > to) throw invalid('from must not come after to.');
      const policy = body.policy && { version: 'proposed', categories: rulesOf(body.policy) };
      const started = performance.now();
      const trial = await tryPolicy(deps.db, scope, { accountId, policy, from, to, limit });
      const { inForce, now, byCategory, byAccount, changes, ...rest } = trial;
      return {
        ...rest,
        from: from.toISOString(),
        to: to.toISOString(),
        ms: Math.round(performance.now() - started),
        now: { ...now, version: inForce },
        changes: [...changes],
        byAccount: [...byAccount],
        byCategory: byCategory.map((category) => ({ ...category, examples: [...category.examples] })),
      };
    },
    async setModerationPolicy({ principal, body }) {
      const { accountId, policy, basedOn } = body;
      const { scope, actor } = principal;
      await assertMaySet(deps, scope, accountId);
      const stored = await setModerationPolicy(deps.db, {
        tenantId: scope.tenantId,
        accountId,
        policy: { base: policy?.base ?? 'default', categories: policy && rulesOf(policy) },
        basedOn,
        by: actor,
        now: deps.now(),
      });
      const [shown] = await present(deps, scope, [stored]);
      return shown as ModerationVersionShape;
    },
  };
}

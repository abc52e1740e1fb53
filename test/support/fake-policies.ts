/** Moderation policies over memory: versions, a trial, and the ways in which the page can fail. */
import type { Express } from 'express';
import type { ItemShape } from '../../core/inbox/items.contract.ts';
import type { ModerationVersionShape, PolicyTrial } from '../../core/moderation/policies.contract.ts';
import { rulesFrom, TEMPLATES } from '../../core/moderation/policy.ts';
import { CATEGORIES } from '../../core/moderation/verdict.ts';

export interface FakePolicies {
  readonly versions: ModerationVersionShape[];
  readonly asked: { path: string; body: unknown }[];
  mode: 'ok' | 'failing' | 'slow' | 'conflict' | 'no-history';
}

export const fakePolicies = (): FakePolicies => ({ versions: [], asked: [], mode: 'ok' });

/** What makes an item one that the machine has hidden. */
export const HIDDEN_BY_MACHINE: Partial<ItemShape> = {
  status: 'open',
  visibility: 'hidden',
  decision: 'hide',
  machineHide: {
    actionId: 'machine-1',
    policy: 'municipality-1',
    decision: 'hide',
    categories: ['hate', 'threat'],
    state: 'hidden',
  },
};

const none = { none: 0, flag: 0, hold: 0, hide: 0 };

const ACCOUNTS = [
  ['a-fb', 'Uppsikts kommun', null, 12],
  ['a-lib', `Biblioteken ${'i norra kommundelen '.repeat(4)}`, null, 0],
  ['a-off', 'Ungdomsgården', 'no-token', 0],
] as const;

function trialOf(items: number): PolicyTrial {
  const now = new Date();
  const example = { itemId: 'i2', accountId: 'a-fb', now: 'flag', proposed: 'hide' } as const;
  return {
    from: new Date(now.getTime() - 90 * 86_400_000).toISOString(),
    to: now.toISOString(),
    items,
    notClassified: items === 0 ? 0 : 2,
    truncated: false,
    accountsLeftOut: items === 0 ? 0 : 1,
    ms: 12,
    now: { version: 'default-1', decisions: { ...none, none: 1180, flag: 54 }, outOfSight: 0 },
    proposed: { decisions: { ...none, none: 1180, flag: 42, hide: 12 }, outOfSight: 12 },
    perDay: { now: 0, proposed: items === 0 ? 0 : 0.13 },
    byAccount: ACCOUNTS.map(([accountId, name, obstacle, proposed]) => ({
      ...{ accountId, name, obstacle, platform: 'facebook' as const, items: items === 0 ? 0 : 411, now: 0 },
      proposed: items === 0 ? 0 : proposed,
      perDay: { now: 0, proposed: items === 0 ? 0 : proposed / 90 },
    })),
    changes: items === 0 ? [] : [{ from: 'flag', to: 'hide', count: 12 }],
    byCategory: CATEGORIES.map((category) => ({
      category,
      now: { ...none, flag: category === 'insult' ? 40 : 14 },
      proposed: { ...none, flag: category === 'insult' ? 40 : 2, hide: category === 'insult' ? 0 : 12 },
      examples: category === 'threat' ? [example] : [],
    })),
  };
}

export function mountPolicies(app: Express, policies: FakePolicies): void {
  app.use('/api/policies', (request, response, next) => {
    policies.asked.push({ path: request.path, body: request.body });
    const error = (status: number, code: string) =>
      void response.status(status).json({ error: { code, message: code, requestId: 'req-7F3A' } });
    if (policies.mode === 'failing') return error(503, 'unavailable');
    if (policies.mode === 'slow') return void setTimeout(next, 5_000);
    const puts = request.method === 'POST' && request.path === '/';
    if (policies.mode === 'conflict' && puts) return error(409, 'stale_policy');
    return next();
  });
  app.get('/api/policies', (_request, response) => {
    response.json({
      policies: policies.versions.filter(({ inForce }) => inForce),
      templates: { default: TEMPLATES.default.categories, strict: TEMPLATES.strict.categories },
      fallback: 'default-1',
    });
  });
  app.get('/api/policies/history', (request, response) => {
    const accountId = request.query.accountId ?? null;
    const versions = policies.versions.filter((version) => version.accountId === accountId).reverse();
    response.json({ versions });
  });
  app.post('/api/policies/try', (_request, response) => {
    response.json(trialOf(policies.mode === 'no-history' ? 0 : 1234));
  });
  app.post('/api/policies', (request, response) => {
    const { accountId, policy } = request.body;
    const mine = policies.versions.filter((version) => version.accountId === accountId);
    for (const version of mine)
      policies.versions[policies.versions.indexOf(version)] = { ...version, inForce: false };
    const version: ModerationVersionShape = {
      accountId,
      version: `${accountId === null ? 'municipality' : `account-${accountId}`}-${mine.length + 1}`,
      base: policy?.base ?? 'default',
      categories: policy && structuredClone(rulesFrom(policy.base, policy.categories)),
      createdAt: new Date().toISOString(),
      by: { kind: 'person', id: 'p-eva', name: 'Eva Jonsson' },
      inForce: true,
    };
    policies.versions.push(version);
    response.status(201).json(version);
  });
}

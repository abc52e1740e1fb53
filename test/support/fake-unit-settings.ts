/** The settings of the clock and of alarms over memory; what a policy would mean is computed as the server does. */
import type { Express, Response } from 'express';
import { DEFAULT_ALARMS } from '../../core/alarms/alarm-settings.ts';
import type { AlarmSettingsAnswer, AlarmTest } from '../../core/alarms/alarms.contract.ts';
import { clockFor } from '../../core/deadlines/clock.ts';
import { type DeadlinePolicy, PolicyError } from '../../core/deadlines/deadline-policy.ts';
import type { DeadlinePolicyHistory } from '../../core/deadlines/deadlines.contract.ts';
import { previewMoments } from '../../core/deadlines/policy-preview.ts';
import { provePolicy } from '../../core/deadlines/prove-policy.ts';

type Version = DeadlinePolicyHistory['versions'][number];

export interface FakeUnitSettings {
  policies: Version[];
  alarms: AlarmSettingsAnswer;
  /** What became of the test that is asked for next. */
  test: Omit<AlarmTest, 'id'>;
  readonly asked: { path: string; body: unknown }[];
  failing: boolean;
}

export const fakeUnitSettings = (): FakeUnitSettings => ({
  policies: [],
  alarms: {
    settings: structuredClone(DEFAULT_ALARMS) as never,
    webhook: null,
    version: null,
    from: 'default',
    mailServer: true,
  },
  test: { state: 'sent', cause: null, answer: '250 2.0.0 Ok: queued as 4F1' },
  asked: [],
  failing: false,
});

const BY = { kind: 'person', id: 'p1', name: 'Kim Kommunikatör' };

function preview(response: Response, body: { policy: DeadlinePolicy; moment: string | null }): void {
  const policy = { ...body.policy, version: 'preview' };
  try {
    provePolicy(policy, Date.now());
  } catch (error) {
    const field = error instanceof PolicyError ? error.field : null;
    response.status(422).json({ error: { code: 'invalid', message: 'No.', requestId: 'r', field } });
    return;
  }
  const chosen = body.moment === null ? null : Date.parse(body.moment);
  const moments = previewMoments(clockFor(policy), { now: Date.now(), chosen });
  const day = policy.targetMs < 24 * 3_600_000;
  response.json({
    moments: moments.map(({ received, due, ...rest }) => ({
      ...rest,
      received: new Date(received).toISOString(),
      due: new Date(due).toISOString(),
    })),
    effect: {
      accounts: 2,
      open: 217,
      earlier: day ? 180 : 0,
      later: 0,
      newlyOverdue: day ? 12 : 0,
      noLongerOverdue: 0,
      capped: false,
    },
  });
}

export function mountUnitSettings(app: Express, fake: FakeUnitSettings): void {
  app.use(['/api/deadlines/policies', '/api/alarm-settings'], (request, response, next) => {
    fake.asked.push({ path: request.originalUrl, body: request.body });
    if (!fake.failing) return next();
    response.status(503).json({ error: { code: 'unavailable', message: 'No.', requestId: 'req-7F3A' } });
  });
  app.get('/api/deadlines/policies', (_request, response) => {
    const policies = fake.policies.filter(({ inForce }) => inForce);
    response.json({ policies: policies.map(({ by: _by, inForce: _inForce, ...rest }) => rest) });
  });
  app.get('/api/deadlines/policies/history', (_request, response) => {
    response.json({ versions: fake.policies });
  });
  app.post('/api/deadlines/policies/preview', (request, response) => preview(response, request.body));
  app.post('/api/deadlines/policies', (request, response) => {
    const { accountId, policy } = request.body as Pick<Version, 'accountId' | 'policy'>;
    const version = `municipality-${fake.policies.length + 1}`;
    const stored = { accountId, version, createdAt: new Date().toISOString(), policy };
    fake.policies = [
      { ...stored, by: BY, inForce: true },
      ...fake.policies.map((before) => ({ ...before, inForce: false })),
    ];
    response.status(201).json(stored);
  });
  app.get('/api/alarm-settings', (_request, response) => void response.json(fake.alarms));
  app.get('/api/alarm-settings/history', (_request, response) => {
    const { settings, webhook } = fake.alarms;
    const createdAt = new Date().toISOString();
    const version = { version: 1, createdAt, by: BY, settings, webhook, inForce: true };
    response.json({ versions: fake.alarms.from === 'default' ? [] : [version] });
  });
  app.post('/api/alarm-settings', (request, response) => {
    const { settings, webhook } = request.body;
    const shown = webhook && { kind: webhook.kind, host: new URL(webhook.url).hostname };
    fake.alarms = {
      ...fake.alarms,
      settings,
      from: 'own',
      ...(webhook === undefined ? {} : { webhook: shown }),
    };
    response.json(fake.alarms);
  });
  app.post('/api/alarm-settings/test', (_request, response) => {
    response.status(202).json({ id: 't1', state: 'pending', cause: null, answer: null });
  });
  app.get('/api/alarm-settings/tests/:id', (_request, response) => {
    response.json({ id: 't1', ...fake.test });
  });
}

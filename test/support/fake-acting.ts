/** Acting on items of the fake: what each request makes of the row. */
import type { Express } from 'express';
import type { ActionRequest } from '../../core/actions/actions.contract.ts';
import type { ItemShape } from '../../core/inbox/items.contract.ts';
import { type FakeApi, fail, me } from './fake-api-shape.ts';

type Correct = Extract<ActionRequest, { type: 'correct' }>;
/** As `afterCorrection` of the domain does it. */
function fakeCorrections(item: ItemShape, body: Correct, by: ItemShape['corrections'][number]['by']) {
  const { category, as, other = null } = body;
  const rest = item.corrections.filter((correction) => correction.category !== category);
  if (as === 'withdrawn') return rest;
  const { score = null, level = null } = item.verdicts.find((verdict) => verdict.category === category) ?? {};
  const judged = { classifier: 'text-1', revision: item.revision, score, level };
  return [...rest, { category, as, other, by, at: new Date().toISOString(), ...judged }];
}

function effect(item: ItemShape, body: ActionRequest, actionId: string): Partial<ItemShape> {
  switch (body.type) {
    case 'close':
      return { status: 'closed', closeReason: body.reason };
    case 'reopen':
      return { status: 'open', closeReason: null, deadline: { ...item.deadline, state: 'running' } };
    case 'wait':
      return { status: 'waiting', deadline: { ...item.deadline, state: 'paused' } };
    case 'count':
      return { deadline: { ...item.deadline, counts: body.counts } };
    case 'confirm':
      return { status: 'closed', closeReason: 'removed' };
    case 'assign':
      return { assignee: body.to };
    case 'snooze':
      return { status: 'snoozed', snoozedUntil: body.until };
    case 'register':
      return {
        recordsOutcome: body.outcome === 'withdrawn' ? null : body.outcome,
        recordsReference: body.reference ?? null,
      };
    case 'correct':
      return { corrections: fakeCorrections(item, body, { kind: 'person', id: me }) };
    case 'reply':
    case 'hide':
    case 'unhide':
    case 'delete':
      return { actions: [...item.actions, { id: actionId, type: body.type, state: 'pending', cause: null }] };
    default:
      return {};
  }
}

export function mountActing(app: Express, api: FakeApi): void {
  const actionOf = (id: string, itemId: string, type: string, state: string) => {
    const now = Date.now();
    const waits = ['reply', 'delete'].includes(type) ? 10_000 : 0;
    return {
      id,
      itemId,
      type,
      state,
      cause: null,
      actor: { kind: 'person', id: me },
      createdAt: new Date(now).toISOString(),
      notBefore: new Date(now + waits).toISOString(),
      finishedAt: null,
      remoteId: null,
      captureId: null,
    };
  };
  app.post('/api/items/:id/seen', (request, response) => {
    const item = api.items.find(({ id }) => id === request.params.id);
    // Quiet, as in the product: nobody's answer is stale because a colleague looked.
    if (item?.firstSeenAt === null)
      api.change(item.id, { firstSeenAt: new Date().toISOString(), version: item.version });
    response.json({});
  });
  app.post('/api/items/:id/actions', (request, response) => {
    const itemId = String(request.params.id);
    const body = request.body as ActionRequest;
    const item = api.items.find(({ id }) => id === itemId);
    if (!item) return fail(response, 404, 'not_found');
    if (api.mode === 'stale') {
      api.mode = 'ok';
      const present = api.change(itemId, { assignee: 'p-mats', status: 'waiting' });
      return fail(response, 409, 'stale', { item: present });
    }
    if (body.version !== item.version) return fail(response, 409, 'stale', { item });
    if (body.type === 'reply' && !body.anyway && api.answers.has(itemId))
      return fail(response, 409, 'answered_already', { item });
    api.requests.push({ itemId, body, key: request.get('idempotency-key') });
    const actionId = `act-${api.requests.length}`;
    const changed = api.change(itemId, effect(item, body, actionId));
    return void response
      .status(202)
      .json({ action: actionOf(actionId, itemId, body.type, 'pending'), item: changed });
  });
  app.delete('/api/actions/:id', (request, response) => {
    const item = api.items.find(({ actions }) => actions.some(({ id }) => id === request.params.id));
    const noted = api.requests[Number(request.params.id.slice('act-'.length)) - 1];
    if (noted?.body.type === 'note') {
      const action = actionOf(String(request.params.id), noted.itemId, 'note', 'cancelled');
      return void response.json({ action, item: api.change(noted.itemId, {}) });
    }
    if (!item) return fail(response, 409, 'too_late');
    const actions = item.actions.map((action) =>
      action.id === request.params.id ? { ...action, state: 'cancelled' as const } : action,
    );
    const changed = api.change(item.id, { actions });
    return void response.json({
      action: actionOf(String(request.params.id), item.id, 'reply', 'cancelled'),
      item: changed,
    });
  });
  app.post('/api/actions/:id/consent', (request, response) => {
    const item = api.items.find(({ actions }) => actions.some(({ id }) => id === request.params.id));
    if (!item) return fail(response, 404, 'not_found');
    api.consented.push(String(request.params.id));
    api.consents = [];
    const actions = item.actions.map((action) => ({ ...action, state: 'pending' as const, cause: null }));
    const changed = api.change(item.id, { actions });
    return void response
      .status(202)
      .json({ action: actionOf(String(request.params.id), item.id, 'hide', 'pending'), item: changed });
  });
  app.post('/api/actions/:id/retry', (request, response) => {
    const item = api.items.find(({ actions }) => actions.some(({ id }) => id === request.params.id));
    if (!item) return fail(response, 404, 'not_found');
    const actions = item.actions.map((action) =>
      action.id === request.params.id ? { ...action, state: 'pending' as const, cause: null } : action,
    );
    const changed = api.change(item.id, { actions });
    return void response
      .status(202)
      .json({ action: actionOf(String(request.params.id), item.id, 'reply', 'pending'), item: changed });
  });
}

/** Saved views and acts on many items of the fake. */
import type { Express } from 'express';
import { belongs, passes } from '../../client/src/inbox/list/membership.ts';
import type { BulkActShape } from '../../core/actions/bulk-act.contract.ts';
import type { ItemShape } from '../../core/inbox/items.contract.ts';
import type { SavedFilters, SavedViewShape } from '../../core/inbox/saved-views.contract.ts';
import { type FakeApi, fail, me } from './fake-api-shape.ts';
import type { FakeMany } from './fake-views-shape.ts';

export const fakeMany = (): FakeMany => ({ views: [], acts: [], asked: [], held: false });

export const inList = (items: readonly ItemShape[], filters: Partial<SavedFilters>): ItemShape[] =>
  items.filter(
    (item) =>
      (filters.view === undefined || belongs(filters.view, item, { personId: me, now: Date.now() })) &&
      (filters.accountId === undefined || item.accountId === filters.accountId) &&
      passes(filters, item),
  );

function mountViews(app: Express, api: FakeApi): void {
  const { many } = api;
  const counted = (view: SavedViewShape): SavedViewShape => ({
    ...view,
    count: view.filters.accountId === 'a-gone' ? null : inList(api.items, view.filters).length,
  });
  app.get('/api/saved-views', (_request, response) => void response.json({ views: many.views.map(counted) }));
  app.post('/api/saved-views/order', (request, response) => {
    const place = ({ id }: SavedViewShape): number => request.body.ids.indexOf(id);
    many.views = [...many.views].sort((a, b) => place(a) - place(b));
    response.json({});
  });
  app.post(['/api/saved-views', '/api/saved-views/:id'], (request, response) => {
    const id = request.params.id ?? `v${many.views.length + 1}`;
    if (many.views.some((view) => view.id !== id && view.name === request.body.name))
      return fail(response, 422, 'name_taken');
    const view = { ...request.body, id, mine: true, by: null, count: 0 } as SavedViewShape;
    many.views = many.views.some((known) => known.id === id)
      ? many.views.map((known) => (known.id === id ? view : known))
      : [...many.views, view];
    return void response.status(201).json(counted(view));
  });
  app.delete('/api/saved-views/:id', (request, response) => {
    many.views = many.views.filter(({ id }) => id !== request.params.id);
    response.json({});
  });
}

const NONE = { waiting: 0, done: 0, refused: 0, undone: 0, kept: 0 };

/** What is closed already is left alone; the rest is done when its progress is asked for the second time. */
function mountActs(app: Express, api: FakeApi): void {
  const { many } = api;
  const targets = new Map<string, ItemShape[]>();
  const put = (act: BulkActShape): BulkActShape => {
    many.acts = [act, ...many.acts.filter(({ id }) => id !== act.id)];
    return act;
  };
  app.post('/api/bulk-acts', (request, response) => {
    many.asked.push(request.body);
    const { items, matching, ...act } = request.body;
    const chosen: ItemShape[] =
      matching === undefined
        ? items.flatMap(({ id }: { id: string }) => api.items.filter((item) => item.id === id))
        : inList(api.items, matching);
    const left = chosen.filter(({ status }) => status === 'closed');
    const waiting = chosen.filter(({ status }) => status !== 'closed');
    const id = `b${many.acts.length + 1}`;
    targets.set(id, waiting);
    const now = new Date().toISOString();
    const shape: BulkActShape = {
      ...{ id, act, total: chosen.length, more: false, createdAt: now, endedAt: null },
      state: 'prepared',
      counts: { ...NONE, waiting: waiting.length, refused: left.length },
      sample: waiting.slice(0, 5),
      refused: left.map((item) => ({
        itemId: item.id,
        author: item.author?.name ?? null,
        reason: 'closed',
        done: false,
      })),
      undoUntil: null,
    };
    response.status(201).json(put(shape));
  });
  const find = (id: string): BulkActShape => many.acts.find((act) => act.id === id) as BulkActShape;
  const step = (act: BulkActShape): BulkActShape => {
    if (many.held) return act;
    const items = targets.get(act.id) ?? [];
    const count = items.length;
    const endedAt = new Date().toISOString();
    if (act.state === 'running') {
      for (const { id } of items) api.change(id, act.act.type === 'close' ? { status: 'closed' } : {});
      const undoUntil = new Date(Date.now() + 60_000).toISOString();
      return put({
        ...act,
        state: 'done',
        counts: { ...act.counts, waiting: 0, done: count },
        endedAt,
        undoUntil,
      });
    }
    if (act.state !== 'undoing') return act;
    for (const { id } of items) api.change(id, { status: 'open' });
    return put({ ...act, state: 'undone', counts: { ...act.counts, done: 0, undone: count }, endedAt });
  };
  app.get('/api/bulk-acts', (_request, response) => {
    response.json({ acts: many.acts.filter(({ state }) => state !== 'prepared') });
  });
  app.get('/api/bulk-acts/:id', (request, response) => void response.json(step(find(request.params.id))));
  app.post('/api/bulk-acts/:id/start', (request, response) => {
    response.status(202).json(put({ ...find(request.params.id), state: 'running', sample: [] }));
  });
  app.post('/api/bulk-acts/:id/undo', (request, response) => {
    response.status(202).json(put({ ...find(request.params.id), state: 'undoing', undoUntil: null }));
  });
}

export function mountMany(app: Express, api: FakeApi): void {
  mountViews(app, api);
  mountActs(app, api);
}

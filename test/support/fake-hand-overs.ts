/** Boards, their ways to case systems, and hand-overs of the fake. */
import type { Express } from 'express';
import type { HandOverRouteRequest, HandOverShape } from '../../core/records/hand-over.contract.ts';
import { type FakeApi, fail } from './fake-api-shape.ts';
import type { FakeHandOvers } from './fake-hand-overs-shape.ts';

export const LONG_BOARD = 'Nämnden för arbetsmarknadsfrågor, vuxenutbildning och integration i Norrkommun';

export const handOverShape = (more: Partial<HandOverShape> = {}): HandOverShape => ({
  id: 'h1',
  itemId: 'i1',
  captureId: 'c1',
  board: 'Kommunstyrelsen',
  kind: 'email',
  isTest: false,
  state: 'sent',
  requestedAt: new Date(Date.now() - 3_600_000).toISOString(),
  cause: null,
  shown: null,
  tries: [
    {
      number: 1,
      name: '<hand-over-0123456789ab-1@uppsikt.norrkommun.example>',
      startedAt: new Date(Date.now() - 3_600_000).toISOString(),
      endedAt: new Date(Date.now() - 3_599_000).toISOString(),
      outcome: 'sent',
      cause: null,
    },
  ],
  receipt: null,
  nextTryAt: null,
  ...more,
});

export const fakeHandOvers = (): FakeHandOvers => ({
  mode: 'ok',
  boards: [
    { board: 'Barn- och utbildningsnämnden', accounts: 1, language: 'sv', route: null },
    {
      board: 'Kommunstyrelsen',
      accounts: 3,
      language: 'sv',
      route: {
        id: 'r1',
        settings: { kind: 'email', to: 'registrator@norrkommun.example' },
        formats: ['pdf', 'evidence'],
        internal: true,
        language: 'sv',
        hasSecret: false,
        updatedAt: new Date().toISOString(),
        lastTest: handOverShape({ id: 't0', isTest: true, itemId: null }),
      },
    },
    {
      board: LONG_BOARD,
      accounts: 1,
      language: 'sv',
      route: {
        id: 'r2',
        settings: {
          kind: 'sftp',
          host: 'arkiv-och-diarium.intern.norrkommun.example',
          port: 2222,
          user: 'uppsikt-overlamning',
          folder: '/inkommande/sociala-medier/uppsikt',
          hostKey: null,
        },
        formats: ['fgs-1.2'],
        internal: false,
        language: 'sv',
        hasSecret: true,
        updatedAt: new Date().toISOString(),
        lastTest: null,
      },
    },
  ],
  handOvers: [],
  trial: { state: 'sent', cause: null, shown: null },
  saved: [],
  bulks: [],
});

export function mountHandOvers(app: Express, api: FakeApi): void {
  const fake = api.handOvers;
  app.get('/api/board-routes', (_request, response) => {
    if (fake.mode === 'failing') return fail(response, 503, 'unavailable');
    if (fake.mode === 'slow') return;
    const boards = fake.mode === 'empty' ? [] : fake.boards;
    response.json({ boards, mailServer: true, folderRoot: null });
  });
  app.post('/api/board-routes', (request, response) => {
    const body = request.body as HandOverRouteRequest;
    if (body.settings.kind === 'email' && !body.settings.to.includes('@'))
      return fail(response, 422, 'route_address');
    fake.saved.push(body);
    const known = fake.boards.find(({ board }) => board === body.board);
    const { board: _board, secret, ...route } = body;
    if (known)
      Object.assign(known, {
        route: {
          id: known.route?.id ?? 'r9',
          ...route,
          hasSecret: secret !== undefined || (known.route?.hasSecret ?? false),
          updatedAt: new Date().toISOString(),
          lastTest: known.route?.lastTest ?? null,
        },
      });
    response.json({ id: known?.route?.id ?? 'r9' });
  });
  app.delete('/api/board-routes/:id', (request, response) => {
    const known = fake.boards.find(({ route }) => route?.id === request.params.id);
    if (known) Object.assign(known, { route: null });
    response.json({});
  });
  app.post('/api/board-routes/:id/test', (request, response) => {
    const known = fake.boards.find(({ route }) => route?.id === request.params.id);
    const id = `t${fake.handOvers.length + 1}`;
    fake.handOvers.push(handOverShape({ id, isTest: true, itemId: null, ...fake.trial }));
    if (known?.route) known.route.lastTest = fake.handOvers.at(-1) ?? null;
    response.status(202).json(handOverShape({ id, isTest: true, itemId: null, state: 'queued' }));
  });
  app.get('/api/hand-overs/:id', (request, response) => {
    response.json(fake.handOvers.find(({ id }) => id === request.params.id));
  });
  app.get('/api/items/:id/hand-overs', (request, response) => {
    response.json({ handOvers: fake.handOvers.filter(({ itemId }) => itemId === request.params.id) });
  });
  app.post('/api/items/:id/hand-over', (request, response) => {
    const itemId = String(request.params.id);
    const row = handOverShape({ id: `h${fake.handOvers.length + 1}`, itemId, state: 'queued', tries: [] });
    fake.handOvers.unshift(row);
    const at = new Date().toISOString();
    const item = api.change(itemId, { handOvers: [{ id: row.id, captureId: 'c1', state: 'queued', at }] });
    response.status(202).json({ handOver: row, item });
  });
  app.post('/api/hand-overs/:id/receipt', (request, response) => {
    const row = fake.handOvers.find(({ id }) => id === request.params.id);
    const { reference = null, refused = null } = request.body as { reference?: string; refused?: string };
    const state = refused === null ? 'received' : 'refused';
    const at = new Date().toISOString();
    if (!row) return fail(response, 404, 'not_found');
    Object.assign(row, {
      state,
      receipt: { state, reference, reason: refused, at, source: 'person' },
    });
    const item = api.change(row.itemId ?? '', {
      ...(reference === null ? {} : { recordsReference: reference }),
      handOvers: [{ id: row.id, captureId: 'c1', state, at }],
    });
    response.json({ handOver: row, item });
  });
  app.post('/api/hand-overs', (request, response) => {
    const body = request.body as { itemIds: string[]; dryRun: boolean };
    fake.bulks.push(body);
    const refused = body.itemIds.slice(1).map((itemId) => ({ itemId, reason: 'no-capture' }));
    response.json({ handedOver: Math.min(1, body.itemIds.length), refused });
  });
}

/** The contract's routes over memory, for looking at the client and driving it in Chromium without an installation. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type Express, type Request, type Response } from 'express';
import { Server as SocketServer } from 'socket.io';
import { belongs } from '../../client/src/inbox/list/membership.ts';
import type { ActionRequest } from '../../core/actions/actions.contract.ts';
import { type ItemDetail, type ItemShape, VIEWS, type View } from '../../core/inbox/items.contract.ts';
import { SOCKET_PATH } from '../../core/inbox/realtime.contract.ts';
import { mountAccuracy } from './fake-accuracy.ts';
import { type FakeAlarms, fakeAlarms, mountAlarms } from './fake-alarms.ts';
import { fakeAccounts, fakeDetail, fakeItems, makeItem, PEOPLE } from './fake-data.ts';
import { type FakeDeadlines, mountDeadlines } from './fake-deadlines.ts';
import { fakeEvents } from './fake-events.ts';
import { type FakeLists, fakeLists, mountLists } from './fake-lists.ts';
import { type FakeMedia, mountMedia } from './fake-media.ts';
import { type FakePolicies, fakePolicies, mountPolicies } from './fake-policies.ts';
import { SEEDS } from './fake-seeds.ts';

const DIST = fileURLToPath(new URL('../../client/dist', import.meta.url));
export const CSP = "default-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

export interface FakeApi {
  readonly url: string;
  readonly items: ItemShape[];
  readonly requests: { itemId: string; body: ActionRequest; key: string | undefined }[];
  /** The monitoring page's own state. */
  readonly deadlines: FakeDeadlines;
  readonly alarms: FakeAlarms;
  readonly lists: FakeLists;
  /** Removals that wait for a second person, and those that got one. */
  consents: ItemDetail['consents'];
  readonly consented: string[];
  /** Masked numbers that were shown in clear. */
  readonly revealed: { itemId: string; start: number; end: number }[];
  /** What the signed-in person may do; a test may take away. */
  permissions: string[];
  readonly policies: FakePolicies;
  readonly media: FakeMedia;
  mode: 'ok' | 'empty' | 'failing' | 'slow' | 'signed-out' | 'stale';
  arrive(text: string, name?: string): ItemShape;
  /** A colleague or the platform changes an item. */
  change(id: string, change: Partial<ItemShape>): ItemShape;
  dropSockets(): void;
  close(): Promise<void>;
}

const me = 'p-eva';
const fail = (response: Response, status: number, code: string, detail: object = {}): void => {
  response.status(status).json({ error: { code, message: code, requestId: 'req-7F3A' }, ...detail });
};

function sorted(items: ItemShape[], sort: string): ItemShape[] {
  const due = (item: ItemShape): string => item.deadline.dueAt ?? '9';
  return [...items].sort((a, b) =>
    sort === 'newest' ? b.publishedAt.localeCompare(a.publishedAt) : due(a).localeCompare(due(b)),
  );
}

function page(items: ItemShape[], cursor: unknown, limit = 50) {
  const from = Number(cursor ?? 0);
  const next = from + limit < items.length ? String(from + limit) : null;
  return { items: items.slice(from, from + limit), nextCursor: next, asOf: new Date().toISOString() };
}

type Correct = Extract<ActionRequest, { type: 'correct' }>;

/** As `afterCorrection` of the domain does it. */
function fakeCorrections(item: ItemShape, body: Correct, by: ItemShape['corrections'][number]['by']) {
  const { category, as, other = null } = body;
  const rest = item.corrections.filter((one) => one.category !== category);
  if (as === 'withdrawn') return rest;
  const { score = null, level = null } = item.verdicts.find((one) => one.category === category) ?? {};
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
      return { recordsOutcome: body.outcome, recordsReference: body.reference ?? null };
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

function mountReading(app: Express, api: FakeApi): void {
  const visible = (): ItemShape[] => (api.mode === 'empty' ? [] : api.items);
  const ofAccount = (accountId: unknown): ItemShape[] =>
    visible().filter((item) => accountId === undefined || item.accountId === accountId);
  const viewer = () => ({ personId: me, now: Date.now() });
  app.get('/api/items', (request: Request, response: Response) => {
    const { view, sort, since, cursor, accountId } = request.query;
    const inView = ofAccount(accountId).filter(
      (item) => view === undefined || belongs(view as View, item, viewer()),
    );
    const changed = inView.filter((item) => since === undefined || item.updatedAt >= String(since));
    response.json(page(sorted(changed, String(sort ?? 'due')), cursor));
  });
  app.post('/api/items/search', (request, response) => {
    const wanted = String(request.body.text).toLowerCase();
    response.json(
      page(
        ofAccount(request.body.accountId).filter((item) =>
          `${item.text} ${item.author?.name}`.toLowerCase().includes(wanted),
        ),
        request.body.cursor,
      ),
    );
  });
  app.get('/api/views', (request, response) => {
    const shown = ofAccount(request.query.accountId);
    const count = (view: View): number => shown.filter((item) => belongs(view, item, viewer())).length;
    response.json(Object.fromEntries(VIEWS.map((view) => [view, count(view)])));
  });
  app.get('/api/items/:id', (request, response) => {
    const item = api.items.find(({ id }) => id === request.params.id);
    const twin = api.items.find(({ id }) => id === 'i1-too');
    const consents = api.consents.filter(({ actionId }) => item?.actions.some(({ id }) => id === actionId));
    if (item) response.json({ ...fakeDetail(item, Date.now(), twin), consents });
    else fail(response, 404, 'not_found');
  });
  app.post('/api/items/:id/reveal', (request, response) => {
    const seed = SEEDS[Number(String(request.params.id).slice(1)) - 1];
    const { start, end } = request.body;
    api.revealed.push({ itemId: String(request.params.id), start, end });
    response.json({ value: seed?.text.slice(start, end) ?? '' });
  });
  app.get('/api/items/:id/events', (request, response) => {
    const id = String(request.params.id);
    const asked = api.requests.filter(({ itemId }) => itemId === id);
    response.json({ events: fakeEvents(id, me, asked) });
  });
  app.get(
    '/api/accounts',
    (_request, response) =>
      void response.json({ accounts: api.mode === 'empty' ? [] : fakeAccounts(Date.now()) }),
  );
  app.get('/api/people', (_request, response) => void response.json({ people: PEOPLE }));
}

function mountActing(app: Express, api: FakeApi): void {
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
    api.requests.push({ itemId, body, key: request.get('idempotency-key') });
    const actionId = `act-${api.requests.length}`;
    const changed = api.change(itemId, effect(item, body, actionId));
    return void response
      .status(202)
      .json({ action: actionOf(actionId, itemId, body.type, 'pending'), item: changed });
  });
  app.delete('/api/actions/:id', (request, response) => {
    const item = api.items.find(({ actions }) => actions.some(({ id }) => id === request.params.id));
    if (!item) return fail(response, 409, 'too_late');
    const actions = item.actions.map((one) =>
      one.id === request.params.id ? { ...one, state: 'cancelled' as const } : one,
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
    const actions = item.actions.map((one) => ({ ...one, state: 'pending' as const, cause: null }));
    const changed = api.change(item.id, { actions });
    return void response
      .status(202)
      .json({ action: actionOf(String(request.params.id), item.id, 'hide', 'pending'), item: changed });
  });
  app.post('/api/actions/:id/retry', (request, response) => {
    const item = api.items.find(({ actions }) => actions.some(({ id }) => id === request.params.id));
    if (!item) return fail(response, 404, 'not_found');
    const actions = item.actions.map((one) =>
      one.id === request.params.id ? { ...one, state: 'pending' as const, cause: null } : one,
    );
    const changed = api.change(item.id, { actions });
    return void response
      .status(202)
      .json({ action: actionOf(String(request.params.id), item.id, 'reply', 'pending'), item: changed });
  });
}

const session = {
  person: { id: me, name: 'Eva Jonsson', email: 'eva.jonsson@norrkommun.example', role: 'administrator' },
  municipality: { id: 'main', name: 'Norrkommun', demo: true },
  permissions: [
    'session:read',
    'items:read',
    'items:act',
    'items:register',
    'captures:read',
    'accounts:read',
    'deadlines:read',
    'lists:read',
    'lists:write',
    'cases:write',
    'personal-data:reveal',
    'policies:read',
    'policies:write',
  ],
  undoSeconds: 10,
};

function mountSession(app: Express, api: FakeApi): void {
  app.post('/api/session', (request, response) => {
    if (request.body.token === 'expired-token') return fail(response, 401, 'unauthenticated');
    api.mode = 'ok';
    return void response.status(201).json(session);
  });
  app.delete('/api/session', (_request, response) => {
    api.mode = 'signed-out';
    response.json({});
  });
  app.use('/api', (request, response, next) => {
    if (api.mode === 'signed-out') return fail(response, 401, 'unauthenticated');
    if (api.mode === 'failing' && request.path.startsWith('/items'))
      return fail(response, 503, 'unavailable');
    if (api.mode === 'slow') return void setTimeout(next, 5_000);
    return next();
  });
  app.get(
    '/api/session',
    (_request, response) => void response.json({ ...session, permissions: api.permissions }),
  );
}

export async function startFakeApi(port = 0): Promise<FakeApi> {
  const app = express();
  const server: Server = createServer(app);
  const sockets = new SocketServer(server, { path: SOCKET_PATH, transports: ['websocket'] });
  const items = fakeItems(Date.now());
  const emit = (item: ItemShape): void =>
    void sockets.emit('items', { items: [item], asOf: new Date().toISOString() });
  const api: FakeApi = {
    url: '',
    items,
    requests: [],
    deadlines: { mode: 'ok', asked: [], comments: [] },
    alarms: fakeAlarms(Date.now()),
    lists: fakeLists(),
    consents: [],
    consented: [],
    revealed: [],
    permissions: [...session.permissions],
    policies: fakePolicies(),
    media: { asked: [], known: [], failing: false },
    mode: 'ok',
    arrive(text, name = 'Nya Nina') {
      const item = {
        ...makeItem({ text, name, due: 24, intent: 'question' }, `n${items.length}`, Date.now()),
        firstFetchedAt: new Date().toISOString(),
        updatedAt: new Date().toISOString(),
      };
      items.push(item);
      emit(item);
      return item;
    },
    change(id, change) {
      const index = items.findIndex((item) => item.id === id);
      const known = items[index] as ItemShape;
      const next = { ...known, version: known.version + 1, ...change, updatedAt: new Date().toISOString() };
      items[index] = next;
      emit(next);
      return next;
    },
    dropSockets: () => sockets.disconnectSockets(true),
    close: async () => {
      await sockets.close();
      server.closeAllConnections();
    },
  };
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', CSP);
    next();
  });
  app.use(express.json({ limit: '9mb' }));
  mountSession(app, api);
  mountReading(app, api);
  mountActing(app, api);
  mountDeadlines(app, api.deadlines);
  mountAlarms(app, api.alarms);
  mountLists(app, api.lists);
  mountAccuracy(app, api.deadlines);
  mountPolicies(app, api.policies);
  mountMedia(app, api);
  app.use(express.static(DIST));
  app.get('/{*path}', (_request, response) => void response.sendFile('index.html', { root: DIST }));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return Object.assign(api, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** The contract's routes over memory, for looking at the client and driving it in Chromium without an installation. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type Express, type Request, type Response } from 'express';
import { Server as SocketServer } from 'socket.io';
import { belongs, passes } from '../../client/src/inbox/list/membership.ts';
import { type ItemShape, VIEWS, type View } from '../../core/inbox/items.contract.ts';
import { readListFilters } from '../../core/inbox/list-filters.ts';
import { SOCKET_PATH } from '../../core/inbox/realtime.contract.ts';
import { rowOf } from '../../core/inbox/row.ts';
import { readQuery } from '../../core/inbox/search-query.ts';
import { mountAccounts } from './fake-accounts.ts';
import { mountAccuracy } from './fake-accuracy.ts';
import { mountActing } from './fake-acting.ts';
import { fakeAlarms, mountAlarms } from './fake-alarms.ts';
import { type FakeApi, fail, me } from './fake-api-shape.ts';
import { fakeAccounts, fakeDetail, fakeItems, makeItem, PEOPLE } from './fake-data.ts';
import { mountDeadlines } from './fake-deadlines.ts';
import { mountDrafts } from './fake-drafts.ts';
import { fakeEvents } from './fake-events.ts';
import { fakeEvidence, mountEvidence } from './fake-evidence.ts';
import { fakeExports, mountExports } from './fake-exports.ts';
import { fakeHandOvers, mountHandOvers } from './fake-hand-overs.ts';
import { fakeLists, mountLists } from './fake-lists.ts';
import { mountMedia } from './fake-media.ts';
import { fakeMembers, mountMembers } from './fake-members.ts';
import { fakePolicies, mountPolicies } from './fake-policies.ts';
import { SEEDS } from './fake-seeds.ts';
import { fakeUnitSettings, mountUnitSettings } from './fake-unit-settings.ts';
import { fakeMany, mountMany } from './fake-views.ts';

const DIST = fileURLToPath(new URL('../../client/dist', import.meta.url));
export const CSP = "default-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

function sorted(items: ItemShape[], sort: string): ItemShape[] {
  const due = (item: ItemShape): string => item.deadline.dueAt ?? '9';
  return [...items].sort((a, b) =>
    sort === 'newest' ? b.publishedAt.localeCompare(a.publishedAt) : due(a).localeCompare(due(b)),
  );
}

function page(items: ItemShape[], { cursor, as }: { cursor?: unknown; as?: unknown }, limit = 50) {
  const from = Number(cursor ?? 0);
  const next = from + limit < items.length ? String(from + limit) : null;
  const shown = items.slice(from, from + limit);
  return {
    ...(as === 'rows' ? { rows: shown.map(rowOf) } : { items: shown }),
    nextCursor: next,
    asOf: new Date().toISOString(),
    seen: {},
  };
}

function mountReading(app: Express, api: FakeApi): void {
  const visible = (): ItemShape[] => (api.mode === 'empty' ? [] : api.items);
  const ofAccount = (accountId: unknown): ItemShape[] =>
    visible().filter((item) => accountId === undefined || item.accountId === accountId);
  const viewer = () => ({
    personId: me,
    now: Date.now(),
    drafted: new Set(api.drafts.map(({ itemId }) => itemId)),
  });
  app.get('/api/items', (request: Request, response: Response) => {
    const { view, sort, since, accountId, externalId } = request.query;
    const inView = ofAccount(accountId).filter(
      (item) =>
        passes(readListFilters(request.query), item) &&
        (view === undefined || belongs(view as View, item, viewer())) &&
        (externalId === undefined || item.externalId === externalId),
    );
    const changed = inView.filter((item) => since === undefined || item.updatedAt >= String(since));
    response.json(page(sorted(changed, String(sort ?? 'due')), request.query));
  });
  app.post('/api/items/search', (request, response) => {
    const { words, phrases, author } = readQuery(String(request.body.text));
    const wanted = [...words, ...author, ...phrases.map((phrase) => phrase.join(' '))];
    const found = ofAccount(request.body.accountId).filter(
      (item) =>
        passes(readListFilters(request.body), item) &&
        wanted.every((word) => `${item.text} ${item.author?.name}`.toLowerCase().includes(word)),
    );
    const hits = request.body.cursor === undefined ? { count: found.length, isMore: false } : null;
    response.json({ ...page(found, { cursor: request.body.cursor }), hits });
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
    if (item)
      response.json({
        ...fakeDetail(item, Date.now(), twin),
        consents,
        answers: api.answers.get(item.id) ?? [],
      });
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
    const told = api.told.filter(({ itemId }) => itemId === id);
    response.json({ events: fakeEvents(id, me, { asked, told }) });
  });
  app.get(
    '/api/accounts',
    (_request, response) => void response.json({ accounts: api.mode === 'empty' ? [] : api.accounts }),
  );
  mountAccounts(app, api);
  app.get('/api/deliveries/quarantined', (_request, response) => {
    const { quarantined } = api;
    if (quarantined === null) return fail(response, 503, 'unavailable');
    return void response.json({ deliveries: quarantined, total: quarantined.length });
  });
  app.post('/api/deliveries/retry', (_request, response) => {
    response.json({ retried: api.quarantined?.length ?? 0 });
    api.quarantined = [];
  });
  app.post('/api/deliveries/:id/retry', (request, response) => {
    api.quarantined = (api.quarantined ?? []).filter(({ id }) => id !== request.params.id);
    response.json({ retried: 1 });
  });
  app.get('/api/people', (_request, response) => void response.json({ people: PEOPLE }));
}

const session = {
  person: { id: me, name: 'Eva Jonsson', email: 'eva.jonsson@norrkommun.example', role: 'administrator' },
  municipality: { id: 'main', name: 'Norrkommun', demo: true },
  permissions: [
    'session:read',
    'items:read',
    'items:act',
    'items:register',
    'views:share',
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
    return void response
      .status(201)
      .json({ ...session, settings: api.settings, asOf: new Date().toISOString() });
  });
  app.post('/api/session/settings', (request, response) => {
    if (api.mode === 'failing') return fail(response, 503, 'unavailable');
    api.settings = { ...api.settings, ...request.body };
    return void response.json(api.settings);
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
    (_request, response) =>
      void response.json({
        ...session,
        person: { ...session.person, role: api.role },
        permissions: api.permissions,
        settings: api.settings,
        asOf: new Date().toISOString(),
      }),
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
    deadlines: { mode: 'ok', more: 0, asked: [], comments: [] },
    alarms: fakeAlarms(Date.now()),
    accounts: fakeAccounts(Date.now()),
    members: fakeMembers(),
    unit: fakeUnitSettings(),
    lists: fakeLists(),
    consents: [],
    consented: [],
    answers: new Map(),
    told: [],
    drafts: [],
    revealed: [],
    permissions: [...session.permissions],
    settings: { showsVeiled: false, askedAboutVeil: true },
    role: 'administrator',
    policies: fakePolicies(),
    media: { asked: [], known: [], failing: false, changes: [] },
    evidence: fakeEvidence(),
    handOvers: fakeHandOvers(),
    exports: fakeExports(),
    many: fakeMany(),
    quarantined: [],
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
    meet: (itemId, people) => void sockets.emit('presence', { items: [{ itemId, people }], whole: false }),
    whereabouts: [],
    dropSockets: () => sockets.disconnectSockets(true),
    close: async () => {
      await sockets.close();
      server.closeAllConnections();
    },
  };
  sockets.on('connection', (socket) => socket.on('presence', (told) => api.whereabouts.push(told)));
  app.use((_request, response, next) => {
    response.setHeader('content-security-policy', CSP);
    next();
  });
  app.use(express.json({ limit: '9mb' }));
  mountSession(app, api);
  mountReading(app, api);
  mountActing(app, api);
  mountDrafts(app, api);
  mountMany(app, api);
  mountDeadlines(app, api.deadlines);
  mountAlarms(app, api.alarms);
  mountMembers(app, api.members);
  mountUnitSettings(app, api.unit);
  mountLists(app, api.lists);
  mountAccuracy(app, api.deadlines);
  mountPolicies(app, api.policies);
  mountMedia(app, api);
  mountEvidence(app, api.evidence);
  mountHandOvers(app, api);
  mountExports(app, api);
  app.use(express.static(DIST));
  app.get('/{*path}', (_request, response) => void response.sendFile('index.html', { root: DIST }));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return Object.assign(api, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

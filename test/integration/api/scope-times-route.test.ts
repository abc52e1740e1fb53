/**
 * Every route with an id, asked by those who may not know what the id names: for them it does not exist.
 * Long because: each such route has its fixture here, made of one world.
 */

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { RequestHandler } from 'express';
import { createApiToken, keyIdOf, People } from '../../../core/accounts/people.store.ts';
import { addPerson } from '../../../core/accounts/person-changes.store.ts';
import { addInApp, InAppAlarms } from '../../../core/alarms/in-app-alarms.store.ts';
import { addTestNotice } from '../../../core/alarms/notices.store.ts';
import type { Route } from '../../../core/contract/route.contract.ts';
import { ROUTES, type RouteName } from '../../../core/contract/routes.contract.ts';
import { addKnownPicture } from '../../../core/images/known-pictures.store.ts';
import { storeDeliveries } from '../../../core/inbox/deliveries.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { MAIN_TENANT, sha256 } from '../../../core/kernel/ids.ts';
import { keepStarterRegister, putClaim } from '../../../core/lists/list-claims.store.ts';
import { listSettingsOf } from '../../../core/lists/list-settings.store.ts';
import { addWord } from '../../../core/lists/list-words.store.ts';
import { proposeWord } from '../../../core/lists/proposed-words.store.ts';
import { addReportSchedule, reportSchedulesOf } from '../../../core/monitoring/report-schedules.store.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';
import { ACTION_REQUESTS } from './action-requests.ts';

/** The person who is named in a header is signed in. */
const session: RequestHandler = (req, _res, next) => {
  const personId = req.headers['x-person'];
  Object.assign(req, { session: personId === undefined ? {} : { tenantId: MAIN_TENANT, personId } });
  next();
};
const s = suite({ session });

type Table = typeof ROUTES;
/** A new route with an id does not compile without an entry below. */
type RouteWithId = {
  [N in RouteName]: Table[N]['path'] extends `${string}:${string}` ? N : never;
}[RouteName];

interface Fixture {
  readonly id: () => string;
  readonly bodies?: readonly object[];
  /** Why this caller finds it all the same. Left out: 404. */
  readonly sharedWith?: { readonly tenant?: string };
}

const OTHER_TENANT = 'other';
const RECIPIENT = 'eva.alm@exempel.se';
const STRANGER = 'stina.sten@exempel.se';
const by = { kind: 'person', id: 'p' } as const;
const CLAIM = {
  language: 'sv',
  topic: '',
  claim: 'Badet stängs',
  variants: [],
  correction: 'Nej',
  ask: 'Badet',
  on: true,
} as const;
const ids = {
  member: '',
  key: '',
  account: '',
  handOver: '',
  bulkExport: '',
  bulkAct: '',
  view: '',
  route: '',
  item: '',
  action: '',
  capture: '',
  alarm: '',
  alarmTest: '',
  word: '',
  proposal: '',
  refused: '',
  claim: '',
  picture: '',
  schedule: '',
  delivery: '',
};
const STARTER = 'badhus';

type Headers = Readonly<Record<string, string>>;
let ofScope: Headers;
let ofOtherAccount: Headers;
let ofOtherTenant: Headers;
let recipient: Headers;
let unitPerson: Headers;
let stranger: Headers;

const bearer = ({ token }: { token: string }): Headers => ({ authorization: `Bearer ${token}` });
const signedIn = async (email: string): Promise<Headers> => ({
  'x-person': (await People(s.world.db).findOne({ tenantId: MAIN_TENANT, email }))?._id ?? '',
  origin: s.world.url,
});

async function addSchedule(): Promise<string> {
  const { db, clock } = s.world;
  const when = { every: 'month', day: 3, hour: 8, timeZone: 'Europe/Stockholm' } as const;
  const by = { kind: 'person', id: 'p' } as const;
  const whom = { recipients: ['namnd@exempel.se'], language: 'sv' } as const;
  await addReportSchedule(db, { ...when, ...whom, tenantId: MAIN_TENANT, by, at: clock.now() });
  return (await reportSchedulesOf(db, MAIN_TENANT))[0]?._id ?? '';
}

async function addPicture(): Promise<string> {
  const { db, clock } = s.world;
  const picture = { hash: '0123456789abcdef', category: 'ads', note: '', by: 'p', at: clock.now() } as const;
  return (await addKnownPicture(db, { tenantId: MAIN_TENANT, ...picture }))._id;
}

beforeAll(async () => {
  const { db, clock, url } = s.world;
  const { _id: accountId } = s.account;
  const photos = ['https://bild.exempel.se/1.jpg'];
  await s.world.deliver(envelopeOf([added({ id: '1_1', text: 'Hej', at: MONDAY, more: { photos } })]));
  ids.item = (await storedOf(s, '1_1')).item?._id ?? '';
  await s.api.act(ids.item, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await s.world.settle();
  const item = await s.api.item(ids.item);
  ids.action = item.actions[0]?.id ?? '';
  ids.capture = item.captures[0]?.id ?? '';
  const { board } = s.account;
  const way = {
    board,
    settings: { kind: 'email', to: 'registrator@exempel.se' },
    formats: ['pdf'],
    language: 'sv',
  };
  const unit = await apiClient(db, url, { role: 'communications-unit', now: clock.now() });
  ids.route = (await unit.send<{ id: string }>('POST', '/api/board-routes', way)).body.id;
  const given = await s.api.send<{ handOver: { id: string } }>(
    'POST',
    `/api/items/${ids.item}/hand-over`,
    {},
  );
  ids.handOver = given.body.handOver.id;
  const now = clock.now();
  const author = { tenantId: MAIN_TENANT, by, at: now };
  ids.word = (await addWord(db, { kind: 'suspect', term: 'badhus', note: null }, author))._id;
  const use = { note: null, hits: 9, comments: 10 };
  ids.proposal = (await proposeWord(db, { term: 'badkar', ...use }, author))._id;
  ids.refused = (await proposeWord(db, { term: 'badboll', ...use }, author))._id;
  ids.claim = (await putClaim(db, { id: null, ...CLAIM }, author))._id;
  ids.picture = await addPicture();
  ids.schedule = await addSchedule();
  await keepStarterRegister(db, [{ ...CLAIM, id: `${STARTER}.sv` }]);
  const alarm = { kind: 'breach', overdue: 1, soon: 0, late: 0, window: now, at: now } as const;
  const forEva = { tenantId: MAIN_TENANT, accountId, recipient: RECIPIENT, ...alarm };
  await transaction(db, (of) => addInApp(db, [forEva], of));
  ids.alarm = (await InAppAlarms(db).findOne({ tenantId: MAIN_TENANT, recipient: RECIPIENT }))?._id ?? '';

  ids.alarmTest = await addTestNotice(db, {
    tenantId: MAIN_TENANT,
    channel: 'mail',
    recipient: RECIPIENT,
    accountIds: [accountId],
    language: 'sv',
    now,
  });

  const unreadable = {
    platform: 'facebook',
    body: Buffer.from('{'),
    receivedAt: now,
    readable: false,
  } as const;
  ids.delivery = (await storeDeliveries(db, [unreadable]))[0] ?? '';

  const other = await addTestAccount(db, { externalId: '900900', administrators: [STRANGER, 'y@x.se'] }, now);
  ids.account = (await addTestAccount(db, { externalId: '900901' }, now))._id;
  const moa = {
    email: 'moa.ek@exempel.se',
    name: 'Moa',
    role: 'moderator',
    accountIds: null,
    boards: null,
  } as const;
  ids.member = (await addPerson(db, { tenantId: MAIN_TENANT, ...moa }, { actor: by, at: now }))._id;
  const wantedKey = {
    tenantId: MAIN_TENANT,
    name: 'x',
    role: 'auditor',
    accountIds: 'all',
    days: 1,
    now,
  } as const;
  ids.key = keyIdOf({ _id: sha256(await createApiToken(db, wantedKey)) });
  const client = { role: 'communications-unit', now } as const;
  ofScope = bearer(await apiClient(db, url, client));
  const wanted = { accountIds: [accountId], from: '2026-03-02', to: '2026-03-02', format: 'pdf' };
  const exported = await fetch(`${url}/api/exports`, {
    method: 'POST',
    headers: { ...ofScope, 'content-type': 'application/json' },
    body: JSON.stringify(wanted),
  });
  ids.bulkExport = ((await exported.json()) as { id: string }).id;
  const askedFor = async (path: string, body: object): Promise<string> => {
    const headers = { ...ofScope, 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return ((await answer.json()) as { id: string }).id;
  };
  const many = { type: 'assign', to: null, items: [{ id: ids.item, version: item.version }] };
  ids.bulkAct = await askedFor('/api/bulk-acts', many);
  const filters = { view: 'all', accountId };
  ids.view = await askedFor('/api/saved-views', { type: 'shared', name: 'Sidan', filters });
  // What was given to the register waits for a mail server: this world never comes to rest.
  await s.world.runQueue();
  ofOtherAccount = bearer(await apiClient(db, url, { ...client, accountIds: [other._id] }));
  ofOtherTenant = bearer(await apiClient(db, url, { ...client, tenantId: OTHER_TENANT }));
  recipient = await signedIn(RECIPIENT);
  unitPerson = await signedIn(s.account.unit);
  stranger = await signedIn(STRANGER);
}, 90_000);

const item = { id: () => ids.item };
const action = { id: () => ids.action };
const FIXTURES: { readonly [N in RouteWithId]: Fixture } = {
  readItem: item,
  seeItem: { ...item, bodies: [{}] },
  saveDraft: { ...item, bodies: [{ kind: 'reply', text: 'Hej', seen: null }] },
  revealItem: { ...item, bodies: [{ revision: 1, start: 0, end: 1 }] },
  listEvents: item,
  readPicture: item,
  act: { ...item, bodies: Object.values(ACTION_REQUESTS) },
  explainBreach: { ...item, bodies: [{ text: 'Sjukdom' }] },
  readAction: action,
  undoAction: action,
  retryAction: { ...action, bodies: [{}] },
  consentAction: { ...action, bodies: [{}] },
  readCapture: { id: () => ids.capture },
  handOverItem: { ...item, bodies: [{}] },
  listHandOvers: item,
  readHandOver: { id: () => ids.handOver },
  receiveHandOver: { id: () => ids.handOver, bodies: [{ reference: 'KS 2026/1' }] },
  testBoardRoute: { id: () => ids.route, bodies: [{}] },
  removeBoardRoute: { id: () => ids.route },
  readBulkExport: { id: () => ids.bulkExport },
  downloadBulkExport: { id: () => ids.bulkExport },
  cancelBulkExport: { id: () => ids.bulkExport },
  readBulkAct: { id: () => ids.bulkAct },
  startBulkAct: { id: () => ids.bulkAct, bodies: [{}] },
  undoBulkAct: { id: () => ids.bulkAct, bodies: [{}] },
  changeView: {
    id: () => ids.view,
    bodies: [{ type: 'shared', name: 'Sidan', filters: { view: 'all' } }],
  },
  removeView: { id: () => ids.view },
  packageCapture: { id: () => ids.capture },
  readAlarm: { id: () => ids.alarm, bodies: [{}] },
  readAlarmTest: { id: () => ids.alarmTest },
  changeClaim: { id: () => ids.claim, bodies: [CLAIM] },
  removeClaim: { id: () => ids.claim },
  removeWord: { id: () => ids.word },
  agreeToWord: { id: () => ids.proposal, bodies: [{}] },
  refuseWord: { id: () => ids.refused },
  switchStarterClaim: {
    id: () => STARTER,
    bodies: [{ on: false }],
    sharedWith: { tenant: 'every municipality has the starter claims, and switches them for itself alone' },
  },
  retryDelivery: {
    id: () => ids.delivery,
    bodies: [{}],
    sharedWith: { tenant: 'a delivery is the installation’s: nobody knows yet whose it is' },
  },
  removeKnownPicture: { id: () => ids.picture },
  removeReportSchedule: { id: () => ids.schedule },
  changeMember: { id: () => ids.member, bodies: [{ name: 'Moa Ek' }] },
  inviteMember: { id: () => ids.member, bodies: [{}] },
  removeMember: { id: () => ids.member, bodies: [{}] },
  revokeKey: { id: () => ids.key },
  changeAccount: { id: () => ids.account, bodies: [{ name: 'Sidan' }] },
  setAccountOutgoing: { id: () => ids.account, bodies: [{ outgoing: 'paused' }] },
  setAccountToken: { id: () => ids.account, bodies: [{ token: 'x', offline: true }] },
  disconnectAccount: { id: () => ids.account },
};
const names = Object.keys(FIXTURES) as RouteWithId[];

async function statusesOf(name: RouteWithId, headers: Headers): Promise<number[]> {
  const route: Route = ROUTES[name];
  const fixture: Fixture = FIXTURES[name];
  const url = s.world.url + route.path.replace(':id', fixture.id());
  const statuses: number[] = [];
  for (const body of fixture.bodies ?? [undefined]) {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = { method: route.method.toUpperCase(), headers: { ...headers, ...json } };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    statuses.push((await fetch(url, { ...request, ...sent })).status);
  }
  return statuses;
}

const allMissing = (name: RouteWithId): number[] => (FIXTURES[name].bodies ?? [undefined]).map(() => 404);

describe('scope x route', () => {
  test('Every route with an id has a fixture, and every fixture something real to name', () => {
    const withId = Object.entries<Route>(ROUTES).filter(([, { path }]) => path.includes(':'));
    expect([...names].sort()).toEqual(withId.map(([name]) => name).sort());
    for (const name of names) expect([name, FIXTURES[name].id()]).not.toEqual([name, '']);
  });

  test.each(names)('A token of another account finds nothing through %s', async (name) => {
    expect(await statusesOf(name, ofOtherAccount)).toEqual(allMissing(name));
  });

  test.each(
    names.filter((name) => !FIXTURES[name].sharedWith?.tenant),
  )('A token of another municipality finds nothing through %s', async (name) => {
    expect(await statusesOf(name, ofOtherTenant)).toEqual(allMissing(name));
  });

  test('A person finds no alarm of somebody else', async () => {
    expect(await statusesOf('readAlarm', stranger)).toEqual([404]);
  });

  test('A starter claim that another municipality switches off stays on here', async () => {
    expect(await statusesOf('switchStarterClaim', ofOtherTenant)).toEqual([200]);
    expect((await listSettingsOf(s.world.db, OTHER_TENANT))?.mutedClaims).toEqual([STARTER]);
    expect((await listSettingsOf(s.world.db, MAIN_TENANT))?.mutedClaims ?? []).toEqual([]);
  });

  // Last, for it removes what it finds: only here is it sure that the ids above were those of something.
  test.each(names)('Whoever may see it finds it through %s', async (name) => {
    const persons: Partial<Record<RouteWithId, Headers>> = { readAlarm: recipient, agreeToWord: unitPerson };
    const statuses = await statusesOf(name, persons[name] ?? ofScope);
    for (const status of statuses) expect([401, 403, 404, 500]).not.toContain(status);
  });
});

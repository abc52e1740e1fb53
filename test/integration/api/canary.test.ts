/**
 * Rules 8 and 11: what people type stands where it is kept for and nowhere else. A canary goes into every free field of
 * every route and is looked for in every stored document, log line and metric.
 */

import { beforeAll, expect, test } from '@jest/globals';
import type { Account } from '../../../core/accounts/account.ts';
import type { Route } from '../../../core/contract/route.contract.ts';
import { ROUTES, type RouteName } from '../../../core/contract/routes.contract.ts';
import { createLogger } from '../../../core/kernel/log.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { freeStringsOf, placesOf, withWordAt } from '../../support/schema-strings.ts';
import { dump } from '../../support/snapshot.ts';
import { spoken, suite } from '../../support/suite.ts';
import { acted, envelopeOf } from '../../support/webhook.ts';
import { BODIES, CANARY, CODES, MAY_STAND, pathOf } from './canary-requests.ts';

const lines: string[] = [];
const log = createLogger({
  name: 'test',
  level: 'trace',
  destination: { write: (line) => void lines.push(line) },
});
const s = suite({ log });
const word = new RegExp(CANARY, 'iu');
const names = Object.keys(ROUTES) as RouteName[];
/** They need something that stands there already, or a person: refused here, and what they hold is looked for all the same. */
const ANSWERED: readonly string[] = [
  'signIn',
  'muteAlarms',
  'setPersonalSettings',
  'retryAction',
  'consentAction',
  'readAlarm',
  'retryDelivery',
  'revealItem',
  'changeClaim',
  'agreeToWord',
  'restoreCases',
  'switchStarterClaim',
  'handOverItem',
  'startBulkAct',
  'undoBulkAct',
  'changeView',
  'receiveHandOver',
  'requestBulkExport',
  'testBoardRoute',
];
let asked = 0;
/** Whose board and token may change without a word about what is said on the other. */
let quiet: Account;
let clients: Record<'unit' | 'registrar' | 'system', ApiClient>;

beforeAll(async () => {
  quiet = await addTestAccount(s.world.db, { externalId: '900' }, s.world.clock.now());
  const of = (role: 'communications-unit' | 'registrar' | 'system-administrator') =>
    apiClient(s.world.db, s.world.url, { role, now: s.world.clock.now() });
  clients = {
    unit: await of('communications-unit'),
    registrar: await of('registrar'),
    system: await of('system-administrator'),
  };
});

async function send(name: RouteName, body: object, id: string): Promise<number> {
  const route: Route = ROUTES[name];
  const client = (body as { type?: string }).type === 'register' ? clients.registrar : clients.unit;
  const { status } = await client.send(
    route.method === 'delete' ? 'DELETE' : 'POST',
    pathOf(route, id),
    body,
  );
  if (status !== 403) return status;
  return (await clients.system.send('POST', pathOf(route, id), body)).status;
}

async function newMember(): Promise<string> {
  asked += 1;
  const someone = { email: `nr.${asked}@exempel.se`, role: 'moderator' };
  return (await clients.unit.send<{ id: string }>('POST', '/api/members', someone)).body.id;
}

/** An item of its own for each request, so that none stands in another's way. */
async function sendAnew(name: RouteName, body: object): Promise<number> {
  if (ROUTES[name].path.startsWith('/api/accounts/')) return send(name, body, quiet._id);
  if (ROUTES[name].path.startsWith('/api/members/')) return send(name, body, await newMember());
  if (!ROUTES[name].path.includes('/items/')) return send(name, body, 'none');
  asked += 1;
  const { id, externalId } = await spoken(s, 'Vad gäller det här?', { author: `Person ${asked}` });
  if (name !== 'act') return send(name, body, id);
  const { type } = body as { type: string };
  if (type === 'reopen') await s.api.act(id, { type: 'close', reason: 'other' });
  if (type === 'unhide') await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  if (type === 'confirm') {
    const at = s.world.clock.now();
    await s.world.deliver(envelopeOf([acted('hide', { id: externalId, at })], { sentAt: at }));
  }
  await s.world.settle();
  const now = (await s.api.item(id)).version;
  return send(name, { ...body, version: now }, id);
}

test('Every free field of every route holds a canary, or is a code with a reason', () => {
  for (const name of names) {
    const route: Route = ROUTES[name];
    if (route.body === undefined) continue;
    const bodies = BODIES[name as keyof typeof BODIES];
    const sung = new Set(bodies.flatMap((body) => placesOf(body, word)));
    const silent = freeStringsOf(route.body).filter(
      (place) => !sung.has(place) && !(`${name}.${place}` in CODES),
    );
    expect([name, silent]).toEqual([name, []]);
  }
});

test('What people type stands where it is kept for, in no event, no job, no log line and no metric', async () => {
  const refused: unknown[] = [];
  for (const name of Object.keys(BODIES) as (keyof typeof BODIES)[]) {
    for (const body of BODIES[name]) {
      const status = await sendAnew(name, body);
      expect([name, body, status >= 500]).toEqual([name, body, false]);
      if (status >= 300 && !ANSWERED.includes(name)) refused.push([name, body, status]);
    }
    await s.world.settle();
  }
  expect(refused).toEqual([]);
  // Where a code is asked for, and in addresses.
  for (const code of Object.keys(CODES)) {
    const [name = '', place = ''] = [code.slice(0, code.indexOf('.')), code.slice(code.indexOf('.') + 1)];
    const bodies = BODIES[name as keyof typeof BODIES];
    for (const body of bodies) {
      const status = await sendAnew(name as RouteName, withWordAt(body, place, CANARY) as object);
      expect([code, status >= 500]).toEqual([code, false]);
    }
  }
  for (const name of names) {
    const route: Route = ROUTES[name];
    const path = pathOf(route, CANARY);
    const query = new URLSearchParams(
      (route.query ? freeStringsOf(route.query) : []).map((key) => [key, CANARY]),
    );
    if (route.method === 'get')
      await fetch(`${s.world.url}${path}?${query}`, {
        headers: { authorization: `Bearer ${clients.unit.token}` },
      });
    if (route.path.includes(':id') && route.method === 'delete') await clients.unit.send('DELETE', path);
  }
  await s.world.settle();

  const stored = Object.entries(await dump(s.world.db)).flatMap(([collection, documents]) =>
    documents.flatMap((document) => placesOf(document, word).map((place) => `${collection}.${place}`)),
  );
  expect([...new Set(stored)].sort()).toEqual(Object.keys(MAY_STAND).sort());
  expect(lines.filter((line) => word.test(line))).toEqual([]);
  expect(lines.length).toBeGreaterThan(20);
  const metrics = await fetch(`${s.world.url}/metrics`);
  expect([metrics.status, word.test(await metrics.text())]).toEqual([200, false]);
}, 300_000);

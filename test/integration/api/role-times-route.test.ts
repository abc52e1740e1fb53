/** Every role against every route of the table: allowed exactly where PERMISSIONS says so; nobody gets in without credentials. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Route } from '../../../core/contract/route.contract.ts';
import { ROUTES, type RouteName } from '../../../core/contract/routes.contract.ts';
import { PERMISSIONS, type Permission, ROLES, type Role } from '../../../core/kernel/roles.ts';
import { QUEUES_PAGE } from '../../../server/routes/ops/queues.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';
import { ACTION_REQUESTS } from './action-requests.ts';

const s = suite({ simulator: false });
const names = Object.keys(ROUTES) as RouteName[];
let itemId = '';

beforeAll(async () => {
  await s.world.deliver(envelopeOf([added({ id: '1_1', text: 'Hej', at: MONDAY })]));
  itemId = (await storedOf(s, '1_1')).item?._id ?? '';
});

/** A request that the route can read, about things that exist where that matters. */
const BODIES: Partial<Record<RouteName, unknown>> = {
  searchItems: { text: 'hej' },
  act: { type: 'tag', tag: 'x', version: 1 },
  addAccount: {},
  prepareBulkAct: { type: 'unhide', items: [{ id: 'none', version: 1 }] },
  saveView: { type: 'shared', name: 'Alla', filters: { view: 'all' } },
  changeView: { type: 'shared', name: 'Alla', filters: { view: 'all' } },
};

/** Of the types that their bodies may have, the one that is sent above. */
const TYPED: Partial<Record<RouteName, Permission>> = {
  act: 'items:act',
  prepareBulkAct: 'items:act',
  saveView: 'views:share',
  changeView: 'views:share',
};

async function ask(client: ApiClient | null, name: RouteName): Promise<number> {
  const route: Route = ROUTES[name];
  const path = route.path.replace(':id', route.path.includes('/items/') ? itemId : 'none');
  const body = route.method === 'post' ? (BODIES[name] ?? {}) : undefined;
  const { status } = await fetch(`${s.world.url}${path}`, {
    method: route.method.toUpperCase(),
    headers: {
      ...(client === null ? {} : { authorization: `Bearer ${client.token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return status;
}

function isAllowed(role: Role, route: Route): boolean {
  return route.permission === 'public' || (PERMISSIONS[route.permission] as readonly Role[]).includes(role);
}

describe('role x route', () => {
  test.each(ROLES)('The role %s is let in exactly where its permissions say', async (role) => {
    const client = await apiClient(s.world.db, s.world.url, { role, now: MONDAY });
    for (const name of names) {
      // Signing in is for those who are not: it has tests of its own.
      if (name === 'signIn') continue;
      const status = await ask(client, name);
      // What is allowed may still lack its object (404), be stale (409) or incomplete (422), but never 401, 403 or 5xx.
      const typed = TYPED[name];
      const mayAct = typed === undefined || (PERMISSIONS[typed] as readonly Role[]).includes(role);
      const refused = status === 403;
      expect({ name, status, refused }).toEqual({
        name,
        status,
        refused: !(isAllowed(role, ROUTES[name]) && mayAct),
      });
      expect({ name, broken: status === 401 || status >= 500 }).toEqual({ name, broken: false });
    }
  });

  test.each(ROLES)('The role %s acts on an item exactly where the table says so', async (role) => {
    const client = await apiClient(s.world.db, s.world.url, { role, now: MONDAY });
    const has = (permission: Permission) => (PERMISSIONS[permission] as readonly Role[]).includes(role);
    const { permission, permissionByType } = ROUTES.act;
    for (const request of Object.values(ACTION_REQUESTS)) {
      const { status } = await client.act(itemId, request);
      const allowed = has(permission) && has(permissionByType[request.type]);
      // Allowed, and stale: no item has that version.
      expect([request.type, status]).toEqual([request.type, allowed ? 409 : 403]);
    }
  });

  /** The page of the queues stands beside the table: the page itself, what it asks, a file of it, and a write. */
  test('The page of the queues opens for a system administrator and for no other role', async () => {
    const askPage = async (path: string, token?: string, method = 'GET'): Promise<number> => {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return (await fetch(`${s.world.url}${QUEUES_PAGE}${path}`, { method, headers })).status;
    };
    const paths = ['', '/queue/act', '/api/queues', '/static/favicon.ico'];
    for (const role of ROLES) {
      const { token } = await apiClient(s.world.db, s.world.url, { role, now: MONDAY });
      const mayLook = role === 'system-administrator';
      for (const path of paths)
        expect([role, path, await askPage(path, token)]).toEqual([role, path, mayLook ? 200 : 403]);
      const pause = await askPage('/api/queues/pause', token, 'PUT');
      expect([role, 'pause', pause]).toEqual([role, 'pause', mayLook ? 404 : 403]);
    }
    for (const path of paths) expect([path, await askPage(path)]).toEqual([path, 401]);
    expect(await askPage('', 'upp_0123456789012345678901234567890123456789')).toBe(401);
    expect(await askPage('/api/queues/pause', undefined, 'PUT')).toBe(401);
  });

  test('A registrar registers and does nothing else', async () => {
    const registrar = await apiClient(s.world.db, s.world.url, { role: 'registrar', now: MONDAY });
    expect((await registrar.act(itemId, { type: 'register', outcome: 'minor' })).status).toBe(202);
    for (const request of [{ type: 'like' }, { type: 'close', reason: 'other' }, { type: 'note', text: 'x' }])
      expect((await registrar.act(itemId, request)).status).toBe(403);
  });

  test('Everything but the public is 401 without credentials or with bad ones', async () => {
    const bad = { token: 'upp_0123456789012345678901234567890123456789' } as ApiClient;
    for (const name of names) {
      if (ROUTES[name].permission === 'public') continue;
      expect([name, await ask(null, name)]).toEqual([name, 401]);
      expect([name, await ask(bad, name)]).toEqual([name, 401]);
    }
  });

  test('An expired token is 401', async () => {
    const now = new Date(s.world.clock.now().getTime() - 91 * 86_400_000);
    const old = await apiClient(s.world.db, s.world.url, { now });
    expect(await ask(old, 'listItems')).toBe(401);
  });
});

describe('errors', () => {
  test('Errors have a code, words and a request id, and unknown routes are 404', async () => {
    const { status, body, headers } = await s.api.get<{ error: Record<string, string> }>('/api/nothing');
    expect(status).toBe(404);
    expect(body.error).toMatchObject({ code: 'not_found', requestId: headers.get('x-request-id') });
    const unread = await fetch(`${s.world.url}/api/items/search`, {
      method: 'POST',
      headers: { authorization: `Bearer ${s.api.token}`, 'content-type': 'application/json' },
      body: '{"text":',
    });
    expect(unread.status).toBe(400);
  });

  test('A cursor that is none of ours is 422', async () => {
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const cursors = [
      'x',
      '%00',
      forged(5),
      forged([1]),
      forged(['a', 'b']),
      forged([1e300, 'x']),
      forged([0.5, 'x']),
    ];
    for (const cursor of [...cursors, Buffer.from('[1e999,"x"]').toString('base64url')])
      for (const sort of ['due', 'severity', 'newest'])
        expect([cursor, (await s.api.get(`/api/items?sort=${sort}&cursor=${cursor}`)).status]).toEqual([
          cursor,
          422,
        ]);
  });
});

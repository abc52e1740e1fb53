/** The way to a board's case system: proven when it is set, its password never shown, tried by a button. */
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BoardRoutes, HandOverShape, ItemAnswer } from '../../../core/records/hand-over.contract.ts';
import { HandOverRoutes, HandOvers } from '../../../core/records/hand-overs.store.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { openRegistry } from '../../support/hand-over.ts';
import { spoken, suite } from '../../support/suite.ts';

const registry = openRegistry();
const s = suite({
  settings: { handOverFolder: '/srv/overlamning', hasMailServer: true },
  handOver: registry.ports,
});
const EMAIL = { kind: 'email', to: 'registrator@exempel.se' };
const SFTP = { kind: 'sftp', host: 'arkiv.exempel.se', port: 22, user: 'uppsikt', folder: '/in' };
const PASSWORD = 'lösenord-som-aldrig-syns';
let unit: ApiClient;

beforeAll(async () => {
  unit = await apiClient(s.world.db, s.world.url, { role: 'communications-unit', now: s.world.clock.now() });
});

beforeEach(async () => {
  registry.mails.splice(0);
  registry.answer = null;
  for (const { collectionName } of [HandOvers, HandOverRoutes])
    await s.world.db.connection.collection(collectionName).deleteMany({ tenantId: 'main' });
});

const setRoute = (settings: object, more: object = {}) =>
  unit.send<{ id: string }>('POST', '/api/board-routes', {
    board: s.account.board,
    settings,
    formats: ['evidence'],
    language: 'sv',
    ...more,
  });

describe('the way of a board', () => {
  const boards = async (): Promise<BoardRoutes> => (await unit.get<BoardRoutes>('/api/board-routes')).body;

  test('A board without a way is listed, and its password is never shown', async () => {
    expect((await boards()).boards).toEqual([
      { board: s.account.board, accounts: 1, language: 'sv', route: null },
    ]);
    const secret = { kind: 'password', password: PASSWORD };
    expect((await setRoute(SFTP, { secret })).status).toBe(200);
    const shown = await boards();
    expect(shown.boards[0]?.route).toMatchObject({ hasSecret: true, settings: { ...SFTP, hostKey: null } });
    expect(JSON.stringify(shown)).not.toContain(PASSWORD);
    const stored = JSON.stringify(await HandOverRoutes(s.world.db).find({ tenantId: 'main' }).lean());
    expect(stored).not.toContain(PASSWORD);
  });

  test('A stored password stays for its machine and user, and goes to no other', async () => {
    const secret = { kind: 'password', password: PASSWORD };
    await setRoute(SFTP, { secret });
    expect((await setRoute({ ...SFTP, folder: '/in/nytt' })).status).toBe(200);
    for (const other of [{ host: 'annan.exempel.se' }, { port: 2222 }, { user: 'annan' }])
      expect([other, (await setRoute({ ...SFTP, ...other })).status]).toEqual([other, 422]);
    await setRoute(EMAIL);
    expect((await boards()).boards[0]?.route?.hasSecret).toBe(false);
    expect((await setRoute(SFTP)).status).toBe(422);
  });

  test('What could never work is refused when it is set', async () => {
    const secret = { kind: 'key', privateKey: 'ingen nyckel' };
    expect((await setRoute(SFTP, { secret })).status).toBe(422);
    expect((await setRoute({ kind: 'email', to: 'ingen adress' })).status).toBe(422);
    expect((await setRoute({ kind: 'folder', folder: '../etc' })).status).toBe(422);
    expect((await setRoute(EMAIL, { board: 'Finns inte' })).status).toBe(404);
    expect((await boards()).boards[0]?.route).toBeNull();
  });

  test('A trial really goes, says that it is one, and tells at once when it fails', async () => {
    const { id } = (await setRoute(EMAIL)).body;
    const trial = await unit.send<HandOverShape>('POST', `/api/board-routes/${id}/test`, {});
    expect([trial.status, trial.body.state]).toEqual([202, 'queued']);
    await s.world.runQueue();
    expect(registry.mails[0]?.subject).toBe(`PROV, registrera inte: ${s.account.board}`);
    const read = async (of: string) => (await unit.get<HandOverShape>(`/api/hand-overs/${of}`)).body;
    expect(await read(trial.body.id)).toMatchObject({ isTest: true, state: 'sent' });
    s.world.clock.advance(1000);
    registry.answer = { outcome: 'not-sent', cause: 'host-key-unknown', again: true, shown: 'SHA256:x' };
    const second = await unit.send<HandOverShape>('POST', `/api/board-routes/${id}/test`, {});
    await s.world.runQueue();
    expect(await read(second.body.id)).toMatchObject({
      state: 'failed',
      cause: 'host-key-unknown',
      shown: 'SHA256:x',
    });
    expect((await boards()).boards[0]?.route?.lastTest).toMatchObject({ id: second.body.id });
  });

  test('Without its way what waits comes to nothing, and says so', async () => {
    const { id } = (await setRoute(EMAIL)).body;
    const { id: item } = await spoken(s, 'Du är en idiot');
    await s.api.act(item, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    await s.world.settle();
    const { body } = await s.api.send<ItemAnswer>('POST', `/api/items/${item}/hand-over`, {});
    expect((await unit.send('DELETE', `/api/board-routes/${id}`)).status).toBe(200);
    await s.world.runQueue();
    const after = await unit.get<HandOverShape>(`/api/hand-overs/${body.handOver.id}`);
    expect(after.body).toMatchObject({ state: 'failed', cause: 'no-route' });
  });
});

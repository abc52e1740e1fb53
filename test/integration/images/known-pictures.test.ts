/** The list of pictures that the municipality knows again. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { KnownPictureChangeShape, KnownPictureShape } from '../../../core/images/media.contract.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { picture } from '../../support/pictures.ts';
import { pictureSuite } from './picture-suite.ts';

const { s, said, opened } = pictureSuite();
type Opened = ReturnType<typeof opened>;
let server: Opened['server'];
beforeAll(() => {
  ({ server } = opened());
});

describe('known pictures', () => {
  const list = async () =>
    (await s.api.get<{ pictures: KnownPictureShape[] }>('/api/known-pictures')).body.pictures;
  const add = (body: object) => s.api.send<KnownPictureShape>('POST', '/api/known-pictures', body);

  test('Known pictures are added by an item, known again in another form, and removed', async () => {
    server.at.set('/advert.png', await picture('png', { hue: 300 }));
    server.at.set('/advert-again.webp', await picture('webp', { hue: 300, width: 640, height: 445 }));
    const { shape } = await said('Titta', ['/advert.png']);
    const { status, body } = await add({
      itemId: shape.id,
      attachment: 0,
      category: 'ads',
      note: 'Rabattkod',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ category: 'ads', note: 'Rabattkod' });
    expect((await add({ itemId: shape.id, attachment: 0, category: 'ads' })).body.id).toBe(body.id);
    const again = await said('Kolla här', ['/advert-again.webp']);
    expect(again.shape.decision).toBe('flag');
    expect(again.shape.verdicts).toContainEqual(
      expect.objectContaining({ category: 'ads', level: 'strong', version: 'image-list-1' }),
    );
    expect((await s.api.send('DELETE', `/api/known-pictures/${body.id}`)).status).toBe(200);
    expect((await s.api.send('DELETE', `/api/known-pictures/${body.id}`)).status).toBe(404);
    expect((await said('En till', ['/advert-again.webp'])).shape.decision).toBe('none');
  });

  test('The log says who put which picture on the list and who took it off', async () => {
    const log = async () =>
      (await s.api.get<{ changes: KnownPictureChangeShape[] }>('/api/known-pictures/changes')).body.changes;
    const before = (await log()).length;
    // Later than whatever the tests before this one have written.
    s.world.clock.advance(1000);
    const body = { hash: 'abcdef0123456789', category: 'ads' };
    const { id } = (await add(body)).body;
    await Promise.all([add(body), add(body)]);
    s.world.clock.advance(1000);
    await s.api.send('DELETE', `/api/known-pictures/${id}`);
    await s.api.send('DELETE', `/api/known-pictures/${id}`);
    const [removed, added, ...older] = await log();
    expect(older).toHaveLength(before);
    for (const change of [removed, added])
      expect(change).toMatchObject({ ...body, by: 'test administrator' });
    expect([added?.what, removed?.what]).toEqual(['added', 'removed']);
  });

  test('Known pictures are added by hash, and what is none is refused', async () => {
    expect((await add({ hash: '00FF00ff00ff00ff', category: 'ads' })).status).toBe(201);
    for (const hash of ['', 'xyz', '00ff00ff00ff00f', '00ff00ff00ff00ff0'])
      expect((await add({ hash, category: 'ads' })).status).toBe(422);
    expect((await add({ hash: '00ff00ff00ff00ff', category: 'csam' })).status).toBe(422);
    expect((await list()).map(({ hash }) => hash)).toEqual(['00ff00ff00ff00ff']);
    const reader = await apiClient(s.world.db, s.world.url, { role: 'auditor', now: MONDAY });
    expect((await reader.send('POST', '/api/known-pictures', {})).status).toBe(403);
  });

  test('Pictures of another account’s item are out of reach', async () => {
    const { shape } = await said('Min', ['/plain.jpg']);
    const other = await apiClient(s.world.db, s.world.url, { accountIds: ['elsewhere'], now: MONDAY });
    expect((await other.get(`/api/items/${shape.id}/picture`)).status).toBe(404);
    const body = { itemId: shape.id, attachment: 0, category: 'ads' };
    expect((await other.send('POST', '/api/known-pictures', body)).status).toBe(404);
  });

  test('Who sees some accounts lists a picture of theirs, and changes nothing else of the shared list', async () => {
    const { shape } = await said('Vår', ['/plain.jpg']);
    const { body } = await add({ hash: 'ff00ff00ff00ff00', category: 'ads' });
    const { _id } = s.account;
    const some = await apiClient(s.world.db, s.world.url, { accountIds: [_id], now: MONDAY });
    const hash = { hash: '0f0f0f0f0f0f0f0f', category: 'ads' };
    expect((await some.send('POST', '/api/known-pictures', hash)).status).toBe(403);
    expect((await some.send('DELETE', `/api/known-pictures/${body.id}`)).status).toBe(404);
    const shown = { itemId: shape.id, attachment: 0, category: 'ads' };
    expect((await some.send('POST', '/api/known-pictures', shown)).status).not.toBe(403);
    expect((await list()).map(({ hash: known }) => known)).toContain('ff00ff00ff00ff00');
  });
});

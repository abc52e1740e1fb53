/** What a webhook answers (design.md section 2), over real HTTP. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Deliveries } from '../../../core/inbox/deliveries.store.ts';
import { closeDb } from '../../../core/kernel/db.ts';
import { deliveryId } from '../../../core/kernel/ids.ts';
import { MONDAY } from '../../support/clock.ts';
import { signed } from '../../support/sign.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { suite } from '../../support/suite.ts';
import { added, envelopeOf, postWebhook, VERIFY_TOKEN } from '../../support/webhook.ts';
import { openWorld } from '../../support/world.ts';

const s = suite({ simulator: false });
const body = (id: string): Buffer => envelopeOf([added({ id, text: 'Hej', at: MONDAY })]);
/** Hints that a delivery waits; others may be due later. */
const toIngest = () => s.world.queue.hints.filter(({ name }) => name === 'ingest-delivery');
const storedDelivery = (bytes: Buffer) =>
  Deliveries(s.world.db)
    .findOne({ tenantId: '_system', _id: deliveryId('facebook', bytes) })
    .lean();

describe('a delivery', () => {
  test('A delivery is stored before 200, and the same body again is 200 and nothing more', async () => {
    const bytes = body('1_1');
    expect((await postWebhook(s.world.url, bytes)).status).toBe(200);
    expect(await storedDelivery(bytes)).toMatchObject({ state: 'received', attempts: 0 });
    await s.world.runQueue();
    const after = await storedDelivery(bytes);
    expect(after).toMatchObject({ state: 'done' });
    expect((await postWebhook(s.world.url, bytes)).status).toBe(200);
    expect(toIngest()).toEqual([]);
    expect(await storedDelivery(bytes)).toEqual(after);
  });

  test('A delivery that is signed but unreadable is 400 and kept as quarantined', async () => {
    for (const text of [
      '{"object":"page"',
      '[]',
      '{"object":"user","entry":[]}',
      '{"object":"page","entry":7}',
    ]) {
      const bytes = Buffer.from(text);
      expect((await postWebhook(s.world.url, bytes)).status).toBe(400);
      expect(await storedDelivery(bytes)).toMatchObject({ state: 'quarantined' });
    }
    expect(toIngest()).toEqual([]);
  });

  test('A delivery with a wrong, missing or malformed signature is 401 and not kept', async () => {
    const bytes = body('1_2');
    for (const headers of [{}, { 'x-hub-signature-256': '' }, { 'x-hub-signature-256': 'sha256=zz' }]) {
      const answer = await postWebhook(s.world.url, bytes, { secret: 'wrong', headers });
      expect(answer.status).toBe(401);
    }
    expect(await storedDelivery(bytes)).toBeNull();
  });

  test('A re-serialised body does not verify', async () => {
    const bytes = envelopeOf([added({ id: '1_3', text: 'Åsa 😀 a/b', at: MONDAY })]);
    const again = Buffer.from(JSON.stringify(JSON.parse(bytes.toString('utf8'))));
    expect(again.equals(bytes)).toBe(false);
    const headers = { 'x-hub-signature-256': signed(bytes) };
    expect((await postWebhook(s.world.url, again, { headers })).status).toBe(401);
    expect((await postWebhook(s.world.url, bytes, { headers })).status).toBe(200);
  });

  test('A delivery of an unknown platform is 404', async () => {
    expect((await postWebhook(s.world.url, body('1_4'), { platform: 'myspace' })).status).toBe(404);
    expect((await postWebhook(s.world.url, body('1_4'), { platform: 'tiktok' })).status).toBe(404);
  });

  test('A delivery that is too large is 413, one of another content type 415', async () => {
    const huge = Buffer.alloc(4 * 1024 * 1024 + 1, 0x20);
    expect((await postWebhook(s.world.url, huge)).status).toBe(413);
    const headers = { 'content-type': 'text/plain' };
    expect((await postWebhook(s.world.url, body('1_5'), { headers })).status).toBe(415);
  });
});

describe('the handshake', () => {
  const handshake = (query: string) => fetch(`${s.world.url}/webhooks/facebook?${query}`);

  test('The handshake gives the challenge back for the right token, and 403 for anything else', async () => {
    const right = await handshake(`hub.mode=subscribe&hub.verify_token=${VERIFY_TOKEN}&hub.challenge=0123`);
    expect([right.status, await right.text()]).toEqual([200, '0123']);
    const wrong = [
      'hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1',
      `hub.mode=unsubscribe&hub.verify_token=${VERIFY_TOKEN}&hub.challenge=1`,
      `hub.mode=subscribe&hub.verify_token=${VERIFY_TOKEN}`,
      '',
    ];
    for (const query of wrong) expect((await handshake(query)).status).toBe(403);
  });
});

describe('without the store', () => {
  let own: TestStores;
  beforeAll(async () => {
    own = await testMongo();
  }, 60_000);
  afterAll(() => own.stop());

  test('A delivery is 503 with Retry-After without the store, and nothing is acknowledged', async () => {
    const world = await openWorld({ mongoUrl: own.mongoUrl, simulator: false, storeTimeoutMs: 1500 });
    await closeDb(world.db);
    const answer = await postWebhook(world.url, body('1_6'));
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(`${world.url}/readyz`)).status).toBe(503);
    await world.close();
  });
});

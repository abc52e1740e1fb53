/** A picture that is no longer what was judged: what is said of it and its new look are one, whatever write dies. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ImageScans } from '../../../core/images/image-scans.store.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { MONDAY } from '../../support/clock.ts';
import { installCrash } from '../../support/crash.ts';
import { type PictureServer, picture, pictureServer } from '../../support/pictures.ts';
import { suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const crash = installCrash();
const PAGE = '700800901';
const MAX_POINTS = 20;
let server: PictureServer;
let pictures: Buffer[];

beforeAll(async () => {
  server = await pictureServer();
  pictures = await Promise.all([20, 200].map((hue) => picture('jpeg', { width: 200, height: 150, hue })));
  const demo = { municipality: 'Exempels kommun' };
  const request = { externalId: PAGE, demo, apiBase: s.world.sim.apiBase };
  await addTestAccount(s.world.db, request, MONDAY);
}, 60_000);
afterAll(() => server.close());

/** One comment whose picture is swapped; its reader's server dies at that write. False: it had fewer writes. */
async function swappedAt(point: number, moment: 'before' | 'after'): Promise<boolean> {
  const [first, second] = pictures;
  const id = `90_${moment}_${point}`;
  const path = `/${id}.jpg`;
  server.at.set(path, first ?? Buffer.alloc(0));
  const comment = added({ id, text: 'Titta', at: MONDAY, more: { photo: server.url + path } });
  await s.world.deliver(envelopeOf([comment], { page: PAGE }));
  const [item] = (await s.api.items(`?externalId=${id}`)).items;
  const itemId = item?.id ?? '';
  const headers = { authorization: `Bearer ${s.api.token}` };
  server.at.set(path, second ?? Buffer.alloc(0));
  crash.arm(point, moment);
  const { status } = await fetch(`${s.world.url}/api/items/${itemId}/picture?attachment=0`, { headers });
  const killed = crash.restart();
  expect(status).toBe(killed ? 500 : 409);
  const row = await ImageScans(s.world.db).findOne({ tenantId: 'main', itemId }).lean();
  const [after] = (await s.api.items(`?externalId=${id}`)).items;
  const [state, cause] = [row?.state, after?.attachments[0]?.look.cause];
  expect([
    ['done', null],
    ['pending', 'changed'],
  ]).toContainEqual([state, cause]);
  return killed;
}

test('A changed picture is never left without a new scan, whatever write is the last', async () => {
  for (const moment of ['before', 'after'] as const) {
    let point = 1;
    while (await swappedAt(point, moment)) point += 1;
    expect(point).toBeGreaterThan(3);
    expect(point).toBeLessThan(MAX_POINTS);
  }
}, 120_000);

/** From a webhook with a picture to what stands on the item: real server, real fetch, real model. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Alarms } from '../../../core/alarms/alarms.store.ts';
import { InAppAlarms } from '../../../core/alarms/in-app-alarms.store.ts';
import { captureById } from '../../../core/evidence/captures.store.ts';
import { ImageScans } from '../../../core/images/image-scans.store.ts';
import { KnownPictures } from '../../../core/images/known-pictures.store.ts';
import type { KnownPictureShape } from '../../../core/images/media.contract.ts';
import { recordNewEvents } from '../../../core/inbox/change-item.store.ts';
import type { ItemShape } from '../../../core/inbox/items.contract.ts';
import { itemById } from '../../../core/inbox/items.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { JOBS } from '../../../core/kernel/queue/jobs.ts';
import { madePicture } from '../../../ops/simulator/made-picture.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { type PictureServer, picture, pictureServer } from '../../support/pictures.ts';
import { dump } from '../../support/snapshot.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, edited, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const SCAN_ATTEMPTS = JOBS['scan-images'].maxAttempts;
/** The suite's own account is no demo; this one may fetch from this machine. */
const DEMO_PAGE = '700800900';
let server: PictureServer;
let demo: { world: typeof s.world; api: typeof s.api; account: Awaited<ReturnType<typeof addTestAccount>> };
let plain: Buffer;
/** Shapes that the model takes for pornography. */
let sand: Buffer;
let count = 0;

beforeAll(async () => {
  server = await pictureServer();
  const municipality = { municipality: 'Exempels kommun' };
  const request = { externalId: DEMO_PAGE, demo: municipality, apiBase: s.world.sim.apiBase };
  const account = await addTestAccount(s.world.db, request, MONDAY);
  demo = { world: s.world, api: s.api, account };
  plain = await picture('jpeg', { width: 400, height: 300 });
  sand = (await madePicture('sand.jpg'))?.bytes ?? Buffer.alloc(0);
  server.at.set('/plain.jpg', plain);
  server.at.set('/sand.jpg', sand);
}, 60_000);
afterAll(() => server.close());

/** A comment with pictures, ingested and looked at. */
async function said(
  text: string,
  paths: readonly string[],
  more: { id?: string; from?: string; parentId?: string } = {},
) {
  count += 1;
  const { id = `80_${count}`, from = `v${count}`, parentId } = more;
  const photos = paths.map((path) => (path.startsWith('/') ? server.url + path : path));
  await s.world.deliver(
    envelopeOf(
      [
        added({
          id,
          text,
          at: MONDAY,
          from: { id: from, name: 'Ada Exempelsson' },
          more: { photos },
          ...(parentId === undefined ? {} : { parentId }),
        }),
      ],
      { page: DEMO_PAGE },
    ),
  );
  return { id, stored: await storedOf(demo, id), shape: await shapeOf(id) };
}

async function shapeOf(externalId: string): Promise<ItemShape> {
  const [item] = (await s.api.items(`?externalId=${externalId}`)).items;
  if (item === undefined) throw new Error('not in the inbox');
  return item;
}

/** Raw: the client of the tests reads JSON. */
const view = (itemId: string, at = 0): Promise<Response> =>
  fetch(`${s.world.url}/api/items/${itemId}/picture?attachment=${at}`, {
    headers: { authorization: `Bearer ${s.api.token}` },
  });

describe('a picture', () => {
  test('A picture is judged after the item is in the inbox, quietly, and shown from the very bytes', async () => {
    const { stored, shape } = await said('Så här ser det ut', ['/plain.jpg']);
    const types = stored.events.map(({ type }) => type).filter((type) => !type.startsWith('context.'));
    expect(types).toEqual(['comment.received', 'deadline.started', 'media.judged']);
    // Quiet (decision 0005): an answer that was begun before the look is not stale after it.
    expect(stored.item?.version).toBe(2);
    expect(shape.attachments).toMatchObject([
      { type: 'image', look: { state: 'judged', cause: null, version: 'image-1', listable: true } },
    ]);
    expect(shape).toMatchObject({ decision: 'none' });
    expect(
      shape.verdicts.filter(({ category }) => category === 'porn').map(({ version }) => version),
    ).toEqual(['stub-1', 'image-1']);
    expect(s.world.published.at(-1)?.items[0]?.id).toBe(shape.id);
    const shown = await view(shape.id);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(shown.headers.get('cache-control')).toBe('private, no-store');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(plain);
  });

  test('A picture that the model takes for pornography flags the item, and alone hides nothing', async () => {
    const { stored, shape } = await said('Sanddynerna', ['/plain.jpg', '/sand.jpg']);
    expect(shape).toMatchObject({ decision: 'flag' });
    expect(stored.item).toMatchObject({ severity: 3, abusive: true, removal: { reason: 'porn' } });
    expect(shape.attachments[1]?.look.verdicts).toMatchObject([{ category: 'porn', level: 'strong' }]);
    expect(stored.events.at(-1)?.data).toMatchObject({ decision: 'flag', categories: ['porn'] });
    expect(JSON.stringify(stored.events)).not.toMatch(/127\.0\.0\.1|hash|sand\.jpg/u);
  });

  test('A picture is scanned anew when the text is edited, and an old scan does not count', async () => {
    const { id } = await said('Före', ['/sand.jpg']);
    const change = edited({
      id,
      text: 'Efter',
      at: new Date(MONDAY.getTime() + 60_000),
      more: { photo: `${server.url}/plain.jpg` },
    });
    await s.world.deliver(envelopeOf([change], { page: DEMO_PAGE }));
    const { item, events } = await storedOf(demo, id);
    const types = events.map(({ type }) => type).filter((type) => /media|edited/u.test(type));
    expect(types).toEqual(['media.judged', 'comment.edited', 'media.judged']);
    expect(item).toMatchObject({ decision: 'none', severity: 0, media: { revision: 2 } });
  });

  test('Films and links are not scanned: they say that no machine has judged them', async () => {
    count += 1;
    const more = { video: 'https://video.xx.fbcdn.net/a.mp4', link: 'https://example.org/' };
    await s.world.deliver(
      envelopeOf([added({ id: '81_1', text: 'Se', at: MONDAY, more })], { page: DEMO_PAGE }),
    );
    expect((await shapeOf('81_1')).attachments.map(({ look: scan }) => [scan.state, scan.cause])).toEqual([
      ['not-judged', 'video'],
      ['not-judged', 'not-a-picture'],
    ]);
    expect(
      await ImageScans(s.world.db).countDocuments({ tenantId: 'main', itemId: (await shapeOf('81_1')).id }),
    ).toBe(0);
    expect((await view((await shapeOf('81_1')).id)).status).toBe(404);
  });

  test('A picture of a page that is no demo is never fetched from this machine', async () => {
    const before = server.asked.length;
    const more = { photo: `${server.url}/plain.jpg` };
    await s.world.deliver(envelopeOf([added({ id: '82_1', text: 'Hej', at: MONDAY, more })]));
    const [item] = (await s.api.items('?externalId=82_1')).items;
    expect(item?.attachments[0]?.look).toMatchObject({ state: 'not-judged', cause: 'blocked-host' });
    expect(server.asked).toHaveLength(before);
    expect((await view(item?.id ?? '')).status).toBe(502);
  });
});

describe('what stood before the look', () => {
  test('A text is not judged again by the scan: a flood stays one though nobody counts it any more', async () => {
    const deps = s.world.deps as { assess: typeof s.world.deps.assess };
    const { assess } = deps;
    let asked = 0;
    deps.assess = (account, text, about) => {
      const calm = assess(account, text, about);
      asked += 1;
      if (calm.classification === null || asked > 1) return calm;
      const verdicts = calm.classification.verdicts.map((verdict) =>
        verdict.category === 'ads' ? { ...verdict, score: 0.9, level: 'strong' as const } : verdict,
      );
      const classification = { ...calm.classification, verdicts };
      return { classification, decision: 'flag', categories: ['ads'], policyVersion: 'then-1' };
    };
    const { stored, shape } = await said('Köp däck', ['/plain.jpg']);
    deps.assess = assess;
    expect(shape.attachments[0]?.look.state).toBe('judged');
    expect(stored.item).toMatchObject({ decision: 'flag', severity: 1, policyVersion: 'then-1' });
    expect(stored.events.at(-1)?.data).toMatchObject({ categories: ['ads'], policy: 'then-1' });
    expect(asked).toBe(1);
  });

  test('An item still draws attention after the scan where another service had an opinion before', async () => {
    server.at.set('/slow.jpg', (response) => response.writeHead(503).end());
    const { id, stored } = await said('Hej', ['/slow.jpg']);
    const categories = [{ category: 'insult' as const, score: 0.8 }];
    const data = { name: 'other', version: '1', revision: 1, categories };
    await transaction(s.world.db, async (session) => {
      const item = await itemById(s.world.db, { tenantId: 'main', id: stored.item?._id ?? '' }, session);
      if (item === null) throw new Error('no item');
      await recordNewEvents(s.world.db, item, {
        newEvents: [{ type: 'second-opinion.given', data }],
        actor: { kind: 'machine', id: 'second-opinion' },
        at: MONDAY,
        session,
      });
    });
    server.at.set('/slow.jpg', plain);
    await s.world.settle();
    const { item } = await storedOf(demo, id);
    expect(item).toMatchObject({ decision: 'none', severity: 1, media: { looks: [{ state: 'judged' }] } });
  }, 30_000);
});

describe('a look that fails', () => {
  test('A failing scan marks the item, is tried again and mended', async () => {
    server.at.set('/later.jpg', (response) => response.writeHead(503).end());
    const { id, shape } = await said('Strax', ['/later.jpg', '/plain.jpg']);
    expect(shape.attachments.map(({ look: scan }) => [scan.state, scan.cause])).toEqual([
      ['not-judged', 'unreachable'],
      ['judged', null],
    ]);
    server.at.set('/later.jpg', plain);
    // The address answers again, but no one has judged what it gives: first the try that is due.
    expect((await view(shape.id)).status).toBe(409);
    const asked = server.asked.filter((path) => path === '/plain.jpg').length;
    await s.world.settle();
    const { item, events } = await storedOf(demo, id);
    expect(item?.media?.looks.map(({ state }) => state)).toEqual(['judged', 'judged']);
    expect(events.filter(({ type }) => type === 'media.judged')).toHaveLength(2);
    // What was judged is not fetched again.
    expect(server.asked.filter((path) => path === '/plain.jpg')).toHaveLength(asked);
    expect((await view(item?._id ?? '', 1)).status).toBe(200);
  }, 30_000);

  test('A failing scan ends after a few tries, and what cannot pass is not tried again', async () => {
    server.at.set('/never.jpg', (response) => response.writeHead(500).end());
    server.at.set('/text', (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    );
    const { id, shape } = await said('Aldrig', ['/never.jpg', '/text', '/nothing.jpg']);
    await s.world.settle();
    const { item, events } = await storedOf(demo, id);
    expect(item?.media?.looks.map(({ cause }) => cause)).toEqual(['unreachable', 'unsupported', 'gone']);
    expect(events.filter(({ type }) => type === 'media.judged')).toHaveLength(1);
    const tries = (path: string): number => server.asked.filter((one) => one === path).length;
    expect([tries('/never.jpg'), tries('/text'), tries('/nothing.jpg')]).toEqual([SCAN_ATTEMPTS, 1, 1]);
    // What the tries could not get judged is left to the person who asks for it.
    server.at.set('/never.jpg', plain);
    expect((await view(shape.id)).status).toBe(200);
    expect(shape.status).toBe('open');
  }, 30_000);

  test('A scan is found by the sweeper where its hint was lost', async () => {
    const photo = `${server.url}/plain.jpg`;
    const body = envelopeOf([added({ id: '83_1', text: 'Tappad', at: MONDAY, more: { photo } })], {
      page: DEMO_PAGE,
    });
    const { hint } = s.world.queue;
    s.world.queue.hint = async () => false;
    const { postWebhook } = await import('../../support/webhook.ts');
    expect((await postWebhook(s.world.url, body)).status).toBe(200);
    s.world.queue.hint = hint;
    await s.world.settle();
    expect((await shapeOf('83_1')).attachments[0]?.look.state).toBe('judged');
  }, 30_000);

  test('Another picture behind the same address is not shown before it was scanned', async () => {
    server.at.set('/swap.jpg', plain);
    const { id, shape } = await said('Bytt', ['/swap.jpg']);
    server.at.set('/swap.jpg', sand);
    // Asked once more before the new look, it is still refused: nobody has judged these bytes.
    for (let asked = 0; asked < 3; asked++) expect((await view(shape.id)).status).toBe(409);
    expect((await shapeOf(id)).attachments[0]?.look).toMatchObject({ state: 'not-judged', cause: 'changed' });
    const { events } = await storedOf(demo, id);
    expect(events.filter(({ type }) => type === 'media.judged')).toHaveLength(2);
    await s.world.settle();
    expect((await shapeOf(id)).attachments[0]?.look.verdicts).toMatchObject([{ level: 'strong' }]);
    expect((await view(shape.id)).status).toBe(200);
  }, 30_000);
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
});

describe('where something points to abuse of a child', () => {
  const alarms = () => Alarms(s.world.db).countDocuments({ tenantId: 'main', kind: 'blocked' });

  test('A sexual picture with a cue of a minor leaves nothing behind, is shown to nobody and alarms', async () => {
    const before = await alarms();
    const { stored, shape } = await said('Hon är 13 år', ['/plain.jpg', '/sand.jpg']);
    expect(shape.attachments.map(({ look: scan }) => scan)).toEqual(
      [1, 2].map(() => ({
        state: 'blocked',
        cause: 'picture',
        version: null,
        verdicts: [],
        listable: false,
      })),
    );
    expect(stored.item).toMatchObject({ decision: 'flag', severity: 3, abusive: true, status: 'open' });
    expect(stored.item?.verdicts.some(({ version }) => version.startsWith('image'))).toBe(false);
    expect((await view(shape.id)).status).toBe(403);
    expect((await view(shape.id, 1)).status).toBe(403);
    const row = await ImageScans(s.world.db).findOne({ tenantId: 'main', itemId: shape.id }).lean();
    expect(row).toMatchObject({ state: 'done', prints: [] });
    // Neither figures nor hashes of it stand anywhere in the store.
    const ofIt = Object.values(await dump(s.world.db))
      .flat()
      .filter((document) => JSON.stringify(document).includes(shape.id));
    expect(JSON.stringify(ofIt)).not.toMatch(/"hash":"[0-9a-f]{16}"|image-1|"sha256":"[0-9a-f]{64}","at"/u);
    expect(await alarms()).toBe(before + 3);
    const asked = server.asked.length;
    await s.world.settle();
    expect(server.asked).toHaveLength(asked);
  }, 30_000);

  test('The same words with an innocent picture are nothing', async () => {
    expect((await said('Han är 6 år och älskar skolan', ['/plain.jpg'])).shape).toMatchObject({
      decision: 'none',
      attachments: [{ look: { state: 'judged' } }],
    });
  });

  test('Nothing is fetched at all where text, author or report points to abuse', async () => {
    const asked = server.asked.length;
    const pointing = await said('barnporr finns här', ['/plain.jpg']);
    expect(pointing.shape.attachments[0]?.look).toMatchObject({ state: 'blocked', cause: 'text' });

    const known = await said('Utan bild', [], { from: 'known-author' });
    const request = { type: 'hide', reason: 'csam', axis: 'legalDuty' };
    expect((await s.api.act(known.shape.id, request)).status).toBe(202);
    const next = await said('Ny bild', ['/plain.jpg'], { from: 'known-author' });
    expect(next.shape.attachments[0]?.look).toMatchObject({ state: 'blocked', cause: 'author' });

    await said('Det där är barnporr, ta bort!', [], { parentId: '84_1' });
    const reported = await said('Semester', ['/plain.jpg'], { id: '84_1' });
    expect(reported.shape.attachments[0]?.look).toMatchObject({ state: 'blocked', cause: 'report' });
    expect(server.asked).toHaveLength(asked);
  }, 30_000);

  test('An edit does not lift a suspicion', async () => {
    const { id } = await said('Hon är 12 år', ['/sand.jpg']);
    const asked = server.asked.length;
    const at = new Date(MONDAY.getTime() + 60_000);
    const change = edited({ id, text: 'Fina dyner', at, more: { photo: `${server.url}/plain.jpg` } });
    await s.world.deliver(envelopeOf([change], { page: DEMO_PAGE }));
    await s.world.settle();
    expect((await shapeOf(id)).attachments[0]?.look.state).toBe('blocked');
    expect(server.asked).toHaveLength(asked);
  }, 30_000);

  test('A person who reports a picture has its hashes forgotten and blocks what was shown before', async () => {
    const { id, shape } = await said('Tidigare sedd', ['/plain.jpg']);
    const request = { itemId: shape.id, attachment: 0, category: 'porn' };
    expect((await s.api.send('POST', '/api/known-pictures', request)).status).toBe(201);
    expect((await view(shape.id)).status).toBe(200);
    expect((await s.api.act(shape.id, { type: 'hide', reason: 'csam', axis: 'legalDuty' })).status).toBe(202);
    expect((await view(shape.id)).status).toBe(403);
    expect((await shapeOf(id)).attachments[0]?.look).toMatchObject({ state: 'blocked', cause: 'report' });
    const row = await ImageScans(s.world.db).findOne({ tenantId: 'main', itemId: shape.id }).lean();
    expect(row?.prints).toEqual([]);
    expect(await KnownPictures(s.world.db).countDocuments({ tenantId: 'main', category: 'porn' })).toBe(0);
    expect((await s.api.send('POST', '/api/known-pictures', request)).status).toBe(403);
  });

  test('A capture for another reason keeps the words and leaves the addresses out', async () => {
    const { id, shape } = await said('Idiot, hon är 13 år', ['/sand.jpg']);
    await s.api.act(shape.id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    await s.world.settle();
    const { item } = await storedOf(demo, id);
    const [made] = item?.captures ?? [];
    const whole = JSON.stringify(await captureById(s.world.db, { tenantId: 'main', id: made?.id ?? '' }));
    expect(whole).toContain('Idiot, hon är 13 år');
    expect(whole).not.toContain('sand.jpg');
  }, 30_000);
});

describe('the alarm', () => {
  test('The alarm names the account and a count, and nothing of what was seen', async () => {
    const [row] = await Alarms(s.world.db).find({ tenantId: 'main', kind: 'blocked' }).lean();
    expect(row).toMatchObject({ accountId: demo.account._id, state: 'pending' });
    expect(JSON.stringify(row)).not.toMatch(/csam|porn|picture/u);
    expect(await InAppAlarms(s.world.db).countDocuments({ tenantId: 'main' })).toBe(0);
  });
});

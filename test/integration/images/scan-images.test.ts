/** From a webhook with a picture to what stands on the item: real server, real fetch, real model. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ImageScans } from '../../../core/images/image-scans.store.ts';
import { recordNewEvents } from '../../../core/inbox/change-item.store.ts';
import { itemById } from '../../../core/inbox/items.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { JOBS } from '../../../core/kernel/queue/jobs.ts';
import { sweepOnce } from '../../../workers/sweep.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf } from '../../support/suite.ts';
import { added, edited, envelopeOf } from '../../support/webhook.ts';
import { DEMO_PAGE, pictureSuite } from './picture-suite.ts';

const { s, said, shapeOf, view, opened } = pictureSuite();
const SCAN_ATTEMPTS = JOBS['scan-images'].maxAttempts;
type Opened = ReturnType<typeof opened>;
let server: Opened['server'];
let plain: Opened['plain'];
let sand: Opened['sand'];
let demo: Opened['demo'];
beforeAll(() => {
  ({ server, plain, sand, demo } = opened());
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
  test.each([
    ['/sand.jpg', 'open', 'a picture of another kind'],
    ['/plain.jpg', 'snoozed', 'a harmless picture'],
  ])(
    'A snoozed item whose picture is scanned later: %s leaves it %s',
    async (path, status, text) => {
      const late = `/late-${status}.jpg`;
      server.at.set(late, (response) => response.writeHead(503).end());
      const { id, shape } = await said(text, [late]);
      const until = new Date(MONDAY.getTime() + 90 * 3_600_000).toISOString();
      expect((await s.api.act(shape.id, { type: 'snooze', until })).status).toBe(202);
      server.at.set(late, path === '/sand.jpg' ? sand : plain);
      // As long as a try waits, and not until the snooze is over.
      s.world.clock.advance(60_000);
      await s.world.runQueue();
      await sweepOnce(s.world.deps);
      await s.world.runQueue();
      const { item, events } = await storedOf(demo, id);
      expect(item?.media?.looks).toMatchObject([{ state: 'judged' }]);
      expect(item?.status).toBe(status);
      const last = events.at(-1);
      if (status === 'open')
        expect(last).toMatchObject({ type: 'item.reopened', data: { reason: 'picture' } });
      else expect(last?.type).toBe('media.judged');
      const { items } = await s.api.items('?view=abusive&limit=100');
      expect(items.some((row) => row.id === shape.id)).toBe(status === 'open');
    },
    30_000,
  );

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

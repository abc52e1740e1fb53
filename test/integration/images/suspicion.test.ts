/** What may show the abuse of a child leaves nothing behind, and alarms. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Alarms } from '../../../core/alarms/alarms.store.ts';
import { InAppAlarms } from '../../../core/alarms/in-app-alarms.store.ts';
import { ImageScans } from '../../../core/images/image-scans.store.ts';
import { KnownPictures } from '../../../core/images/known-pictures.store.ts';
import { MONDAY } from '../../support/clock.ts';
import { sealedOf, wholeText } from '../../support/sealed.ts';
import { dump } from '../../support/snapshot.ts';
import { storedOf } from '../../support/suite.ts';
import { edited, envelopeOf } from '../../support/webhook.ts';
import { DEMO_PAGE, pictureSuite } from './picture-suite.ts';

const { s, said, shapeOf, view, opened } = pictureSuite();
type Opened = ReturnType<typeof opened>;
let server: Opened['server'];
let demo: Opened['demo'];
beforeAll(() => {
  ({ server, demo } = opened());
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
    expect(stored.item).toMatchObject({ decision: 'flag', severity: 4, abusive: true, status: 'open' });
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
    const whole = wholeText(await sealedOf(s.world.db, made?.id));
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

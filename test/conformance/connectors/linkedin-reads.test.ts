/** What is read of the simulated LinkedIn: posts and comments, the list for reconcile, and whether a token will do. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { linkedin } from '../../../connectors/linkedin/connector.ts';
import type { Change, Fetched, Listed } from '../../../core/actions/connector.ts';
import type { SimComment, SimPost } from '../../../ops/simulator/linkedin/world.ts';
import { type ServedLinkedIn, serveLinkedIn } from '../../support/linkedin-simulator.ts';

const { backfill, reader } = linkedin;
const ANNA = 'urn:li:person:anna1';

let served: ServedLinkedIn;
let post: SimPost;
let asked: SimComment;

beforeEach(async () => {
  served = await serveLinkedIn();
  post = served.world.post('Vi söker lärare');
  asked = served.world.comment({ post, actor: ANNA, text: 'Gäller det vikarier?' });
});
afterEach(() => served.close());

describe('reading', () => {
  test('A comment is fetched by its name, a post by either of its names', async () => {
    expect(await backfill.fetchNode(served.access, asked.urn)).toMatchObject({
      ok: true,
      value: { text: 'Gäller det vikarier?', author: { id: ANNA }, own: false },
    });
    for (const name of [post.activity, post.share])
      expect(await backfill.fetchNode(served.access, name)).toMatchObject({
        ok: true,
        value: { externalId: name, text: 'Vi söker lärare', own: true },
      });
    expect(await backfill.fetchNode(served.access, 'urn:li:activity:5')).toEqual({
      ok: false,
      cause: 'gone',
    });
  });

  async function listAll(): Promise<Listed[]> {
    const pages: Listed[] = [];
    let cursor: string | null = null;
    do {
      const page: Fetched<Listed> | undefined = await backfill.list?.(served.access, {
        since: new Date(0),
        cursor,
      });
      if (!page?.ok) throw new Error(`the list failed: ${page?.cause}`);
      pages.push(page.value);
      cursor = page.value.next;
      expect(cursor?.length ?? 0).toBeLessThan(5000);
    } while (cursor !== null);
    return pages;
  }

  test('The list tells what happened and what stands, posts under the names that are stored', async () => {
    const { world } = served;
    const answer = world.comment({ post, parent: asked, actor: ANNA, text: 'Eller?' });
    const gone = world.comment({ post, actor: ANNA, text: 'Borta' });
    world.edit(answer, 'Eller hur?');
    world.remove(gone);
    const quiet = world.comment({ post, actor: ANNA, text: 'Tyst borta' });
    world.remove(quiet, { silently: true });
    world.post(`Tack ${world.organisation}`, ANNA);
    const [page, ...rest] = await listAll();
    expect(rest).toEqual([]);
    expect(page).toMatchObject({ ids: [asked.urn, answer.urn], wholePosts: [post.activity], next: null });
    const changes: Change[] = (page?.bodies ?? []).flatMap((body) => {
      expect(reader.isReadable(body)).toBe(true);
      return reader.parseDelivery(body).flatMap((entry) => {
        expect(entry.accountExternalId).toBe(world.organisation);
        return entry.changes.map(({ change }) => change);
      });
    });
    const told = changes.map((change) => `${change.type} ${'externalId' in change ? change.externalId : ''}`);
    expect(told).toEqual(
      expect.arrayContaining([
        `added ${asked.urn}`,
        `edited ${answer.urn}`,
        `removed ${gone.urn}`,
        `added ${quiet.urn}`,
      ]),
    );
    expect(changes.filter(({ type }) => type === 'unknown')).toEqual([]);
    expect(changes.filter((change) => 'kind' in change && change.kind === 'mention')).toHaveLength(1);
  });

  test('A history of several pages is read to its end, each post once', async () => {
    for (let n = 0; n < 120; n++) served.world.comment({ post, actor: ANNA, text: `Nr ${n}` });
    const pages = await listAll();
    expect(pages).toHaveLength(3);
    expect(pages.flatMap(({ wholePosts }) => wholePosts)).toEqual([post.activity]);
    expect(new Set(pages.flatMap(({ ids }) => ids)).size).toBe(121);
  });

  test('A list that is refused says why', async () => {
    served.switches.denied.add('r_organization_social_feed');
    const page = await backfill.list?.(served.access, { since: new Date(0), cursor: null });
    expect(page).toEqual({ ok: false, cause: 'permission-missing' });
  });
});

describe('connecting', () => {
  const app = { secret: 'client-secret', id: '77', webhookUrl: 'https://inbox.example/webhooks/linkedin' };

  test('A token that will do subscribes the page and reads the subscription back', async () => {
    expect(await backfill.connect(served.access, app)).toEqual({
      ok: true,
      externalIdMatches: true,
      name: 'Provkommun',
      missing: [],
      cause: null,
    });
    expect([...served.subscriptions]).toMatchObject([
      [expect.stringContaining('urn:li:organization:2414183'), { webhook: app.webhookUrl }],
    ]);
  });

  test('Without our app\u2019s id a subscription that stands already will do, and a missing one is named', async () => {
    const secret = { secret: 'client-secret' };
    expect(await backfill.connect(served.access, secret)).toMatchObject({
      ok: false,
      externalIdMatches: true,
      missing: ['eventSubscriptions'],
    });
    await backfill.connect(served.access, app);
    expect(await backfill.connect(served.access, secret)).toMatchObject({ ok: true });
  });

  test('Missing scopes are named and nothing is subscribed', async () => {
    served.switches.denied.add('r_organization_social_feed');
    expect(await backfill.connect(served.access, app)).toMatchObject({
      ok: false,
      missing: ['r_organization_social_feed'],
      cause: 'permission-missing',
    });
    served.switches.denied.add('r_organization_social');
    expect((await backfill.connect(served.access, app)).missing).toEqual(['r_organization_social']);
    served.switches.denied.add('rw_organization_admin');
    expect((await backfill.connect(served.access, app)).missing).toEqual(['rw_organization_admin']);
    expect(served.subscriptions.size).toBe(0);
  });

  test('A token of somebody who does not administer the page does not fit', async () => {
    const other = { ...served.access, externalId: 'urn:li:organization:5' };
    expect(await backfill.connect(other, app)).toMatchObject({ ok: false, externalIdMatches: false });
  });

  test('A dead token is told as such', async () => {
    served.switches.tokenIsDead = true;
    expect(await backfill.connect(served.access, app)).toMatchObject({ ok: false, cause: 'token-expired' });
  });
});

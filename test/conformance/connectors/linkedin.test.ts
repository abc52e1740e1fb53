/** LinkedIn's actions and reads against the simulated platform, and what that saw. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { linkedin } from '../../../connectors/linkedin/connector.ts';
import type { ActionTarget, Change, Fetched, Listed, Outcome } from '../../../core/actions/connector.ts';
import type { SimComment, SimPost } from '../../../ops/simulator/linkedin/world.ts';
import { closedPort } from '../../support/graph-server.ts';
import { type ServedLinkedIn, serveLinkedIn } from '../../support/linkedin-simulator.ts';

const { actions, backfill, reader } = linkedin;
const ANNA = 'urn:li:person:anna1';
const DONE = { state: 'done', remoteId: null, at: null };
const NOT_SUPPORTED = { state: 'failed', cause: 'not-supported' };

let served: ServedLinkedIn;
let post: SimPost;
let asked: SimComment;
let target: ActionTarget;

const targetOf = (comment: SimComment): ActionTarget => ({
  externalId: comment.urn,
  parentId: comment.parent?.urn ?? comment.post.activity,
  postId: comment.post.activity,
  kind: 'comment',
  authorId: comment.actor,
});

beforeEach(async () => {
  served = await serveLinkedIn();
  post = served.world.post('Vi söker lärare');
  asked = served.world.comment({ post, actor: ANNA, text: 'Gäller det vikarier?' });
  target = targetOf(asked);
});
afterEach(() => served.close());

const reply = (to = target): Promise<Outcome> => actions.reply(served.access, to, 'Ja, det gör det.');
const find = (): Promise<Outcome> =>
  actions.findReply(served.access, target, { text: 'Ja, det gör det.', since: new Date(Date.now() - 1000) });

describe('a reply', () => {
  test('A reply stands under its comment and has the name that the webhook will give it', async () => {
    const outcome = await reply();
    const [own] = served.world.under(post, asked);
    expect(outcome).toEqual({ state: 'done', remoteId: own?.urn, at: null });
    expect(served.calls()).toMatchObject([
      { type: 'reply', targetId: asked.urn, message: 'Ja, det gör det.', ok: true },
    ]);
    const told = reader.parseDelivery(served.sender.take().at(-1) ?? Buffer.from(''));
    expect(told.at(-1)?.changes.at(-1)?.change).toMatchObject({ own: true, externalId: own?.urn });
  });

  test('An answer to a reply stands beside it, one to a mention under its post', async () => {
    const answer = served.world.comment({ post, parent: asked, actor: ANNA, text: 'Eller?' });
    expect(await reply(targetOf(answer))).toMatchObject({ state: 'done' });
    const theirs = served.world.post('Tack till kommunen', ANNA);
    const mention = { ...target, externalId: theirs.share, parentId: null, postId: null };
    expect(await reply({ ...mention, kind: 'mention' })).toMatchObject({ state: 'done' });
    expect(served.calls().map(({ targetId }) => targetId)).toEqual([asked.urn, theirs.share]);
  });

  test.each([
    'lost',
    500,
    409,
  ] as const)('A reply whose answer is %s is looked for, found and never written twice', async (spoilt) => {
    served.switches.afterWrite.push(spoilt);
    expect((await reply()).state).toBe('unknown');
    const [own] = served.world.under(post, asked);
    expect(await find()).toEqual({
      state: 'done',
      remoteId: own?.urn,
      at: new Date(own?.createdAt ?? 0),
    });
    expect(served.calls()).toHaveLength(1);
  });

  test('A reply that is not there may be written again; one that is known to be another is not taken for it', async () => {
    expect(await find()).toEqual({ state: 'retry', cause: 'gone', afterMs: 0 });
    await reply();
    const [own] = served.world.under(post, asked);
    const wanted = { text: 'Ja, det gör det.', since: new Date(0), except: [own?.urn ?? ''] };
    expect(await actions.findReply(served.access, target, wanted)).toMatchObject({ state: 'retry' });
    expect(
      await actions.findReply(served.access, target, { ...wanted, except: [], since: new Date(9e12) }),
    ).toMatchObject({ state: 'retry', cause: 'gone' });
  });

  test('Under a comment that is gone no reply is written', async () => {
    served.world.remove(asked);
    expect(await reply()).toEqual({ state: 'failed', cause: 'gone' });
    expect(await find()).toEqual({ state: 'failed', cause: 'gone' });
  });

  test('What LinkedIn refuses for its length has failed', async () => {
    const outcome = await actions.reply(served.access, target, 'å'.repeat(1251));
    expect(outcome).toEqual({ state: 'failed', cause: 'refused' });
  });
});

describe('a deletion', () => {
  test('The page deletes what it wrote itself, once and again', async () => {
    const own = served.world.comment({ post, parent: asked, actor: served.world.organisation, text: 'Fel' });
    expect(await actions.delete(served.access, targetOf(own))).toEqual(DONE);
    expect(await actions.delete(served.access, targetOf(own))).toEqual(DONE);
    expect(own.deleted).toBe(true);
  });

  test('A no to deleting what a member wrote holds nothing else up', async () => {
    expect(await actions.delete(served.access, target)).toEqual({ state: 'failed', cause: 'refused' });
    served.switches.mayDeleteOthers = true;
    expect(await actions.delete(served.access, target)).toEqual(DONE);
  });

  test('With its comment a reply has gone too', async () => {
    const answer = served.world.comment({ post, parent: asked, actor: ANNA, text: 'Eller?' });
    served.world.remove(asked);
    expect(await actions.delete(served.access, targetOf(answer))).toEqual(DONE);
  });

  test('Of what no list shows nobody says that it was deleted', async () => {
    const strange = { ...target, externalId: 'urn:li:comment:(urn:li:activity:5,6)' };
    expect(await actions.delete(served.access, strange)).toEqual({
      state: 'unknown',
      cause: 'gone-or-denied',
    });
  });

  test('A deletion whose answer was lost is tried again', async () => {
    served.switches.mayDeleteOthers = true;
    served.switches.afterWrite.push('lost');
    const lost = await actions.delete(served.access, target);
    expect(lost).toEqual({ state: 'retry', cause: 'unreachable', afterMs: null, uncertain: true });
    expect(await actions.delete(served.access, target)).toEqual(DONE);
  });
});

test('A like is done, and done again when it is repeated', async () => {
  expect(await actions.like(served.access, target)).toEqual(DONE);
  expect(await actions.like(served.access, target)).toEqual(DONE);
  expect([...asked.reactions]).toEqual([served.world.organisation]);
});

test('LinkedIn can neither hide, nor ban, nor delete a mention: nothing is asked', async () => {
  const acts = [actions.hide, actions.unhide, actions.ban] as const;
  for (const act of acts) expect(await act(served.access, target)).toEqual(NOT_SUPPORTED);
  const mention = { ...target, externalId: 'urn:li:share:1', kind: 'mention' as const };
  expect(await actions.delete(served.access, mention)).toEqual(NOT_SUPPORTED);
  expect(served.asked).toEqual([]);
});

describe('what an error becomes', () => {
  test('A dead token and a missing scope hold the account up', async () => {
    served.switches.denied.add('w_organization_social_feed');
    expect(await reply()).toEqual({ state: 'blocked', cause: 'permission-missing' });
    served.switches.tokenIsDead = true;
    expect(await reply()).toEqual({ state: 'blocked', cause: 'token-expired' });
    expect(await find()).toEqual({ state: 'blocked', cause: 'token-expired' });
    expect(await actions.reply({ ...served.access, token: '' }, target, 'x')).toEqual({
      state: 'blocked',
      cause: 'no-token',
    });
  });

  test('A day\u2019s allowance is back at midnight UTC, by the clock of the answer', async () => {
    served.switches.callsLeft = 0;
    const outcome = await reply();
    const left = 86_400_000 - (Date.now() % 86_400_000);
    expect(outcome).toMatchObject({ state: 'retry', cause: 'throttled' });
    const afterMs = outcome.state === 'retry' ? (outcome.afterMs ?? 0) : 0;
    expect(Math.abs(afterMs - left)).toBeLessThan(5000);
  });

  test('A version that is served no longer gives way to a later one', async () => {
    served.switches.versions = ['202706', '202805'];
    expect(await reply()).toMatchObject({ state: 'done' });
    expect(served.calls().filter(({ ok }) => ok)).toHaveLength(1);
    served.switches.versions = ['209901', '209912'];
    expect(await reply()).toEqual({ state: 'blocked', cause: 'not-supported' });
  });

  test('Where nobody listened a reply was never sent', async () => {
    const access = { ...served.access, apiBase: await closedPort() };
    const retry = { state: 'retry', cause: 'unreachable', afterMs: null };
    expect(await actions.reply(access, target, 'x')).toEqual(retry);
  });
});

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

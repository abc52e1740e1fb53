/** LinkedIn's actions against the simulated platform, and what that saw. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { linkedin } from '../../../connectors/linkedin/connector.ts';
import type { ActionTarget, Outcome } from '../../../core/actions/connector.ts';
import type { SimComment, SimPost } from '../../../ops/simulator/linkedin/world.ts';
import { closedPort } from '../../support/graph-server.ts';
import { type ServedLinkedIn, serveLinkedIn } from '../../support/linkedin-simulator.ts';

const { actions, reader } = linkedin;
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

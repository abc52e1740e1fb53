/** YouTube's actions, token and context against the simulated YouTube, and what that saw. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { youtube } from '../../../connectors/youtube/connector.ts';
import type { ActionTarget, Change, WebhookConnector } from '../../../core/actions/connector.ts';
import { noFaults } from '../../../ops/simulator/youtube/faults.ts';
import { topicOf } from '../../../ops/simulator/youtube/hub.ts';
import type { SimComment } from '../../../ops/simulator/youtube/state.ts';
import { closedPort } from '../../support/graph-server.ts';
import { until } from '../../support/until.ts';
import { startYoutube, type YoutubeServer } from '../../support/youtube-server.ts';

const { actions, backfill } = youtube;
const DONE = { state: 'done', remoteId: null, at: null };
const targetOf = ({ id, parentId, videoId, author }: SimComment): ActionTarget => ({
  externalId: id,
  parentId: parentId ?? videoId,
  postId: videoId,
  kind: 'comment',
  authorId: author?.id ?? null,
});

let sim: YoutubeServer;
let comment: SimComment;
let callsBefore: number;
beforeAll(async () => {
  sim = await startYoutube();
});
beforeEach(() => {
  Object.assign(sim.faults, noFaults());
  comment = sim.speak({ text: 'Varför är det så mörkt?' });
  callsBefore = sim.calls().length;
});
afterAll(() => sim.close());

const made = () => sim.calls().slice(callsBefore);
const error = (reason: string, status: number, more: object = {}) => {
  sim.faults.error = { reason, status, on: 'write', times: 1, ...more };
};
const reply = (target = targetOf(comment)) => actions.reply(sim.access, target, 'Tack, vi byter lampan!');
const repeatable = () =>
  [
    ['hide', () => actions.hide(sim.access, targetOf(comment))],
    ['hold', () => actions.hold?.(sim.access, targetOf(comment))],
    ['unhide', () => actions.unhide(sim.access, targetOf(comment))],
    ['delete', () => actions.delete(sim.access, targetOf(comment))],
    ['ban', () => actions.ban(sim.access, targetOf(comment))],
  ] as const;

describe('what is asked', () => {
  test('Each action is its documented call', async () => {
    for (const [, act] of repeatable()) expect(await act()).toEqual(DONE);
    expect(made().map(({ method, path, type, message }) => [method, path, type, message])).toEqual([
      ['POST', '/youtube/v3/comments/setModerationStatus', 'hide', 'rejected'],
      ['POST', '/youtube/v3/comments/setModerationStatus', 'hide', 'heldForReview'],
      ['POST', '/youtube/v3/comments/setModerationStatus', 'unhide', 'published'],
      ['POST', '/youtube/v3/comments/setModerationStatus', 'hide', 'rejected'],
      ['POST', '/youtube/v3/comments/setModerationStatus', 'ban', 'rejected'],
    ]);
    expect(sim.state.banned).toContain(comment.author?.id);
    sim.state.banned.clear();
  });

  test('An answer to an answer is written under the comment at the top', async () => {
    const answer = sim.speak({ text: 'Håller med', parentId: comment.id });
    expect(await reply(targetOf(answer))).toMatchObject({ state: 'done', at: expect.any(Date) });
    expect(made()).toMatchObject([{ type: 'reply', targetId: comment.id, ok: true }]);
  });

  test('Of its own the channel deletes, of others it can only reject', async () => {
    const own = sim.speak({ text: 'Fel svar', parentId: comment.id, author: sim.state.channel });
    expect(await actions.delete(sim.access, targetOf(own))).toEqual(DONE);
    expect(sim.state.comments.get(own.id)?.deleted).toBe(true);
  });

  test('What YouTube has no call for is never sent', async () => {
    const refused = { state: 'failed', cause: 'not-supported' };
    const target = targetOf(comment);
    expect(await actions.like(sim.access, target)).toEqual(refused);
    expect(await actions.ban(sim.access, { ...target, authorId: null })).toEqual(refused);
    expect(await actions.hide(sim.access, { ...target, kind: 'post' })).toEqual(refused);
    expect(await actions.reply(sim.access, { ...target, kind: 'message' }, 'x')).toEqual(refused);
    expect(made()).toEqual([]);
  });
});

describe('what an answer becomes', () => {
  test('What is gone is as good as hidden; it cannot be answered, shown or banned', async () => {
    sim.remove(comment.id);
    const outcomes = [];
    for (const [, act] of repeatable()) outcomes.push(await act());
    const gone = { state: 'failed', cause: 'gone' };
    expect(outcomes).toEqual([DONE, DONE, gone, DONE, gone]);
    expect(await reply()).toEqual(gone);
  });

  test('A comment that stands and may not be touched holds the account up; one under a video of others has failed', async () => {
    error('forbidden', 403);
    expect(await actions.hide(sim.access, targetOf(comment))).toEqual({
      state: 'blocked',
      cause: 'permission-missing',
    });
    error('forbidden', 403);
    const elsewhere = { ...sim.access, externalId: 'UCannan000000000000000001' };
    expect(await actions.hide(elsewhere, targetOf(comment))).toEqual({ state: 'failed', cause: 'refused' });
  });

  test('What no look can tell is never called hidden', async () => {
    sim.faults.error = { reason: 'forbidden', status: 403, on: 'any', times: 2 };
    expect(await actions.delete(sim.access, targetOf(comment))).toEqual({
      state: 'unknown',
      cause: 'gone-or-denied',
    });
  });

  test('A spent quota, which comes as 403, waits for midnight in California', async () => {
    sim.faults.unitsPerDay = sim.spent();
    const outcome = await reply();
    expect(outcome).toMatchObject({ state: 'retry', cause: 'throttled' });
    const { afterMs } = outcome as { afterMs: number };
    const wakes = new Date(Date.now() + afterMs).toLocaleTimeString('sv', {
      timeZone: 'America/Los_Angeles',
    });
    expect(wakes).toMatch(/^(?:00:00:0\d|23:59:5\d)$/u);
    expect(made()).toEqual([]);
  });

  test('A throttle waits, a refusal of the text has failed', async () => {
    error('rateLimitExceeded', 403);
    expect(await reply()).toEqual({ state: 'retry', cause: 'throttled', afterMs: null });
    expect(await actions.reply(sim.access, targetOf(comment), ' ')).toEqual({
      state: 'failed',
      cause: 'refused',
    });
    const { videoId } = comment;
    const video = sim.state.videos.get(videoId);
    if (video) video.commentsDisabled = true;
    expect(await reply()).toEqual({ state: 'failed', cause: 'refused' });
    if (video) video.commentsDisabled = false;
  });

  test('A missing scope holds the account up', async () => {
    sim.faults.forbidden = true;
    for (const act of [reply, () => actions.hide(sim.access, targetOf(comment))])
      expect(await act()).toEqual({ state: 'blocked', cause: 'permission-missing' });
  });

  test('A reply whose answer was lost, or is an error after it, is unknown and then found', async () => {
    const faults = [
      () => Object.assign(sim.faults, { loseAnswers: 1 }),
      () => error('processingFailure', 400, { after: true }),
      () => error('backendError', 500, { after: true }),
    ];
    for (const fault of faults) {
      comment = sim.speak({ text: 'Hej' });
      const since = new Date();
      fault();
      expect((await reply()).state).toBe('unknown');
      const wanted = { text: 'Tack,  vi byter lampan!', since };
      const found = await actions.findReply(sim.access, targetOf(comment), wanted);
      expect(found).toMatchObject({ state: 'done', remoteId: sim.calls().at(-1)?.id });
      const except = [sim.calls().at(-1)?.id ?? ''];
      expect(await actions.findReply(sim.access, targetOf(comment), { ...wanted, except })).toEqual({
        state: 'retry',
        cause: 'gone',
        afterMs: 0,
      });
    }
    expect(made().filter(({ type }) => type === 'reply')).toHaveLength(3);
  });

  test('A hide whose answer was lost may be sent again', async () => {
    sim.faults.loseAnswers = 1;
    expect(await actions.hide(sim.access, targetOf(comment))).toEqual({
      state: 'retry',
      cause: 'unreachable',
      afterMs: null,
      uncertain: true,
    });
    expect(await actions.hide(sim.access, targetOf(comment))).toEqual(DONE);
  });
});

describe('the token', () => {
  test('An access token that ended early is made anew, once', async () => {
    await reply();
    sim.faults.accessDead = true;
    expect((await reply()).state).toBe('done');
  });

  test('A dead refresh token is expired, and nothing is sent', async () => {
    sim.faults.refreshDead = true;
    expect(await reply()).toEqual({ state: 'blocked', cause: 'token-expired' });
    const wrong = sim.access.token.replace('simulated-secret', 'wrong');
    sim.faults.refreshDead = false;
    for (const token of [wrong, '{"refresh_token":"x"}', 'ya29.dead'])
      expect(await actions.hide({ ...sim.access, token }, targetOf(comment))).toEqual({
        state: 'blocked',
        cause: 'token-expired',
      });
    expect(await actions.hide({ ...sim.access, token: ' ' }, targetOf(comment))).toEqual({
      state: 'blocked',
      cause: 'no-token',
    });
    expect(made()).toEqual([]);
  });

  test('Where nobody listens nothing was sent', async () => {
    const access = { ...sim.access, apiBase: await closedPort() };
    expect(await actions.reply(access, targetOf(comment), 'Hej')).toEqual({
      state: 'retry',
      cause: 'unreachable',
      afterMs: null,
    });
  });
});

describe('the hub', () => {
  test('It asks, is told yes, and its signed feeds of a new, an edited and a deleted video are read', async () => {
    const webhook = youtube.webhook as WebhookConnector;
    const secrets = { signing: ['hub-secret'], verifyTokens: [] };
    const told: Change[] = [];
    const app = express();
    app.get('/hook', (req, res) => {
      const answer = webhook.handshake(req.query, secrets);
      if (answer.ok) res.type(answer.contentType).send(answer.body);
      else res.status(403).end();
    });
    app.post('/hook', express.raw({ type: () => true }), (req, res) => {
      const body = req.body as Buffer;
      if (!webhook.verify(body, req.headers, secrets)) return void res.status(401).end();
      for (const entry of youtube.reader.parseDelivery(body))
        told.push(...entry.changes.map(({ change }) => change));
      res.end('ok');
    });
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const subscribed = await fetch(`${sim.url}/subscribe`, {
        method: 'POST',
        body: new URLSearchParams({
          'hub.mode': 'subscribe',
          'hub.topic': topicOf(sim.access.externalId),
          'hub.callback': `http://127.0.0.1:${port}/hook`,
          'hub.secret': 'hub-secret',
        }),
      });
      expect(subscribed.status).toBe(202);
      const film = sim.addVideo('Ny bro & väg');
      await until('the hub has subscribed us', async () => (await sim.tellOf(film)).length > 0);
      await sim.tellOf({ ...film, publishedAt: film.publishedAt - 3_600_000, title: 'Bron klar' });
      expect(await sim.tellOf(film, 'deleted')).toEqual([200]);
      expect(told).toMatchObject([
        { type: 'added', kind: 'post', externalId: film.id, own: true, text: 'Ny bro & väg' },
        { type: 'edited', externalId: film.id, text: 'Bron klar' },
        { type: 'removed', externalId: film.id, by: sim.access.externalId },
      ]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});

describe('context and connecting', () => {
  test('A video and a comment are fetched, and what is gone is told so', async () => {
    expect(await backfill.fetchNode(sim.access, comment.videoId)).toMatchObject({
      ok: true,
      value: { text: 'Film', own: true, permalink: `https://www.youtube.com/watch?v=${comment.videoId}` },
    });
    expect(await backfill.fetchNode(sim.access, comment.id)).toMatchObject({
      ok: true,
      value: { text: 'Varför är det så mörkt?', own: false, author: { name: '@asaoqvist' } },
    });
    expect(await backfill.fetchNode(sim.access, 'Ugborta')).toEqual({ ok: false, cause: 'gone' });
  });

  test('Connecting names the channel, and the scope that is missing', async () => {
    const app = { secret: null };
    const known = { externalIdMatches: true, name: 'Exempelby kommun' };
    expect(await backfill.connect(sim.access, app)).toEqual({ ok: true, ...known, missing: [], cause: null });
    const other = { ...sim.access, externalId: 'UCannan000000000000000001' };
    expect(await backfill.connect(other, app)).toMatchObject({ ok: false, externalIdMatches: false });
    sim.faults.forbidden = true;
    expect(await backfill.connect(sim.access, app)).toMatchObject({
      ok: false,
      missing: ['https://www.googleapis.com/auth/youtube.force-ssl'],
      cause: 'permission-missing',
    });
    sim.faults.refreshDead = true;
    sim.faults.accessDead = true;
    expect(await backfill.connect(sim.access, app)).toMatchObject({ ok: false, cause: 'token-expired' });
  });
});

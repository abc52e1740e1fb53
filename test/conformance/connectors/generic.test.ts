/** The generic connector's calls against a simulated site, and the sample sender of the docs as a site. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generic } from '../../../connectors/generic/connector.ts';
import { verify } from '../../../connectors/generic/signature.ts';
import type { AccountAccess, ActionTarget } from '../../../core/actions/connector.ts';
// @ts-expect-error The sample is plain JavaScript, for sites that know no TypeScript.
import { createSource, sign } from '../../../docs/examples/generic-source.mjs';
import { createSite, type Site } from '../../../ops/simulator/generic/site.ts';
import { type Served, served } from '../../support/served.ts';

const SECRET = 'a-secret-of-the-tests';
const DONE = { state: 'done', remoteId: null };
const since = new Date('2026-01-01T00:00:00.000Z');
const { actions, backfill } = generic;

let site: Site;
let server: Served;
let access: AccountAccess;
beforeAll(async () => {
  site = createSite({ source: 'exempelby-webb', secret: SECRET });
  server = await served(site.router);
  access = { externalId: 'exempelby-webb', apiBase: server.url, token: SECRET };
});
afterAll(() => server.close());

function target(text = 'Hej'): ActionTarget {
  const { id, author } = site.speak({ name: 'Åsa Öqvist', text }) as { id: string; author: { id: string } };
  return { externalId: id, parentId: 'news-1', postId: 'news-1', kind: 'comment', authorId: author.id };
}
const callsOn = ({ externalId }: ActionTarget) =>
  site
    .calls()
    .filter(({ targetId }) => targetId === externalId)
    .map(({ type, ok }) => [type, ok]);

describe('a source that takes calls', () => {
  test('It is hidden, shown and deleted, each as often as is asked', async () => {
    const comment = target();
    for (const act of [actions.hide, actions.hide, actions.unhide, actions.delete, actions.delete])
      expect(await act(access, comment)).toMatchObject(DONE);
    expect(callsOn(comment).map(([type]) => type)).toEqual(['hide', 'hide', 'unhide', 'delete', 'delete']);
    expect(site.comments.has(comment.externalId)).toBe(false);
    expect(await actions.unhide(access, comment)).toEqual({ state: 'failed', cause: 'gone' });
  });

  test('An answer is written once, also where the answer to it was lost', async () => {
    const comment = target();
    site.troubles.push({ lost: true });
    const lost = await actions.reply(access, comment, 'Tack!');
    expect(lost).toEqual({ state: 'unknown', cause: 'unreachable' });
    const found = await actions.findReply(access, comment, { text: 'Tack!', since });
    expect(found).toMatchObject({ state: 'done', remoteId: expect.any(String) });
    const again = await actions.reply(access, comment, 'Tack!');
    expect(again).toEqual(found);
    expect(
      [...site.comments.values()].filter(({ parentId }) => parentId === comment.externalId),
    ).toHaveLength(1);
  });

  test('An answer that is not there, or is known to be another, may be written', async () => {
    const comment = target();
    const notThere = { state: 'retry', cause: 'gone', afterMs: 0 };
    expect(await actions.findReply(access, comment, { text: 'Tack!', since })).toEqual(notThere);
    const { remoteId } = (await actions.reply(access, comment, 'Tack!')) as { remoteId: string };
    const wanted = { text: 'Tack!', since, except: [remoteId] };
    expect(await actions.findReply(access, comment, wanted)).toEqual(notThere);
  });

  test.each([
    [401, { state: 'blocked', cause: 'token-expired' }],
    [403, { state: 'blocked', cause: 'permission-missing' }],
    [422, { state: 'failed', cause: 'refused' }],
    [501, { state: 'failed', cause: 'not-supported' }],
    [503, { state: 'retry', cause: 'unreachable', afterMs: null, uncertain: true }],
  ])('A site that answers %i', async (status, outcome) => {
    site.troubles.push({ status });
    expect(await actions.hide(access, target())).toEqual(outcome);
  });

  test('A throttle waits as long as the site says', async () => {
    site.troubles.push({ status: 429, retryAfter: 7 });
    const outcome = { state: 'retry', cause: 'throttled', afterMs: 7000 };
    expect(await actions.reply(access, target(), 'Tack!')).toEqual(outcome);
  });

  test('A secret that the site does not know blocks; of two the first signs', async () => {
    const comment = target();
    const wrong = { ...access, token: 'guess' };
    expect(await actions.hide(wrong, comment)).toEqual({ state: 'blocked', cause: 'token-expired' });
    expect(await actions.hide({ ...access, token: `${SECRET},old` }, comment)).toMatchObject(DONE);
    expect(await actions.hide({ ...access, token: '' }, comment)).toEqual({
      state: 'blocked',
      cause: 'no-token',
    });
  });

  test('It is asked whether it answers, and for what a comment says', async () => {
    expect(await backfill.connect(access, { secret: null })).toMatchObject({
      ok: true,
      name: 'Exempelby kommun',
    });
    const node = await backfill.fetchNode(access, target('Varför?').externalId);
    expect(node).toMatchObject({
      ok: true,
      value: { text: 'Varför?', author: { name: 'Åsa Öqvist' }, own: false },
    });
    expect(await backfill.fetchNode(access, 'c-0')).toEqual({ ok: false, cause: 'gone' });
  });

  test('A source that takes no calls is connected, and can do nothing', async () => {
    const mute = { ...access, apiBase: generic.defaultApiBase };
    expect(await backfill.connect(mute, { secret: null })).toMatchObject({ ok: true });
    expect(await actions.hide(mute, target())).toEqual({ state: 'failed', cause: 'not-supported' });
  });

  test('No call leaves for an address of the municipality’s own network', async () => {
    const inward = { ...access, apiBase: 'https://10.0.0.1/calls' };
    expect(await actions.hide(inward, target())).toEqual({ state: 'blocked', cause: 'unreachable' });
  });
});

describe('the sample of docs/examples', () => {
  const taken: unknown[] = [];
  const shown = new Map([['c-1', true]]);
  const setShown = (visible: boolean) => async (id: string) =>
    shown.has(id) && shown.set(id, visible) && true;
  let sample: Server;
  let sampleAccess: AccountAccess;
  const statuses = [503, 200];

  beforeAll(async () => {
    const written: string[] = [];
    const site = {
      hide: setShown(false),
      unhide: setShown(true),
      reply: async ({ text }: { text: string }) => ({ id: `r-${written.push(text)}` }),
    };
    sample = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', async () => {
        const body = Buffer.concat(chunks);
        if (request.url === '/webhooks/generic/exempelby-webb') {
          const verified = verify(body, request.headers, { signing: [SECRET] });
          taken.push({ verified, entries: generic.reader.parseDelivery(body) });
          return void response.writeHead(statuses.shift() ?? 200).end();
        }
        const answer = await source.take(body, request.headers['x-uppsikt-signature']);
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => sample.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(sample.address() as AddressInfo).port}`;
    const address = `${url}/webhooks/generic/exempelby-webb`;
    const source = createSource({ address, source: 'exempelby-webb', secret: SECRET, site, retries: [0] });
    sampleAccess = { ...access, apiBase: `${url}/calls` };
    await source.send([{ action: 'created', id: 'c-1', text: 'Hej å', time: '2026-11-21T14:00:00Z' }]);
  });
  afterAll(() => new Promise<void>((resolve) => void sample.close(() => resolve())));

  test('What it sends verifies and is read, and is sent again when it was not taken', () => {
    const entries = [
      { accountExternalId: 'exempelby-webb', changes: [{ change: { type: 'added', text: 'Hej å' } }] },
    ];
    expect(taken).toMatchObject([
      { verified: true, entries },
      { verified: true, entries },
    ]);
  });

  test('It takes our calls, answers once, and says what it cannot do', async () => {
    const comment: ActionTarget = { ...target(), externalId: 'c-1' };
    expect(await actions.hide(sampleAccess, comment)).toMatchObject(DONE);
    expect(shown.get('c-1')).toBe(false);
    expect(await actions.hide(sampleAccess, { ...comment, externalId: 'c-2' })).toMatchObject(DONE);
    for (let n = 0; n < 2; n++)
      expect(await actions.reply(sampleAccess, comment, 'Tack!')).toMatchObject({
        state: 'done',
        remoteId: 'r-1',
      });
    expect(await actions.delete(sampleAccess, comment)).toEqual({ state: 'failed', cause: 'not-supported' });
    const forged = { ...sampleAccess, token: 'guess' };
    expect(await actions.hide(forged, comment)).toEqual({ state: 'blocked', cause: 'token-expired' });
  });

  test('Its signature is the one that the docs show', () => {
    expect(sign('hemlig', '{"source":"exempelby-webb","events":[]}', 1763733600)).toBe(
      't=1763733600,v1=579d4220a56144a46059a5e53cb75da2f6b1a93ab0a73d7a6ed3120837230a06',
    );
  });
});

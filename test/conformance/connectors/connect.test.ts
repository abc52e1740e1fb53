/** What `account add` finds out about a token, and the reading of context. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { facebook } from '../../../connectors/facebook/connector.ts';
import {
  GONE,
  type GraphScript,
  type GraphServer,
  graphError,
  startGraphServer,
} from '../../support/graph-server.ts';

const ALL = [
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_manage_engagement',
];
const me: GraphScript = { body: { id: '101', name: 'Exempelby kommun' } };
const token = (scopes: readonly string[], more: object = {}): GraphScript => ({
  body: { data: { app_id: '55', is_valid: true, scopes, ...more } },
});
const apps = (...fields: string[]): GraphScript => ({
  body: { data: [{ id: '55', subscribed_fields: fields }] },
});
const OK: GraphScript = { body: { success: true } };
const KNOWN = { externalIdMatches: true, name: 'Exempelby kommun' };

let graph: GraphServer;
beforeAll(async () => {
  graph = await startGraphServer();
});
beforeEach(() => {
  graph.calls.length = 0;
});
afterAll(() => graph.close());

const connect = (secret: string | null, ...scripts: GraphScript[]) => {
  graph.answers(...scripts);
  return facebook.backfill.connect(graph.access, { secret });
};
const asked = (): string[] => graph.calls.map(({ method, path }) => `${method} ${path}`);

describe('connect', () => {
  test('Connecting checks identity and scopes, subscribes, and reads back whether that holds', async () => {
    const check = await connect(null, me, token(ALL), apps(), OK, apps('feed'));
    expect(check).toEqual({ ok: true, ...KNOWN, missing: [], cause: null });
    expect(asked()).toEqual([
      'GET /me',
      'GET /debug_token',
      'GET /101/subscribed_apps',
      'POST /101/subscribed_apps',
      'GET /101/subscribed_apps',
    ]);
    expect(graph.calls[0]?.query).toEqual({ fields: 'id,name' });
    expect(graph.calls[1]?.query).toEqual({ input_token: 'page-token' });
    expect(graph.calls[3]?.form).toEqual({ subscribed_fields: 'feed' });
  });

  test('Connecting keeps what the app is subscribed to already', async () => {
    await connect(null, me, token(ALL), apps('mention', 'feed'), OK, apps('mention', 'feed'));
    expect(graph.calls[3]?.form).toEqual({ subscribed_fields: 'mention,feed' });
  });

  test('Connecting names the scopes that are missing and changes nothing', async () => {
    const check = await connect(null, me, token(ALL.slice(0, 2)));
    expect(check).toEqual({ ok: false, ...KNOWN, missing: ALL.slice(2), cause: 'permission-missing' });
    expect(asked()).toEqual(['GET /me', 'GET /debug_token']);
  });

  test('A scope that was given for other pages counts as missing', async () => {
    const granular_scopes = [{ scope: 'pages_manage_engagement', target_ids: ['999'] }, { scope: ALL[0] }];
    const check = await connect(null, me, token(ALL, { granular_scopes }));
    expect(check.missing).toEqual(['pages_manage_engagement']);
  });

  test('Another page, or a person, is told by its name; nothing is changed', async () => {
    const check = await connect(null, { body: { id: '300', name: 'Sidans Administratör' } });
    expect(check).toMatchObject({
      ok: false,
      externalIdMatches: false,
      name: 'Sidans Administratör',
      missing: [],
    });
    expect(asked()).toEqual(['GET /me']);
  });

  test('A dead token is told as expired', async () => {
    expect(await connect(null, graphError(190))).toMatchObject({ ok: false, cause: 'token-expired' });
    const revoked = await connect(null, me, token([], { is_valid: false }));
    expect(revoked).toMatchObject({ ok: false, ...KNOWN, cause: 'token-expired' });
  });

  test('The app asks about the token where the page may not', async () => {
    const check = await connect('s3cret', me, graphError(100), { body: { id: '55' } }, token(ALL.slice(1)));
    expect(check.missing).toEqual(['pages_manage_metadata']);
    expect(graph.calls.map((call) => call.authorization).slice(2)).toEqual([
      'Bearer page-token',
      'Bearer 55|s3cret',
    ]);
  });

  test('The subscription itself is the test where nobody may ask about the token', async () => {
    const check = await connect(null, me, graphError(100), apps(), graphError(200));
    expect(check).toMatchObject({
      ok: false,
      missing: ['pages_manage_metadata'],
      cause: 'permission-missing',
    });
  });

  test('A subscription that was promised and is not there is told as refused', async () => {
    const check = await connect(null, me, token(ALL), apps(), OK, apps('messages'));
    expect(check).toEqual({ ok: false, ...KNOWN, missing: ['feed'], cause: 'refused' });
  });
});

describe('fetchNode', () => {
  const fetchNode = (...scripts: GraphScript[]) => {
    graph.answers(...scripts);
    return facebook.backfill.fetchNode(graph.access, '101_900');
  };

  test('A post of our own is read with its parts', async () => {
    const permalink = 'https://www.facebook.com/101/posts/900';
    const node = await fetchNode({
      body: {
        id: '101_900',
        message: 'Badhuset öppnar.',
        created_time: '2025-11-21T14:00:00+0000',
        from: { id: '101', name: 'Exempelby kommun' },
        permalink_url: permalink,
      },
    });
    expect(node).toEqual({
      ok: true,
      value: {
        externalId: '101_900',
        text: 'Badhuset öppnar.',
        author: { id: '101', name: 'Exempelby kommun' },
        own: true,
        permalink,
        createdAt: new Date('2025-11-21T14:00:00.000Z'),
      },
    });
  });

  test('A post may lack author, text and time, and one that is gone is told as gone or denied', async () => {
    const bare = {
      externalId: '101_900',
      text: '',
      author: null,
      own: false,
      permalink: null,
      createdAt: null,
    };
    expect(await fetchNode({ body: { id: '101_900' } })).toEqual({ ok: true, value: bare });
    expect(await fetchNode(GONE)).toEqual({ ok: false, cause: 'gone-or-denied' });
    expect(await fetchNode({ lost: true })).toEqual({ ok: false, cause: 'unreachable' });
  });
});

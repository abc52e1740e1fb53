import { describe, expect, test } from '@jest/globals';
import { reader, webhook } from '../../../../connectors/facebook/webhook.ts';
import { changesOf, delivery } from '../../../support/facebook-fixtures.ts';

describe('handshake', () => {
  const secrets = { signing: [], verifyTokens: ['old-token', 'new-token'] };
  const query = { 'hub.mode': 'subscribe', 'hub.challenge': '01158201444', 'hub.verify_token': 'new-token' };

  test('The handshake gives the challenge back byte for byte, as text', () => {
    expect(webhook.handshake(query, secrets)).toEqual({
      ok: true,
      body: '01158201444',
      contentType: 'text/plain; charset=utf-8',
    });
  });

  test('The handshake takes underscores and any of the tokens', () => {
    const other = { hub_mode: 'subscribe', hub_challenge: 'a"b<c', hub_verify_token: 'old-token' };
    expect(webhook.handshake(other, secrets)).toMatchObject({ ok: true, body: 'a"b<c' });
  });

  test.each([
    ['a wrong token', { ...query, 'hub.verify_token': 'guess' }],
    ['no token', { ...query, 'hub.verify_token': undefined }],
    ['an empty token', { ...query, 'hub.verify_token': '' }],
    ['two tokens', { ...query, 'hub.verify_token': ['new-token', 'guess'] }],
    ['another mode', { ...query, 'hub.mode': 'unsubscribe' }],
    ['no challenge', { ...query, 'hub.challenge': undefined }],
    ['nothing', {}],
  ])('A handshake with %s is turned away', (_name, bad) => {
    expect(webhook.handshake(bad, secrets)).toEqual({ ok: false });
  });

  test('An installation without verify tokens turns everybody away', () => {
    const none = { signing: [], verifyTokens: [''] };
    expect(webhook.handshake({ ...query, 'hub.verify_token': '' }, none)).toEqual({ ok: false });
  });
});

describe('envelope', () => {
  test.each([
    '',
    'null',
    '[]',
    '{',
    '{"object":"page"}',
    '{"object":"page","entry":{}}',
    '{"object":"user","entry":[]}',
  ])('The body %j is not readable and parses to nothing', (text) => {
    const body = Buffer.from(text);
    expect(reader.isReadable(body)).toBe(false);
    expect(reader.parseDelivery(body)).toEqual([]);
  });

  test('A byte order mark does a body no harm', () => {
    expect(reader.isReadable(Buffer.from('\uFEFF{"object":"page","entry":[]}'))).toBe(true);
  });

  test('One bad change never costs its batch, and what is recorded of it is never text', () => {
    expect(changesOf('partly-bad').map((change) => ('what' in change ? change.what : change.type))).toEqual([
      'added',
      'feed lacks value',
      'other',
      'change',
      'change',
      'feed/comment/add lacks comment_id',
      'feed/comment/add lacks message',
      'feed/event/add',
      'entry lacks id',
      'changed_fields',
      'added',
    ]);
  });

  test('Entries keep their account, and an entry without an id is nobody’s', () => {
    const accounts = reader.parseDelivery(delivery('partly-bad')).map((entry) => entry.accountExternalId);
    expect(accounts).toEqual(['101', '101', '', '101', '101']);
  });

  test('A change is kept as it was sent', () => {
    const [entry] = reader.parseDelivery(delivery('comment-add'));
    const sent = JSON.parse(delivery('comment-add').toString()) as { entry: { changes: unknown[] }[] };
    expect(entry?.changes[0]?.raw).toEqual(sent.entry[0]?.changes[0]);
  });

  test('The sending is in seconds for changes and in milliseconds for messages', () => {
    expect(reader.parseDelivery(delivery('comment-add'))[0]?.sentAt).toEqual(
      new Date('2025-11-21T14:01:40.000Z'),
    );
    expect(reader.parseDelivery(delivery('messaging'))[0]?.sentAt).toEqual(
      new Date('2025-11-21T14:01:40.123Z'),
    );
  });
});

test('A text that was fetched stands in the platform’s own change, with nothing else of the delivery', () => {
  const value = {
    item: 'comment',
    verb: 'edited',
    post_id: '101_900',
    parent_id: '101_900',
    created_time: 1763733600,
  };
  const body = JSON.stringify({
    object: 'page',
    entry: [
      {
        id: '101',
        time: 1763733700,
        changes: [
          { field: 'feed', value: { ...value, comment_id: '900_1', photo: 'https://cdn.example/1.jpg' } },
          { field: 'feed', value: { ...value, comment_id: '900_2' } },
        ],
      },
    ],
  });
  const completed = reader.withText(Buffer.from(body), '900_1', 'Ny text');
  expect(reader.isReadable(completed ?? Buffer.from(''))).toBe(true);
  expect(reader.parseDelivery(completed ?? Buffer.from(''))).toMatchObject([
    {
      accountExternalId: '101',
      changes: [
        {
          change: { type: 'edited', externalId: '900_1', text: 'Ny text', attachments: [{ type: 'image' }] },
        },
      ],
    },
  ]);
  expect(reader.withText(Buffer.from(body), '900_9', 'Ny text')).toBeNull();
  expect(reader.withText(completed ?? Buffer.from(''), '900_1', 'Igen')).toBeNull();
});

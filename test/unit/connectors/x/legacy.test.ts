/** The Account Activity API, and answers that were fetched. */
import { expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/x/reader.ts';
import { readX, xBody, xChanges, xDelivery } from '../../../support/x-fixtures.ts';

const ACCOUNT = '1111111111111111111';
const REPLY = '1991877813578191303';

test('A truncated reply is read in full, with whole ids and its film', () => {
  expect(readX(xDelivery('legacy-reply'))).toMatchObject([{ accountExternalId: ACCOUNT }]);
  expect(xChanges(xDelivery('legacy-reply'))).toEqual([
    {
      type: 'added',
      kind: 'comment',
      externalId: REPLY,
      parentId: '1991870000000000001',
      postId: '1991870000000000001',
      permalink: `https://x.com/asaoq/status/${REPLY}`,
      author: { id: '10201978818232601', name: 'Åsa Öqvist' },
      own: false,
      text:
        '@exempelby Jag bor vid ån och varje kväll i november är det så mörkt att man inte ser handen framför sig, ' +
        'har ni tänkt göra något åt lamporna? Läs https://exempel.se/lampor',
      attachments: [{ type: 'video', url: 'https://video.twimg.example/large.mp4', state: 'unfetched' }],
      at: new Date(1763733600123),
    },
  ]);
});

test('A post without id_str keeps the digits of its number, and its date is read', () => {
  const body = xDelivery('legacy-reply')
    .toString('utf8')
    .replaceAll(/"(?:id|in_reply_to_status_id)_str": "\d+",?/gu, '')
    .replace('"timestamp_ms": "1763733600123"', '"lang": "sv"');
  expect(xChanges(Buffer.from(body))).toMatchObject([
    { externalId: REPLY, parentId: '1991870000000000001', at: new Date('2025-11-21T14:00:00.000Z') },
  ]);
});

test('A post that answers somebody else is a mention, its parent known', () => {
  const body = xBody('legacy-reply');
  Object.assign(body.tweet_create_events[0], { in_reply_to_user_id_str: '77' });
  expect(xChanges(body)).toMatchObject([{ kind: 'mention', parentId: '1991870000000000001' }]);
});

test('The account’s own post is its own, also where another account’s delivery tells of it', () => {
  const body = xBody('legacy-reply');
  body.tweet_create_events[0].user.id_str = ACCOUNT;
  expect(xChanges(body)).toMatchObject([{ own: true, kind: 'comment' }]);
  expect(xChanges({ ...body, for_user_id: '5' })).toMatchObject([{ own: false, kind: 'mention' }]);
});

test('Deletions name the post by its whole id and who took it away', () => {
  const at = new Date(1763733700000);
  expect(xChanges(xDelivery('legacy-deletes'))).toMatchObject([
    { type: 'removed', externalId: REPLY, by: ACCOUNT, at },
    { type: 'removed', externalId: '1991877813578191304', by: ACCOUNT, at },
  ]);
});

test('Direct messages are read both ways, with their picture', () => {
  expect(xChanges(xDelivery('legacy-message'))).toMatchObject([
    {
      kind: 'message',
      own: false,
      author: { id: '2222222222222222222', name: 'Åsa Öqvist' },
      text: 'Här är bilden',
      attachments: [{ type: 'image', url: 'https://ton.twitter.example/dm/9.jpg' }],
    },
    { kind: 'message', own: true, text: 'Tack!' },
  ]);
});

test('A repost and a like are reactions; who follows, mutes or types concerns nobody', () => {
  const user = { id_str: '7', name: 'Bo Ek' };
  const tweet_create_events = [{ id_str: '2', text: 'RT', user, retweeted_status: { id_str: '1' } }];
  const reaction = { parentId: '1', author: { id: '7', name: 'Bo Ek' } };
  expect(xChanges({ for_user_id: ACCOUNT, tweet_create_events })).toMatchObject([
    { type: 'ignored', reaction },
  ]);
  const favorite_events = [{ id: 'x', timestamp_ms: 1763733700000, favorited_status: { id_str: '1' }, user }];
  expect(xChanges({ for_user_id: ACCOUNT, favorite_events })).toMatchObject([
    { type: 'ignored', reaction: { ...reaction, at: new Date(1763733700000) } },
  ]);
  for (const list of ['follow_events', 'mute_events', 'direct_message_indicate_typing_events'])
    expect(xChanges({ for_user_id: ACCOUNT, [list]: [{}] })).toEqual([{ type: 'ignored', what: list }]);
});

test('A revoked access is recorded as its user’s', () => {
  const body = { user_event: { revoke: { date_time: 'x', source: { user_id: ACCOUNT } } } };
  expect(readX(body)).toMatchObject([
    { accountExternalId: ACCOUNT, changes: [{ change: { type: 'unknown', what: 'user_event' } }] },
  ]);
});

test('A fetched answer names account and kind: deep replies in own conversations are comments', () => {
  expect(readX(xDelivery('mentions-answer'))).toMatchObject([{ accountExternalId: ACCOUNT }]);
  expect(xChanges(xDelivery('mentions-answer'))).toMatchObject([
    { type: 'edited', kind: 'comment', externalId: '2080765813578199001', author: { name: 'Bo Ek' } },
    { type: 'added', kind: 'mention', externalId: '2080765813578199003' },
  ]);
  const body = xBody('mentions-answer');
  delete body.includes.tweets;
  expect(xChanges(body)).toMatchObject([{ kind: 'mention' }, { kind: 'mention' }]);
  expect(xChanges({ ...body, asked: 'conversation' })).toMatchObject([
    { kind: 'comment' },
    { kind: 'mention' },
  ]);
});

test('An answer of the API as it is can be read, and one without a hit holds nothing', () => {
  const { fetched_for: _, asked: __, ...answer } = xBody('mentions-answer');
  expect(xChanges(answer)).toHaveLength(2);
  expect(xChanges({ data: answer.data[1] })).toMatchObject([{ externalId: '2080765813578199003' }]);
  const empty = Buffer.from('{"meta":{"result_count":0}}');
  expect(reader.isReadable(empty)).toBe(true);
  expect(reader.parseDelivery(empty)).toMatchObject([{ changes: [] }]);
});

test('A long account id that is written as a number is read whole', () => {
  const body = Buffer.from('{"for_user_id":1111111111111111111}');
  expect(reader.isReadable(body)).toBe(true);
  expect(reader.parseDelivery(body)).toMatchObject([{ accountExternalId: ACCOUNT }]);
});

test.each([
  '',
  '[]',
  '{}',
  '{"data":7}',
  '{"object":"page","entry":[]}',
  '{"for_user_id":{}}',
])('A body of %j is none of X’s', (body) => {
  expect(reader.isReadable(Buffer.from(body))).toBe(false);
  expect(reader.parseDelivery(Buffer.from(body))).toEqual([]);
});

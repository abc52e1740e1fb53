import { describe, expect, test } from '@jest/globals';
import { reader as facebook } from '../../../../../connectors/facebook/webhook.ts';
import { reader as instagram } from '../../../../../connectors/instagram/webhook.ts';
import { changesIn, fixture, linesIn } from '../../../../support/platform-fixtures.ts';

describe('Messenger', () => {
  const changes = changesIn(facebook, fixture('facebook', 'messages'));

  test('A message keeps what came with it, and a sticker is no picture', () => {
    expect(changes[0]).toEqual({
      type: 'added',
      kind: 'message',
      externalId: 'm1',
      parentId: null,
      postId: null,
      permalink: null,
      author: { id: '9', name: null },
      own: false,
      text: 'Hej, gäller avgiften även mig?',
      attachments: [
        { type: 'image', url: 'https://cdn.example/bild.jpg?oe=6740', state: 'unfetched' },
        { type: 'sticker', url: 'https://cdn.example/tumme.png', state: 'unfetched' },
        { type: 'file', url: 'https://cdn.example/rost.mp4', state: 'unfetched' },
        { type: 'link', url: 'https://kommun.example/avgift', state: 'unfetched' },
      ],
      at: new Date(1763733700000),
    });
  });

  test('An echo is the page’s own and says what it answers', () => {
    expect(changes[1]).toMatchObject({ type: 'added', externalId: 'm2', parentId: 'm1', own: true });
  });

  test('An edit and an unsending speak of the same message', () => {
    expect(changes[2]).toMatchObject({ type: 'edited', externalId: 'm1', text: 'Hej, gäller avgiften mig?' });
    expect(changes[3]).toEqual({
      type: 'removed',
      kind: 'message',
      externalId: 'm3',
      parentId: null,
      postId: null,
      by: '9',
      at: new Date(1763733900000),
    });
  });

  test('Reactions, receipts, buttons and what says nothing are told apart', () => {
    expect(changes.slice(4)).toMatchObject([
      { type: 'ignored', what: 'messaging/reaction', reaction: { removed: true, parentId: 'm2' } },
      { type: 'ignored', what: 'messaging/delivery' },
      { type: 'unknown', what: 'messaging/postback' },
      { type: 'unknown', what: 'messaging/quick_reply' },
      { type: 'unknown', what: 'messaging/message lacks text' },
      { type: 'unknown', what: 'messaging/message lacks mid' },
    ]);
  });
});

test('Instagram’s messages, stories and standby are messages', () => {
  const lines = linesIn(instagram, fixture('instagram', 'messages'));
  expect(
    lines.map(({ kind, action, externalId, parentId, text, unknown }) => [
      kind,
      action,
      externalId,
      parentId,
      text ?? unknown,
    ]),
  ).toEqual([
    ['message', 'created', 'ig-m1', null, 'Hej, vem svarar på bygglov?'],
    ['message', 'created', 'ig-m2', null, ''],
    ['message', 'created', 'ig-m3', '17800000000000555', 'Fin bild!'],
    ['message', 'created', 'ig-m4', 'ig-m1', 'Tack'],
    ['message', 'deleted', 'ig-m1', null, null],
    ['message', 'edited', 'ig-m3', null, 'Fin bild, verkligen!'],
    ['reaction', 'created', null, 'ig-m4', null],
    ['unknown', 'created', null, null, 'messaging/read'],
    ['unknown', 'created', null, null, 'messaging/postback'],
    ['unknown', 'created', null, null, 'messaging/quick_reply'],
    ['unknown', 'created', null, null, 'messaging/unsupported'],
    ['message', 'created', 'ig-m8', null, 'Hallå?'],
    ['message', 'created', 'ig-m9', null, 'Som i panelen'],
  ]);
  expect(lines[1]?.attachments).toEqual([{ type: 'image', url: 'https://lookaside.example/story/1' }]);
  expect(lines[2]?.attachments).toEqual([{ type: 'image', url: 'https://lookaside.example/story/2' }]);
  expect(new Set(lines.map(({ accountId }) => accountId))).toEqual(new Set(['17841400000000101']));
});

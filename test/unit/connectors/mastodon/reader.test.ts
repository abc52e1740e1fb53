import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/mastodon/reader.ts';
import type { Change } from '../../../../core/actions/connector.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/mastodon/${name}.json`, import.meta.url), 'utf8'));
const read = (body: unknown) => reader.parseDelivery(Buffer.from(JSON.stringify(body)));
const changesOf = (body: unknown): Change[] =>
  read(body).flatMap(({ changes }) => changes.map(({ change }) => change));
const ours = { account: 'exempelby@mastodon.example', id: '1', roots: { '114810000000000001': '9' } };
const polled = (changes: unknown) => ({ mastodon: ours, changes });
const REPLY = '114810000000000001';

describe('a notification', () => {
  const changes = changesOf(polled(fixture('notifications')));

  test('An answer to the account is a comment with its words, its warning, its pictures and its true link', () => {
    expect(changes[0]).toEqual({
      ...{ type: 'added', kind: 'comment', externalId: REPLY, parentId: '114800000000000009', postId: '9' },
      permalink: `https://fedi.example/@asa/${REPLY}`,
      author: { id: '77', name: 'Åsa Öqvist :snow:' },
      own: false,
      mentions: ['1'],
      text: 'Gnäll\n\n@exempelby Varför & hur länge? https://exempel.example/lang/sida?a=1&b=2\nNy rad :blob:\n\nNytt stycke',
      attachments: [
        {
          type: 'image',
          url: 'https://files.fedi.example/5.png',
          state: 'unfetched',
          alt: 'En trasig lampa',
        },
        { type: 'file', url: 'https://files.fedi.example/6.mp3', state: 'unfetched' },
      ],
      at: new Date('2026-11-21T13:59:58.000Z'),
    });
  });

  test('A name in another thread is a mention, a direct status a message, a poll shows its choices', () => {
    expect(changes.slice(1, 4)).toMatchObject([
      { kind: 'mention', parentId: '9', text: 'Fråga @exempelby' },
      { kind: 'message', text: '@exempelby Mellan oss' },
      { kind: 'mention', text: '@exempelby Vad tycker ni?\n\n• Ja\n• Nej' },
    ]);
  });

  test('A label that names another address is followed by where it leads', () => {
    expect(changes[4]).toMatchObject({
      text: '@exempelby kommunen.example (https://bluff.example/logga-in)',
    });
  });

  test('A favourite and a boost are reactions to the status, a follow concerns nobody', () => {
    const reaction = { removed: false, parentId: '114800000000000009', author: { id: '77' } };
    expect(changes.slice(5, 8)).toMatchObject([
      { type: 'ignored', what: 'notification/favourite', reaction },
      { type: 'ignored', what: 'notification/reblog', reaction },
      { type: 'ignored', what: 'notification/follow' },
    ]);
  });

  test('An update is an edit at its own time, and stays what it was', () => {
    expect(changes[8]).toMatchObject({
      ...{ type: 'edited', kind: 'mention', externalId: '114810000000000002', text: 'Rättat @exempelby' },
      at: new Date('2026-11-21T14:05:00.000Z'),
    });
  });

  test('What cannot be read is recorded by its kind', () => {
    expect(changes.slice(9)).toEqual([
      { type: 'unknown', what: 'notification/other' },
      { type: 'unknown', what: 'notification/mention lacks status' },
    ]);
  });

  test('The account of the look is the entry’s; a bare answer names nobody', () => {
    expect(read(polled([]))[0]?.accountExternalId).toBe('exempelby@mastodon.example');
    expect(read(fixture('notifications'))[0]?.accountExternalId).toBe('');
  });

  test('Without the account known, an answer to one who is named is a comment', () => {
    expect(changesOf(fixture('notifications')).slice(0, 3)).toMatchObject([
      { kind: 'comment', own: false, postId: null },
      { kind: 'comment' },
      { kind: 'message' },
    ]);
  });
});

describe('the stream', () => {
  const changes = changesOf(polled(fixture('stream')));

  test('Each event is read from the JSON in its string', () => {
    expect(changes).toMatchObject([
      { type: 'added', kind: 'comment', externalId: REPLY },
      { type: 'added', kind: 'post', own: true, text: 'Torget stängs' },
      { type: 'ignored', what: 'stream/update' },
      { type: 'edited', kind: 'comment', externalId: REPLY, text: '@exempelby Rättat' },
      { type: 'removed', externalId: REPLY, at: null },
      { type: 'ignored', what: 'stream/filters_changed' },
      { type: 'added', kind: 'message' },
      { type: 'unknown', what: 'stream/notification lacks payload' },
      { type: 'unknown', what: 'stream/other' },
    ]);
  });

  test('One event alone is a delivery, also a deletion by a number beyond 2^53', () => {
    expect(changesOf({ event: 'delete', payload: REPLY })).toMatchObject([{ externalId: REPLY }]);
    const body = Buffer.from(`{"event":"delete","payload":${REPLY}}`);
    expect(reader.parseDelivery(body)[0]?.changes[0]?.change).toMatchObject({ externalId: REPLY });
  });
});

describe('other answers', () => {
  test('Surroundings, grouped notifications, a status and a server’s webhook are read', () => {
    expect(changesOf(fixture('context'))).toMatchObject([
      { externalId: '114800000000000009', kind: 'post' },
      { externalId: REPLY, kind: 'comment' },
    ]);
    expect(changesOf(fixture('grouped'))).toMatchObject([
      { type: 'added', externalId: REPLY },
      { type: 'ignored', reaction: { parentId: '114800000000000009' } },
    ]);
    expect(changesOf(fixture('admin-webhook'))).toMatchObject([{ type: 'added', externalId: REPLY }]);
  });

  test.each(['', 'x', '7', 'null', '{}', '[1]', '{"a":[]}'])('%j is no delivery', (text) => {
    expect(reader.isReadable(Buffer.from(text))).toBe(false);
    expect(reader.parseDelivery(Buffer.from(text))).toEqual([]);
  });

  test('Nothing new is a delivery without changes', () => {
    expect(reader.isReadable(Buffer.from('[]'))).toBe(true);
  });
});

import { describe, expect, test } from '@jest/globals';
import { polledBody } from '../../../../connectors/youtube/polled.ts';
import { reader } from '../../../../connectors/youtube/reader.ts';
import { changesIn, delivery } from '../../../support/youtube-fixtures.ts';

const CHANNEL = 'UCexempelby0000000000001';
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const list = (...items: unknown[]): Buffer => json({ kind: 'youtube#commentListResponse', items });
const comment = (snippet: object = {}, more: object = {}) => ({
  kind: 'youtube#comment',
  id: 'UgxA',
  snippet: {
    channelId: CHANNEL,
    videoId: 'dQexempel01',
    textDisplay: 'Hej',
    authorDisplayName: '@bo',
    authorChannelId: { value: 'UCbo' },
    publishedAt: '2026-11-20T14:00:00Z',
    updatedAt: '2026-11-20T14:00:00Z',
    ...snippet,
  },
  ...more,
});

describe('comments', () => {
  test('A comment arrives with the text that a person sees, its video and its link', () => {
    expect(changesIn(delivery('threads.json'))[0]).toEqual({
      type: 'added',
      kind: 'comment',
      externalId: 'UgxExempelTrad00000AaABAg',
      parentId: 'dQexempel01',
      postId: 'dQexempel01',
      permalink: 'https://www.youtube.com/watch?v=dQexempel01&lc=UgxExempelTrad00000AaABAg',
      author: { id: 'UCasaoqvist0000000000001', name: '@asaoqvist' },
      own: false,
      text: "Varför är det så mörkt på gångvägen? 'Igen' & igen\nSe kartan (https://www.exempel.se/karta?a=1&b=2) <3",
      attachments: [],
      at: new Date('2026-11-20T14:00:00Z'),
    });
  });

  test('Embedded answers stand under their thread; the channel’s own is told apart, and a deleted channel is nobody', () => {
    const [, own, other] = changesIn(delivery('threads.json'));
    expect(own).toMatchObject({ own: true, parentId: 'UgxExempelTrad00000AaABAg', postId: 'dQexempel01' });
    expect(other).toMatchObject({ own: false, author: null, text: 'Bra!\n"Äntligen"' });
  });

  test('An edit is dated by updatedAt', () => {
    expect(changesIn(delivery('threads.json'))[2]).toMatchObject({
      type: 'edited',
      at: new Date('2026-11-20T17:30:00Z'),
    });
  });

  test('What was typed is taken as it is, also where it looks like HTML', () => {
    const typed = { textOriginal: 'a &lt; b <3', textDisplay: 'a &amp;lt; b &lt;3' };
    expect(changesIn(list(comment(typed)))).toMatchObject([{ text: 'a &lt; b <3' }]);
  });

  test('A text that was asked for as text is no HTML', () => {
    const body = polledBody({ channelId: CHANNEL, look: 1, textFormat: 'plainText' }, [
      comment({ textDisplay: '1 < 2 &amp; 3' }),
    ]);
    expect(changesIn(body)).toMatchObject([{ text: '1 < 2 &amp; 3' }]);
  });

  test('A text without markup keeps its line feeds', () => {
    expect(changesIn(list(comment({ textDisplay: 'Ett & två < tre\n<3' })))).toMatchObject([
      { text: 'Ett & två < tre\n<3' },
    ]);
  });

  test('A list of answers without video or channel takes both from the look, and the parent from the id', () => {
    const bare = {
      kind: 'youtube#comment',
      id: 'UgxA.9b',
      snippet: { textDisplay: 'Svar', publishedAt: '2026-11-20T14:00:00Z' },
    };
    const body = polledBody({ channelId: CHANNEL, look: 1, textFormat: 'plainText' }, [bare]);
    expect(reader.parseDelivery(body)).toMatchObject([
      { accountExternalId: CHANNEL, changes: [{ change: { parentId: 'UgxA', postId: null } }] },
    ]);
  });

  test('A single comment and a single thread are deliveries too', () => {
    expect(changesIn(json(comment()))).toMatchObject([{ type: 'added', externalId: 'UgxA' }]);
    const thread = {
      kind: 'youtube#commentThread',
      id: 'UgxA',
      snippet: { topLevelComment: comment() },
    };
    expect(reader.parseDelivery(json(thread))).toMatchObject([
      { accountExternalId: CHANNEL, changes: [{ change: { type: 'added', postId: 'dQexempel01' } }] },
    ]);
  });

  test('A comment under a post of the community page leads there', () => {
    const under = { videoId: undefined, postId: 'UgkxExempelinlagg' };
    expect(changesIn(list(comment(under)))).toMatchObject([
      { postId: 'UgkxExempelinlagg', permalink: 'https://www.youtube.com/post/UgkxExempelinlagg?lc=UgxA' },
    ]);
  });
});

describe('what the public sees', () => {
  test.each([
    'heldForReview',
    'likelySpam',
    'rejected',
  ])('A comment that is %s is read, and hidden', (status) => {
    const changes = changesIn(list(comment({ moderationStatus: status })));
    expect(changes.map(({ type }) => type)).toEqual(['added', 'hidden']);
    expect(reader.tellsOfHiding(list(comment({ moderationStatus: status })))).toBe(true);
  });

  test('A published comment is public without a word', () => {
    const body = list(comment({ moderationStatus: 'published' }));
    expect(changesIn(body).map(({ type }) => type)).toEqual(['added']);
    expect(reader.tellsOfHiding(body)).toBe(false);
  });

  test('A look tells what was held and is public now, and what is gone', () => {
    const mark = { channelId: CHANNEL, look: 3, textFormat: 'plainText' } as const;
    const gone = [{ id: 'UgxB.9c', parentId: null, videoId: 'dQexempel01' }];
    expect(changesIn(polledBody({ ...mark, shown: ['UgxA'], gone }, [comment()]))).toMatchObject([
      { type: 'added', externalId: 'UgxA' },
      { type: 'unhidden', externalId: 'UgxA', at: null },
      { type: 'removed', externalId: 'UgxB.9c', parentId: 'UgxB', postId: 'dQexempel01', at: null },
    ]);
  });
});

describe('what cannot be read', () => {
  test('It is recorded in words of ours, beside its neighbours', () => {
    const items = [
      null,
      { kind: 'youtube#video', id: 'x' },
      { kind: 'Hemligt', id: 'x' },
      comment({ textDisplay: 7 }),
      comment({}, { id: '' }),
      { kind: 'youtube#comment', id: 'x' },
      { kind: 'youtube#commentThread', id: 'x', snippet: { topLevelComment: 'Hemligt' } },
      comment(),
    ];
    expect(changesIn(list(...items)).map((change) => ('what' in change ? change.what : change.type))).toEqual(
      [
        'item',
        'video',
        'other',
        'comment lacks textDisplay',
        'comment lacks id',
        'comment lacks snippet',
        'commentThread lacks topLevelComment',
        'added',
      ],
    );
  });

  test.each([
    '',
    'null',
    '[]',
    '{"kind":"youtube#commentListResponse"}',
    '{"kind":"drive#fileList","items":[]}',
    '{"error":{"code":403,"errors":[{"reason":"quotaExceeded"}]}}',
    '<html></html>',
  ])('The body %j is no delivery', (text) => {
    expect(reader.isReadable(Buffer.from(text))).toBe(false);
    expect(reader.parseDelivery(Buffer.from(text))).toEqual([]);
  });
});

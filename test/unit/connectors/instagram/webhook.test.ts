import { describe, expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/instagram/webhook.ts';
import { changesIn, fixture, linesIn } from '../../../support/platform-fixtures.ts';

const changesOf = (name: string) => changesIn(reader, fixture('instagram', name));
const COMMENT = {
  type: 'added',
  kind: 'comment',
  externalId: '17900000000000001',
  parentId: '17800000000000900',
  postId: '17800000000000900',
  permalink: null,
  author: { id: '6100000000000001', name: 'asa.oqvist' },
  own: false,
  text: 'När öppnar badhuset? å 😀',
  attachments: [],
  at: new Date('2025-11-21T14:01:40.000Z'),
};

describe('comments', () => {
  test('A comment flat on its entry and one among the changes are the same', () => {
    expect(changesOf('comment-flat')).toEqual([COMMENT]);
    expect(changesOf('comment-changes')[0]).toEqual(COMMENT);
  });

  test('A reply names its comment, the account’s own is own, and one of a live film is a comment', () => {
    const reply = { type: 'added', kind: 'comment', postId: '17800000000000900' };
    expect(changesOf('comment-changes').slice(1)).toMatchObject([
      { ...reply, parentId: '17900000000000001', own: false },
      { ...reply, parentId: '17900000000000001', own: true },
      { type: 'added', kind: 'comment', parentId: '17800000000000901', text: 'Hörs dåligt' },
    ]);
  });

  test('A comment on an ad belongs to the post that the ad was made of', () => {
    expect(changesOf('comment-ad')).toEqual([COMMENT]);
  });

  test('A comment without author, with another key for its id, or without its text is never dropped', () => {
    const added = { type: 'added', postId: null };
    expect(changesOf('comment-old')).toMatchObject([
      { ...added, externalId: '17900000000000005', author: null, text: 'Bara id och text' },
      { ...added, externalId: '17900000000000006', author: { id: 'bo.ek', name: 'bo.ek' } },
      { ...added, externalId: '17900000000000007', text: '' },
      { type: 'untold-edit', externalId: '17900000000000007' },
    ]);
  });
});

describe('mentions', () => {
  test('A mention stands at once, and its text is asked for', () => {
    const mention = { kind: 'mention', author: null };
    expect(linesIn(reader, fixture('instagram', 'mentions'))).toMatchObject([
      { ...mention, action: 'created', externalId: '17900000000000777', parentId: '17800000000000777' },
      { ...mention, action: 'edited', externalId: '17900000000000777', text: null },
      { ...mention, action: 'created', externalId: '17800000000000778', parentId: null },
      { ...mention, action: 'edited', externalId: '17800000000000778', text: null },
      { kind: 'unknown', unknown: 'story_insights' },
    ]);
  });

  test('The text that was fetched stands in the platform’s own change', () => {
    const body = fixture('instagram', 'mentions');
    const completed = reader.withText(body, '17900000000000777', 'Hej @exempelby') ?? Buffer.from('');
    expect(changesIn(reader, completed)).toMatchObject([
      { type: 'edited', kind: 'mention', externalId: '17900000000000777', text: 'Hej @exempelby' },
    ]);
    expect(reader.withText(completed, '17900000000000777', 'Igen')).toBeNull();
    expect(reader.withText(body, '17900000000000999', 'Ingen')).toBeNull();
  });
});

describe('envelope', () => {
  test.each([
    '',
    'null',
    '[]',
    '{',
    '{}',
    '[null]',
    '{"object":"instagram"}',
    '{"object":"threads","entry":[]}',
  ])('The body %j is not readable and parses to nothing', (text) => {
    expect(reader.isReadable(Buffer.from(text))).toBe(false);
    expect(reader.parseDelivery(Buffer.from(text))).toEqual([]);
  });

  test('An id beyond 2^53 sent as a number keeps its digits', () => {
    const body =
      '{"object":"instagram","entry":[{"id":17841400000000101,"time":1,"field":"comments","value":{"id":17900000000000001,"text":"Hej"}}]}';
    expect(linesIn(reader, Buffer.from(body))).toMatchObject([
      { accountId: '17841400000000101', externalId: '17900000000000001' },
    ]);
  });

  test('What is not understood is recorded by words of ours, and costs its neighbours nothing', () => {
    const changes = [
      null,
      { field: 'comments' },
      { field: 'comments', value: { text: 'x' } },
      { field: 'comments', value: { id: '1', text: 3 } },
      { field: 'Hemligord', value: {} },
      { field: 'comments', value: { id: '1', text: 'Hej' } },
    ];
    const body = JSON.stringify({ object: 'instagram', entry: [{ id: '0', time: 1763733700, changes }] });
    expect(linesIn(reader, Buffer.from(body)).map(({ unknown, text }) => unknown ?? text)).toEqual([
      'change',
      'comments lacks value',
      'comments lacks id',
      'comments lacks text',
      'other',
      'Hej',
    ]);
  });
});

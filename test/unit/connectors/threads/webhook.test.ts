import { describe, expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/threads/webhook.ts';
import { changesIn, fixture, linesIn } from '../../../support/platform-fixtures.ts';

const changesOf = (name: string) => changesIn(reader, fixture('threads', name));
const ACCOUNT = '7400000000000101';
const REPLY = {
  type: 'added',
  kind: 'comment',
  externalId: '18000000000000001',
  parentId: '18000000000000900',
  postId: '18000000000000900',
  permalink: 'https://www.threads.net/@bo.ek/post/Pp',
  author: { id: 'bo.ek', name: 'bo.ek' },
  own: false,
  text: 'När plogas Storgatan?',
  attachments: [],
  at: new Date('2025-11-21T14:00:00.000Z'),
};

describe('replies', () => {
  test('A reply is a comment of the account whose post it answers, in every form of envelope', () => {
    expect(changesOf('reply')).toEqual([REPLY]);
    expect(changesOf('replies-list')[0]).toEqual(REPLY);
    expect(changesOf('entry-form')[0]).toEqual(REPLY);
    for (const name of ['reply', 'replies-list', 'entry-form'])
      expect(reader.parseDelivery(fixture('threads', name))[0]?.accountExternalId).toBe(ACCOUNT);
  });

  test('An answer of the account itself is its own', () => {
    expect(changesOf('replies-list')[1]).toMatchObject({
      own: true,
      parentId: '18000000000000001',
      author: { id: ACCOUNT, name: 'exempelby' },
    });
  });

  test('What is not understood is recorded and costs its neighbours nothing', () => {
    expect(changesOf('entry-form').slice(1)).toEqual([
      { type: 'unknown', what: 'other' },
      { type: 'unknown', what: 'replies lacks id' },
    ]);
  });
});

test('A mention has its picture with the words for it, and no parent', () => {
  expect(linesIn(reader, fixture('threads', 'mention'))).toMatchObject([
    {
      kind: 'mention',
      action: 'created',
      accountId: ACCOUNT,
      parentId: null,
      author: { id: 'bo.ek' },
      attachments: [{ type: 'image', url: 'https://cdn.example/t.jpg', alt: 'En snöig gata' }],
    },
  ]);
});

test('A deletion is the account’s own post, removed by itself', () => {
  expect(reader.parseDelivery(fixture('threads', 'delete'))[0]?.accountExternalId).toBe(ACCOUNT);
  expect(changesOf('delete')).toEqual([
    {
      type: 'removed',
      kind: 'post',
      externalId: '18000000000000900',
      parentId: null,
      postId: null,
      by: ACCOUNT,
      at: new Date('2025-11-21T15:00:00.000Z'),
    },
  ]);
});

test('A post of the account is own; told without its text, the text is asked for and then stands', () => {
  const body = fixture('threads', 'publish');
  expect(changesIn(reader, body)).toMatchObject([
    { type: 'added', kind: 'post', own: true, text: '', author: { id: ACCOUNT, name: 'exempelby' } },
    { type: 'untold-edit', externalId: '18000000000000901' },
  ]);
  const completed = reader.withText(body, '18000000000000901', 'Nu öppnar badet') ?? Buffer.from('');
  expect(changesIn(reader, completed)).toMatchObject([
    { type: 'edited', kind: 'post', own: true, text: 'Nu öppnar badet' },
  ]);
  expect(reader.withText(completed, '18000000000000901', 'Igen')).toBeNull();
});

test.each([
  '',
  'null',
  '[]',
  '{',
  '{}',
  '{"values":3}',
  '{"object":"threads","entry":{}}',
])('The body %j is not readable and parses to nothing', (text) => {
  expect(reader.isReadable(Buffer.from(text))).toBe(false);
  expect(reader.parseDelivery(Buffer.from(text))).toEqual([]);
});

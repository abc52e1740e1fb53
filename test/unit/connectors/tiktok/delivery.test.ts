/** TikTok's business webhook (platforms.md 7): a string of JSON within JSON, ids beyond 2^53. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/tiktok/delivery.ts';
import type { Change } from '../../../../core/actions/connector.ts';

const delivery = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/tiktok/${name}.json`, import.meta.url));
const changesIn = (body: Uint8Array): Change[] =>
  reader.parseDelivery(body).flatMap(({ changes }) => changes.map(({ change }) => change));
const changeOf = (name: string): Change | undefined => changesIn(delivery(name))[0];
const [COMMENT, VIDEO] = ['7206990565363377392', '7206990565363377001'];
const target = { kind: 'comment', externalId: COMMENT, parentId: VIDEO, postId: VIDEO };
const at = new Date(1763733600123);

test('A comment keeps every digit of its ids', () => {
  expect(reader.parseDelivery(delivery('comment-insert'))).toMatchObject([
    { accountExternalId: 'open-1', sentAt: new Date(1763733601000) },
  ]);
  expect(changeOf('comment-insert')).toEqual({
    type: 'added',
    ...target,
    permalink: `https://www.tiktok.com/@/video/${VIDEO}`,
    author: { id: 'a1B2c3', name: null },
    own: false,
    text: 'Fin film! 😀',
    attachments: [],
    at,
  });
});

test('A reply stands under its comment', () => {
  expect(changeOf('reply-insert')).toMatchObject({ type: 'added', parentId: COMMENT, postId: VIDEO });
});

test.each([
  ['delete', 'removed'],
  ['set-to-hidden', 'hidden'],
  ['set-to-friends-only', 'hidden'],
  ['set-to-public', 'unhidden'],
])('The action of %s makes a comment %s', (name, type) => {
  expect(changeOf(name)).toMatchObject({ type, ...target, at });
  expect(reader.tellsOfHiding(delivery(name))).toBe(type !== 'removed');
});

test('A comment that comes without its text is to be fetched', () => {
  expect(changeOf('insert-without-text')).toEqual({ type: 'untold-edit', ...target, at, isNew: true });
  const completed = reader.withText(delivery('insert-without-text'), COMMENT, 'Hej');
  expect(changesIn(completed ?? Buffer.from(''))).toMatchObject([{ type: 'added', text: 'Hej', ...target }]);
  expect(reader.withText(delivery('insert-without-text'), '1', 'Hej')).toBeNull();
});

describe('messages', () => {
  test('A message is one, with its conversation', () => {
    expect(changeOf('message')).toMatchObject({
      kind: 'message',
      externalId: 'm-1',
      parentId: 'c-1',
      author: { id: 'a1B2c3' },
      text: 'Hej, när öppnar badet?',
    });
  });

  test('A message from the EEA comes stripped and is recorded, without a word', () => {
    expect(changeOf('message-eea')).toEqual({ type: 'unknown', what: 'im_receive_msg_eu' });
  });
});

test('A page of listed comments is read, each by itself', () => {
  const listed = {
    code: 0,
    message: 'OK',
    data: {
      comments: [
        {
          comment_id: COMMENT,
          video_id: VIDEO,
          unique_identifier: 'a1B2c3',
          username: 'asa',
          text: 'Hej',
          create_time: '1763733600',
        },
        { comment_id: '8', video_id: VIDEO, parent_comment_id: COMMENT, owner: true, text: 'Tack!' },
        { comment_id: '9' },
        null,
      ],
      cursor: 4,
      has_more: false,
    },
  };
  expect(changesIn(Buffer.from(JSON.stringify(listed)))).toMatchObject([
    { type: 'added', ...target, author: { id: 'a1B2c3', name: 'asa' }, at: new Date(1763733600000) },
    { type: 'added', parentId: COMMENT, own: true },
    { type: 'unknown', what: 'listed comment lacks text' },
    { type: 'unknown', what: 'listed comment' },
  ]);
});

test('TikTok\u2019s own test concerns nobody', () => {
  expect(changeOf('ping')).toEqual({ type: 'ignored', what: 'tiktok.ping' });
});

test.each([
  '',
  'null',
  '[]',
  '{"event":3,"content":"{}"}',
  '{"event":"comment.update"}',
])('The body %j is not readable and parses to nothing', (text) => {
  expect(reader.isReadable(Buffer.from(text))).toBe(false);
  expect(reader.parseDelivery(Buffer.from(text))).toEqual([]);
});

test.each([
  [{ event: 'comment.update', content: 'Hemligord' }, 'comment.update lacks content'],
  [{ event: 'comment.update', content: '{}' }, 'comment.update lacks comment_action'],
  [{ event: 'comment.update', content: '{"comment_action":"insert"}' }, 'comment.update lacks comment_id'],
  [{ event: 'Hemligord', content: '{}' }, 'other'],
  [{ event: 'im_receive_msg', content: '{"message_id":"1"}' }, 'im_receive_msg lacks text'],
])('The event %j is recorded in words of ours', (event, what) => {
  expect(changesIn(Buffer.from(JSON.stringify(event)))).toEqual([{ type: 'unknown', what }]);
});

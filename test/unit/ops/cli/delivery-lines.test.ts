/** What `uppsikt parse` says of a delivery. */
import { expect, test } from '@jest/globals';
import { READERS, readerOf } from '../../../../connectors/readers.ts';
import { deliveryLines } from '../../../../ops/cli/delivery-lines.ts';

const reader = await readerOf('facebook');
const parse = (value: unknown) => deliveryLines(reader.parseDelivery(Buffer.from(JSON.stringify(value))));
const feed = (...values: object[]) => ({
  object: 'page',
  entry: [{ id: '101', time: 1763733700, changes: values.map((value) => ({ field: 'feed', value })) }],
});
const comment = { item: 'comment', post_id: '101_900', parent_id: '101_900', comment_id: '900_1' };

test('A comment is one line with all that is known of it', () => {
  const from = { id: '7001', name: 'Åsa Öqvist' };
  const told = { ...comment, verb: 'add', from, message: 'Hej å 😀', created_time: 1763733600 };
  expect(parse(feed(told))).toEqual([
    {
      kind: 'comment',
      action: 'created',
      externalId: '900_1',
      parentId: '101_900',
      postId: '101_900',
      accountId: '101',
      author: from,
      text: 'Hej å 😀',
      attachments: [],
      createdAt: '2025-11-21T14:00:00.000Z',
      unknown: null,
    },
  ]);
});

test('An edit without its text, a removal, a hide and a reaction are told apart', () => {
  const verbs = ['edited', 'remove', 'hide', 'unhide'].map((verb) => ({ ...comment, verb }));
  const reaction = { ...comment, item: 'reaction', verb: 'remove' };
  expect(parse(feed(...verbs, reaction)).map(({ kind, action, text }) => [kind, action, text])).toEqual([
    ['comment', 'edited', null],
    ['comment', 'deleted', null],
    ['comment', 'hidden', null],
    ['comment', 'unhidden', null],
    ['reaction', 'deleted', null],
  ]);
});

test('What cannot be read, and a delivery of nothing, are a line each', () => {
  expect(parse(feed({ item: 'hologram' }))).toMatchObject([{ kind: 'unknown', unknown: 'feed/other' }]);
  expect(parse({ object: 'page', entry: [] })).toMatchObject([{ kind: 'unknown', unknown: 'nothing' }]);
});

test('A platform without a reader is refused, also one with the name of what every object has', async () => {
  for (const name of ['myspace', 'toString', '__proto__'])
    await expect(readerOf(name)).rejects.toThrow(RangeError);
  expect(Object.keys(READERS)).toContain('facebook');
});

import { expect, test } from '@jest/globals';
import { changesOf } from '../../../support/facebook-fixtures.ts';

test('A mention of the page has no author', () => {
  const mention = { type: 'added', kind: 'mention', author: null, own: false };
  expect(changesOf('mention')).toMatchObject([
    { ...mention, externalId: '333_444', parentId: null, postId: null, text: 'Vad tycker Exempelby kommun?' },
    { ...mention, externalId: '444_5', parentId: '333_444', postId: '333_444' },
  ]);
});

test('A recommendation is a review, and what is said under it is a comment', () => {
  expect(changesOf('ratings')).toMatchObject([
    {
      type: 'added',
      kind: 'review',
      externalId: '888',
      text: 'Lång kö.',
      author: { id: '7003', name: 'Bo Ek' },
    },
    { type: 'added', kind: 'comment', externalId: '888_1', text: 'Håller med' },
  ]);
});

test('Direct messages are messages, in standby too, and receipts are ignored', () => {
  const message = { type: 'added', kind: 'message', parentId: null, postId: null, permalink: null };
  expect(changesOf('messaging')).toMatchObject([
    { ...message, externalId: 'm1', author: { id: '9', name: null }, own: false, text: 'Hej' },
    { ...message, externalId: 'm2', author: { id: '101', name: null }, own: true, text: 'Svar' },
    { type: 'ignored', what: 'messaging/read' },
    { ...message, externalId: 'm3', author: null, own: false, text: 'Hej' },
  ]);
});

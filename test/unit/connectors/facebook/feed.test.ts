import { describe, expect, test } from '@jest/globals';
import { changesOf } from '../../../support/facebook-fixtures.ts';

const COMMENT = { kind: 'comment', externalId: '900_1', parentId: '101_900', postId: '101_900' };
const CREATED = new Date('2025-11-21T14:00:00.000Z');
const SENT = new Date('2025-11-21T14:01:40.000Z');

describe('comments', () => {
  test('a new one, with its text to the letter', () => {
    expect(changesOf('comment-add')).toEqual([
      {
        type: 'added',
        ...COMMENT,
        permalink: 'https://www.facebook.com/101/posts/900?comment_id=1',
        author: { id: '7001', name: 'Åsa Öqvist' },
        own: false,
        text: 'Varför är det så mörkt på gång\u00ADvägen? 😀 https://exempel.se/a',
        attachments: [],
        at: CREATED,
      },
    ]);
  });

  test('an answer has the comment as its parent', () => {
    expect(changesOf('reply-add')).toMatchObject([
      { externalId: '900_2', parentId: '900_1', postId: '101_900' },
    ]);
  });

  test('a picture alone has no text', () => {
    const url = 'https://scontent.example/p.jpg?oh=1&oe=2';
    expect(changesOf('comment-picture-only')).toMatchObject([
      { type: 'added', text: '', attachments: [{ type: 'image', url, state: 'unfetched' }] },
    ]);
  });

  test('an edit is dated by edited_time, else by its sending, never by the original', () => {
    const edited = { type: 'edited', ...COMMENT, text: 'Rättat' };
    expect(changesOf('comment-edited')).toMatchObject([
      { ...edited, at: new Date('2025-11-21T14:01:00.000Z') },
    ]);
    expect(changesOf('comment-edited-without-time')).toMatchObject([{ ...edited, at: SENT }]);
  });

  test('a removal without name and time', () => {
    expect(changesOf('comment-remove-bare')).toEqual([{ type: 'removed', ...COMMENT, at: SENT }]);
  });

  test('hide and unhide tell neither author, text nor creation', () => {
    expect(changesOf('comment-hide')).toEqual([
      { type: 'hidden', ...COMMENT, at: new Date('2025-11-21T14:01:30.000Z') },
      { type: 'unhidden', ...COMMENT, at: SENT },
    ]);
  });

  test("the page's own answer is marked", () => {
    expect(changesOf('comment-own')).toMatchObject([{ type: 'added', own: true, parentId: '900_1' }]);
  });

  test('without `from` the author is unknown; before Graph 2.11 it was sender_id', () => {
    expect(changesOf('comment-without-author')).toMatchObject([{ author: null, own: false, text: 'Hej' }]);
    expect(changesOf('comment-before-2-11')).toMatchObject([{ author: { id: '7001', name: 'Åsa Öqvist' } }]);
  });

  test('ids beyond 2^53 keep their digits, numbers in a text are text', () => {
    expect(changesOf('big-ids')).toMatchObject([
      {
        externalId: '123456789012345678901',
        author: { id: '10201978818232601' },
        text: 'nummer: 12345678901234567890',
        permalink: 'https://www.facebook.com/123456789012345678901',
      },
    ]);
  });
});

describe('posts', () => {
  test("visitors' posts of every shape", () => {
    const visitor = { type: 'added', kind: 'post', own: false, parentId: null, postId: null };
    expect(changesOf('visitor-post')).toMatchObject([
      { ...visitor, externalId: '101_901', at: CREATED, permalink: 'https://www.facebook.com/101_901' },
      { ...visitor, externalId: '101_902', at: null },
      { ...visitor, externalId: '101_903', text: '', attachments: [{ type: 'image' }] },
    ]);
  });

  test('the page\u2019s own are marked, its drafts ignored', () => {
    expect(changesOf('own-post')).toMatchObject([
      { type: 'added', own: true, externalId: '101_900' },
      { type: 'ignored', what: 'feed/status/add' },
    ]);
  });

  test('both spellings of an edit, the bin, the removal', () => {
    expect(changesOf('post-changes')).toMatchObject([
      { type: 'edited', text: 'Ändrat', at: SENT },
      { type: 'edited', text: 'Ändrat igen', at: SENT },
      { type: 'unknown', what: 'feed/status/edited lacks message' },
      { type: 'removed', externalId: '101_901', at: SENT },
    ]);
  });
});

test('reactions, page likes and copyright flags are ignored', () => {
  expect(changesOf('no-concern')).toEqual([
    { type: 'ignored', what: 'feed/reaction/add' },
    { type: 'ignored', what: 'feed/like/add' },
    { type: 'ignored', what: 'feed/video/block' },
  ]);
});

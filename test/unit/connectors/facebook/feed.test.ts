import { describe, expect, test } from '@jest/globals';
import { changesOf } from '../../../support/facebook-fixtures.ts';

const COMMENT = { kind: 'comment', externalId: '900_1', parentId: '101_900', postId: '101_900' };
const CREATED = new Date('2025-11-21T14:00:00.000Z');
const SENT = new Date('2025-11-21T14:01:40.000Z');

describe('comments', () => {
  test('A new comment arrives with its text to the letter', () => {
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

  test('An answer to a comment has that comment as its parent', () => {
    expect(changesOf('reply-add')).toMatchObject([
      { externalId: '900_2', parentId: '900_1', postId: '101_900' },
    ]);
  });

  test('A comment that is only a picture has an empty text', () => {
    const url = 'https://scontent.example/p.jpg?oh=1&oe=2';
    expect(changesOf('comment-picture-only')).toMatchObject([
      { type: 'added', text: '', attachments: [{ type: 'image', url, state: 'unfetched' }] },
    ]);
  });

  test('An edit is dated by edited_time, else by its sending, never by the original', () => {
    const edited = { type: 'edited', ...COMMENT, text: 'Rättat' };
    expect(changesOf('comment-edited')).toMatchObject([
      { ...edited, at: new Date('2025-11-21T14:01:00.000Z') },
    ]);
    expect(changesOf('comment-edited-without-time')).toMatchObject([{ ...edited, at: SENT }]);
  });

  test('A removal without name and time is dated by its sending', () => {
    expect(changesOf('comment-remove-bare')).toEqual([{ type: 'removed', ...COMMENT, by: '7001', at: SENT }]);
  });

  test('A hide and an unhide tell neither author, text nor creation', () => {
    expect(changesOf('comment-hide')).toEqual([
      { type: 'hidden', ...COMMENT, at: new Date('2025-11-21T14:01:30.000Z') },
      { type: 'unhidden', ...COMMENT, at: SENT },
    ]);
  });

  test('The page’s own answer is marked as its own', () => {
    expect(changesOf('comment-own')).toMatchObject([{ type: 'added', own: true, parentId: '900_1' }]);
  });

  test('The author is unknown without `from`, and before Graph 2.11 it was sender_id', () => {
    expect(changesOf('comment-without-author')).toMatchObject([{ author: null, own: false, text: 'Hej' }]);
    expect(changesOf('comment-before-2-11')).toMatchObject([{ author: { id: '7001', name: 'Åsa Öqvist' } }]);
  });

  test('Ids beyond 2^53 keep their digits, and numbers in a text stay text', () => {
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
  test('Visitors’ posts of every shape are read as added posts', () => {
    const visitor = { type: 'added', kind: 'post', own: false, parentId: null, postId: null };
    expect(changesOf('visitor-post')).toMatchObject([
      { ...visitor, externalId: '101_901', at: CREATED, permalink: 'https://www.facebook.com/101_901' },
      { ...visitor, externalId: '101_902', at: null },
      { ...visitor, externalId: '101_903', text: '', attachments: [{ type: 'image' }] },
    ]);
  });

  test('The page’s own posts are marked, and its drafts are ignored', () => {
    expect(changesOf('own-post')).toMatchObject([
      { type: 'added', own: true, externalId: '101_900' },
      { type: 'ignored', what: 'feed/status/add' },
    ]);
  });

  test('A post’s edit in both spellings and its removal are read, and an edit without its text asks for it', () => {
    expect(changesOf('post-changes')).toMatchObject([
      { type: 'edited', text: 'Ändrat', at: SENT },
      { type: 'edited', text: 'Ändrat igen', at: SENT },
      { type: 'untold-edit', kind: 'post' },
      { type: 'removed', externalId: '101_901', at: new Date('2025-11-21T14:00:00.000Z') },
    ]);
  });
});

test('Reactions, page likes and copyright flags are ignored', () => {
  expect(changesOf('no-concern')).toMatchObject([
    { type: 'ignored', what: 'feed/reaction/add', reaction: { removed: false, parentId: '900_1' } },
    { type: 'ignored', what: 'feed/like/add' },
    { type: 'ignored', what: 'feed/video/block' },
  ]);
});

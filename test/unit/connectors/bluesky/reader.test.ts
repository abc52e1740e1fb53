import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/bluesky/reader.ts';
import type { Change } from '../../../../core/actions/connector.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/bluesky/${name}.json`, import.meta.url), 'utf8'));
const read = (body: unknown) => reader.parseDelivery(Buffer.from(JSON.stringify(body)));
const changesOf = (body: unknown): Change[] =>
  read(body).flatMap(({ changes }) => changes.map(({ change }) => change));
const US = 'did:plc:exempelby000000000000000';
const ASA = 'did:plc:asa0000000000000000000000';
const BO = 'did:plc:bo00000000000000000000000';
const post = (did: string, rkey: string): string => `at://${did}/app.bsky.feed.post/${rkey}`;
const ROOT = post(US, '3root');

describe('notifications', () => {
  const changes = changesOf(fixture('notifications'));

  test('An answer is a comment; facets count bytes, and each link shows where it leads', () => {
    expect(changes[0]).toEqual({
      ...{ type: 'added', kind: 'comment', externalId: post(ASA, '3reply'), parentId: ROOT, postId: ROOT },
      permalink: `https://bsky.app/profile/${ASA}/post/3reply`,
      author: { id: ASA, name: 'Åsa Öqvist' },
      own: false,
      mentions: [US],
      text: 'Åh 😀 se https://exempel.example/lang/sida och här (https://bluff.example/x), @exempelby.example',
      attachments: [
        {
          type: 'image',
          url: `https://cdn.bsky.app/img/feed_fullsize/plain/${ASA}/bafkreilampa@jpeg`,
          state: 'unfetched',
          alt: 'En lampa',
        },
        { type: 'link', url: `https://bsky.app/profile/${BO}/post/3q`, state: 'unfetched' },
      ],
      at: new Date('2026-11-21T13:59:58.000Z'),
    });
  });

  test('A time of long before is the writer’s word alone: the server’s counts', () => {
    expect(changes[1]).toMatchObject({ kind: 'mention', at: new Date('2026-11-21T14:00:00.000Z') });
    expect(changes[1]).toMatchObject({ author: { id: BO, name: 'bo.example' } });
  });

  test('A quotation is a mention, a like a reaction, a follow nothing', () => {
    expect(changes.slice(2, 5)).toMatchObject([
      { kind: 'mention', attachments: [{ type: 'link', url: `https://bsky.app/profile/${US}/post/3root` }] },
      { type: 'ignored', reaction: { removed: false, parentId: ROOT, author: { id: ASA } } },
      { type: 'ignored', what: 'notification/follow' },
    ]);
  });

  test('What cannot be read is recorded by its kind', () => {
    expect(changes.slice(5)).toEqual([
      { type: 'unknown', what: 'notification/reply lacks uri' },
      { type: 'unknown', what: 'notification/reply lacks text' },
      { type: 'unknown', what: 'notification/other' },
    ]);
  });

  test('What was answered tells whose notifications they are; ours say it themselves', () => {
    expect(read(fixture('notifications'))[0]?.accountExternalId).toBe(US);
    expect(read({ bluesky: { account: US }, changes: [] })[0]?.accountExternalId).toBe(US);
  });
});

describe('other bodies', () => {
  test('Jetstream tells of posts, deletions, likes taken back and hidden answers', () => {
    const at = new Date(1763733600123);
    expect(changesOf({ bluesky: { account: US }, changes: fixture('jetstream') })).toMatchObject([
      { type: 'added', kind: 'comment', externalId: post(ASA, '3reply'), author: { id: ASA, name: null } },
      { type: 'removed', externalId: post(ASA, '3reply'), at },
      { type: 'ignored', reaction: { removed: true, author: { id: ASA } } },
      { type: 'hidden', externalId: post(ASA, '3reply'), postId: ROOT, at },
      { type: 'hidden', externalId: post(BO, '3b'), postId: ROOT, at },
      { type: 'ignored', what: 'commit/app.bsky.graph.follow/create' },
      { type: 'ignored', what: 'stream/identity' },
      { type: 'unknown', what: 'commit/app.bsky.feed.post/create lacks rkey' },
    ]);
    expect(reader.tellsOfHiding(Buffer.from(JSON.stringify(fixture('jetstream'))))).toBe(true);
    expect(reader.tellsOfHiding(Buffer.from(JSON.stringify(fixture('notifications'))))).toBe(false);
  });

  test('A thread gives its posts from the top, and what is not found there as removed', () => {
    expect(changesOf(fixture('thread'))).toMatchObject([
      { externalId: ROOT, kind: 'post', text: 'Torget stängs' },
      { externalId: post(ASA, '3reply'), attachments: [{ type: 'image', url: 'https://cdn.bsky.app/full' }] },
      { type: 'removed', externalId: post(BO, '3gone') },
      { type: 'ignored', what: 'blocked post' },
    ]);
  });

  test('Direct messages are read from their log', () => {
    const place = { kind: 'message', externalId: '3m', postId: '3c' };
    expect(changesOf(fixture('chat'))).toMatchObject([
      { type: 'added', ...place, text: 'Mellan oss', author: { id: ASA, name: null } },
      { type: 'removed', ...place },
      { type: 'ignored', reaction: { parentId: '3m', removed: false } },
    ]);
  });

  test.each(['', 'x', '7', 'null', '{}', '[1]', '{"thread":1}'])('%j is no delivery', (text) => {
    expect(reader.isReadable(Buffer.from(text))).toBe(false);
    expect(reader.parseDelivery(Buffer.from(text))).toEqual([]);
  });

  test('A thread as deep as its sender likes is read', () => {
    const view = (n: number) => ({
      ...{ uri: post(ASA, `3n${n}`), cid: 'b', author: { did: ASA, handle: 'asa.example' } },
      record: { text: `${n}`, createdAt: '2026-11-21T14:00:00.000Z' },
    });
    let thread: object = { post: view(0) };
    for (let n = 1; n < 2000; n++) thread = { post: view(n), parent: thread };
    expect(changesOf({ thread })).toHaveLength(2000);
  });
});

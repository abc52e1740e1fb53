/** The X Activity API: what each of its events becomes. */
import { describe, expect, test } from '@jest/globals';
import { readX, xBody, xChanges, xDelivery } from '../../../support/x-fixtures.ts';

const ACCOUNT = '1111111111111111111';
const ASA = { id: '2222222222222222222', name: 'Åsa Öqvist' };
const ROOT = '2080761390344937796';

const event = (event_type: string, payload: unknown, more: object = {}) => ({
  data: { event_uuid: '-1', filter: { user_id: ACCOUNT }, event_type, payload, ...more },
});
const plain = (more: object) => ({
  ...{ id: '2080765813578191303', text: 'Hej', author_id: ASA.id, created_at: '2026-07-24T21:23:23.000Z' },
  ...more,
});

describe('posts', () => {
  test('A reply arrives as a person reads it, its picture beside it and its link with its true target', () => {
    expect(xChanges(xDelivery('reply'))).toEqual([
      {
        type: 'added',
        kind: 'comment',
        externalId: '2080765813578191303',
        parentId: ROOT,
        postId: ROOT,
        permalink: 'https://x.com/asaoq/status/2080765813578191303',
        author: ASA,
        own: false,
        text: '@exempelby Varför är det så mörkt på gång\u00ADvägen & vid <bron>? 😀\nSe https://exempel.se/belysning?a=1&b=2',
        attachments: [
          {
            type: 'image',
            url: 'https://pbs.twimg.example/media/1.jpg',
            state: 'unfetched',
            alt: 'En mörk gångväg',
          },
        ],
        at: new Date('2026-07-24T21:23:23.000Z'),
      },
    ]);
    expect(readX(xDelivery('reply'))).toMatchObject([{ accountExternalId: ACCOUNT, sentAt: null }]);
  });

  test('A replay with another event_uuid says the very same', () => {
    const original = xBody('reply');
    const replayed = structuredClone(original);
    replayed.data.event_uuid = '7';
    expect(xChanges(replayed)).toEqual(xChanges(original));
  });

  test('A user may be wrapped in data or not', () => {
    const body = xBody('reply');
    body.data.includes.users = body.data.includes.users.map((user: { data?: unknown }) => user.data ?? user);
    expect(xChanges(body)).toEqual(xChanges(xDelivery('reply')));
  });

  test('Where the pictures themselves are not sent, their links stay in the text', () => {
    const body = xBody('reply');
    delete body.data.includes.media;
    expect(xChanges(body)).toMatchObject([{ text: expect.stringMatching(/photo\/1$/u), attachments: [] }]);
  });

  test('A mention stands for itself and names the account', () => {
    expect(xChanges(xDelivery('mention'))).toMatchObject([
      { type: 'added', kind: 'mention', parentId: null, postId: null, mentions: [ACCOUNT], own: false },
    ]);
  });

  test('A quote is a mention, a repost and a like are reactions', () => {
    const quoted = { referenced_tweets: [{ type: 'quoted', id: ROOT }] };
    const repeated = { text: 'RT @exempelby: Ny', referenced_tweets: [{ type: 'retweeted', id: ROOT }] };
    const reaction = { removed: false, parentId: ROOT, postId: ROOT };
    expect(xChanges(event('post.quote.create', plain(quoted)))).toMatchObject([
      { kind: 'mention', text: 'Hej' },
    ]);
    expect(xChanges(event('post.repost.create', plain(repeated)))).toMatchObject([
      { type: 'ignored', reaction: { ...reaction, author: { id: ASA.id } } },
    ]);
    const like = {
      id: 'a',
      liked_tweet_id: ROOT,
      liked_tweet_author_id: ACCOUNT,
      timestamp_ms: '1784927565236',
    };
    const includes = { users: [{ data: { ...ASA } }, { id: ACCOUNT, name: 'Exempelby kommun' }] };
    expect(xChanges(event('like.create', like, { includes }))).toMatchObject([
      { type: 'ignored', reaction: { ...reaction, author: ASA, at: new Date(1784927565236) } },
    ]);
  });

  test('The account’s own post and its own reply are its own', () => {
    expect(xChanges(event('post.create', plain({ author_id: ACCOUNT })))).toMatchObject([
      { kind: 'post', own: true, parentId: null },
    ]);
    const reply = {
      author_id: ACCOUNT,
      conversation_id: ROOT,
      referenced_tweets: [{ type: 'replied_to', id: '9' }],
    };
    expect(xChanges(event('post.create', plain(reply)))).toMatchObject([
      { kind: 'comment', own: true, parentId: '9', postId: ROOT },
    ]);
  });

  test('A name that X puts before a reply is no mention by hand', () => {
    const mentions = [
      { start: 0, end: 6, id: '5' },
      { start: 20, end: 26, id: '6' },
    ];
    const payload = plain({ author_id: ACCOUNT, display_text_range: [7, 40], entities: { mentions } });
    expect(xChanges(event('post.create', payload))).toMatchObject([{ mentions: ['6'] }]);
  });

  test('An edit has a new id and is told as one of the first', () => {
    const payload = plain({ id: '12', edit_history_tweet_ids: ['11', '12'] });
    expect(xChanges(event('post.mention.create', payload))).toMatchObject([
      { type: 'edited', externalId: '11' },
    ]);
  });

  test('A long post is read in full', () => {
    const url = { url: 'https://t.co/aB3dE5fG7h', expanded_url: 'https://exempel.se/lång' };
    const note_tweet = { text: 'Hela texten https://t.co/aB3dE5fG7h', entities: { urls: [url] } };
    expect(xChanges(event('post.mention.create', plain({ note_tweet })))).toMatchObject([
      { text: 'Hela texten https://exempel.se/lång' },
    ]);
  });

  test('A post is read by either of the two words that X has for it', () => {
    const payload = plain({
      referenced_posts: [{ type: 'replied_to', id: '9' }],
      edit_history_post_ids: ['11', '2080765813578191303'],
    });
    const includes = { posts: [{ id: '9', edit_history_post_ids: ['8', '9'] }] };
    expect(xChanges(event('post.reply.create', payload, { includes }))).toMatchObject([
      { type: 'edited', externalId: '11', parentId: '8' },
    ]);
  });

  test('A deletion of an own post is a removal by the account', () => {
    expect(xChanges(xDelivery('post-delete'))).toEqual([
      {
        ...{ type: 'removed', kind: 'post', externalId: '2080761269309813134', parentId: null, postId: null },
        ...{ by: ACCOUNT, at: null },
      },
    ]);
  });
});

describe('what else is sent', () => {
  test('A direct message is a message of its sender', () => {
    expect(xChanges(xDelivery('message'))).toEqual([
      {
        type: 'added',
        kind: 'message',
        externalId: '2080765901528535096',
        parentId: null,
        postId: null,
        permalink: 'https://x.com/messages/222222222222-1111111111111111111',
        author: { id: '222222222222', name: 'Åsa Öqvist' },
        own: false,
        text: 'Kan ni ringa mig? <3 https://exempel.se/',
        attachments: [],
        at: new Date(1784928224372),
      },
    ]);
  });

  test.each([
    ['dm.read', {}, 'ignored', 'dm.read'],
    ['follow.follow', {}, 'ignored', 'follow.follow'],
    ['profile.update.bio', { before: 'Hemligord' }, 'ignored', 'profile.update.bio'],
    ['chat.received', { encoded_event: 'CwAB' }, 'unknown', 'chat.received encrypted'],
    ['chat.sent', {}, 'ignored', 'chat.sent'],
    ['oauth.revoke', { user_id: ACCOUNT }, 'unknown', 'oauth.revoke'],
    ['Hemligord', {}, 'unknown', 'activity'],
    ['post.create', null, 'unknown', 'post.create lacks payload'],
    ['post.create', { text: 'Hemligord' }, 'unknown', 'post.create lacks id'],
    ['post.create', { id: '1' }, 'unknown', 'post.create lacks text'],
    ['dm.received', {}, 'unknown', 'dm.received lacks direct_message_events'],
  ])('%s with %j is %s as "%s"', (type, payload, became, what) => {
    expect(xChanges(event(type, payload))).toEqual([{ type: became, what }]);
  });

  test('A revoked access has an empty filter and is its user’s all the same', () => {
    const body = { data: { filter: {}, event_type: 'oauth.revoke', payload: { user_id: ACCOUNT } } };
    expect(readX(body)).toMatchObject([{ accountExternalId: ACCOUNT }]);
  });

  test('The end of a replay is noted and nobody’s', () => {
    const body = { replay_job_status: { webhook_id: '1', job_state: 'Complete', job_id: '2' } };
    expect(readX(body)).toMatchObject([
      { accountExternalId: '', changes: [{ change: { type: 'ignored', what: 'replay_job_status' } }] },
    ]);
  });
});

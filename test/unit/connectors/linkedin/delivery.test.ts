/** LinkedIn's deliveries (platforms.md 3.4, 3.5), pushed and fetched. */
import { describe, expect, test } from '@jest/globals';
import { reader } from '../../../../connectors/linkedin/delivery.ts';
import { deliveryLines } from '../../../../ops/cli/delivery-lines.ts';
import { changesIn, changesOf, delivery } from '../../../support/linkedin-fixtures.ts';

const PAGE = 'urn:li:organization:2414183';
const POST = 'urn:li:activity:7094637247890620418';
const COMMENT = `urn:li:comment:(${POST},7094977717598625792)`;
const person = { id: 'urn:li:person:oqv1St', name: null };
const at = new Date(1763733600000);

describe('envelope', () => {
  test.each([
    '',
    'null',
    '[]',
    '{',
    '{}',
    '{"notifications":{}}',
    '{"type":"x","elements":3}',
  ])('The body %j is not readable and parses to nothing', (text) => {
    expect(reader.isReadable(Buffer.from(text))).toBe(false);
    expect(reader.parseDelivery(Buffer.from(text))).toEqual([]);
  });

  test('A batch without notifications is readable and holds nothing', () => {
    const body = Buffer.from('{"type":"ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS","notifications":[]}');
    expect(reader.isReadable(body)).toBe(true);
    expect(reader.parseDelivery(body)).toEqual([]);
  });

  test('One bad notification never costs its batch, and what is recorded of it is never text', () => {
    expect(changesOf('partly-bad').map((change) => ('what' in change ? change.what : change.type))).toEqual([
      'COMMENT lacks generatedActivity',
      'other',
      'COMMENT lacks text',
      'notification',
      'added',
    ]);
  });

  test('What is nobody\u2019s is kept apart from what is the account\u2019s', () => {
    const body = Buffer.from(JSON.stringify({ notifications: [null, { organizationalEntity: PAGE }] }));
    const owners = reader.parseDelivery(body).map(({ accountExternalId }) => accountExternalId);
    expect(owners).toEqual(['', PAGE]);
  });
});

describe('notifications', () => {
  test('A comment has one name, whichever spelling its notification uses', () => {
    expect(changesOf('comment')).toEqual([
      {
        type: 'added',
        kind: 'comment',
        externalId: COMMENT,
        parentId: POST,
        postId: POST,
        permalink: `https://www.linkedin.com/feed/update/${POST}?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A7094637247890620418%2C7094977717598625792%29`,
        author: person,
        own: false,
        text: 'Gäller det även vikarier? 😀',
        attachments: [],
        at,
      },
    ]);
    const text = delivery('comment').toString();
    const long = text.replace('(activity:', '(urn:li:activity:');
    const short = text.replace('(urn:li:activity:', '(activity:');
    for (const body of [long, short]) expect(changesIn(Buffer.from(body))).toEqual(changesOf('comment'));
  });

  test('A comment under the post\u2019s other name is stored under the one that always comes', () => {
    expect(changesOf('other-name-of-the-post')).toMatchObject([
      { externalId: COMMENT, parentId: POST, postId: POST },
    ]);
  });

  test('A reply names its parent in the one spelling', () => {
    expect(changesOf('comment-reply')).toMatchObject([
      { type: 'added', parentId: COMMENT, postId: POST, text: 'Håller med!' },
    ]);
  });

  test('A text with attributes is what a person sees, a hidden target behind its label', () => {
    expect(changesOf('comment-message')).toMatchObject([
      {
        text: 'Hej Alingsås kommun, se ansökan här (https://jobb.example/ansok)',
        mentions: [PAGE],
      },
    ]);
  });

  test('An edit is one, at its own time', () => {
    expect(changesOf('comment-edit')).toMatchObject([
      {
        type: 'edited',
        externalId: COMMENT,
        text: 'Gäller det även timvikarier?',
        at: new Date(1763733700000),
      },
    ]);
  });

  test('A deletion comes undecorated and names nobody', () => {
    expect(changesOf('comment-delete')).toEqual([
      {
        type: 'removed',
        kind: 'comment',
        externalId: COMMENT,
        parentId: POST,
        postId: POST,
        by: null,
        at: new Date(1763733800000),
      },
    ]);
  });

  test('An administrator who comments as the page is the page', () => {
    expect(changesOf('admin-comment')).toMatchObject([
      { type: 'added', own: true, author: { id: PAGE, name: null }, parentId: COMMENT },
    ]);
  });

  test('A post that names the page is a mention that stands for itself', () => {
    expect(changesOf('share-mention')).toMatchObject([
      {
        type: 'added',
        kind: 'mention',
        externalId: 'urn:li:share:7094637247487995999',
        parentId: null,
        postId: null,
        author: person,
        text: 'Tack Alingsås kommun för i dag! #skola',
        mentions: [PAGE],
      },
    ]);
  });

  test('What comes without its text is to be fetched and never an empty comment', () => {
    expect(changesOf('undecorated')).toMatchObject([
      { type: 'untold-edit', kind: 'comment', externalId: COMMENT, isNew: true },
      { type: 'untold-edit', kind: 'comment', externalId: COMMENT },
      { type: 'untold-edit', kind: 'mention', isNew: true },
    ]);
    const lines = deliveryLines(reader.parseDelivery(delivery('undecorated')));
    expect(lines.map(({ kind, action, text }) => [kind, action, text])).toEqual([
      ['comment', 'created', null],
      ['comment', 'edited', null],
      ['mention', 'created', null],
    ]);
  });

  test('A fetched text completes the last that lacked it, and nothing else', () => {
    const edited = reader.withText(delivery('undecorated'), COMMENT, 'Ny text');
    expect(changesIn(edited ?? Buffer.from(''))).toMatchObject([
      { type: 'edited', externalId: COMMENT, postId: POST, text: 'Ny text', at: new Date(1763733700000) },
    ]);
    const mention = reader.withText(delivery('undecorated'), 'urn:li:share:7094637247487995999', 'Hej');
    expect(changesIn(mention ?? Buffer.from(''))).toMatchObject([
      { type: 'added', kind: 'mention', text: 'Hej' },
    ]);
    expect(reader.withText(delivery('comment'), COMMENT, 'x')).toBeNull();
    expect(reader.withText(delivery('undecorated'), 'urn:li:share:1', 'x')).toBeNull();
  });

  test('A like says who and to what; passing a post on without a word concerns nobody', () => {
    expect(changesOf('no-concern')).toMatchObject([
      { type: 'ignored', what: 'LIKE', reaction: { author: person, parentId: POST, postId: POST } },
      { type: 'ignored', what: 'LIKE', reaction: { author: person, parentId: COMMENT, postId: POST } },
      { type: 'ignored', what: 'SHARE' },
    ]);
  });
});

describe('listed comments', () => {
  test('Listed comments are comments of the account that the listing was stored for', () => {
    const [entry] = reader.parseDelivery(delivery('listed-comments'));
    expect(entry?.accountExternalId).toBe(PAGE);
    expect(changesOf('listed-comments')).toMatchObject([
      { type: 'added', externalId: COMMENT, parentId: POST, author: person, own: false, at },
      { type: 'edited', parentId: COMMENT, at: new Date(1763733700000) },
      { type: 'added', parentId: COMMENT, own: true, author: { id: PAGE } },
      { type: 'added', text: '', attachments: [{ type: 'image', url: 'https://media.example/1.jpg' }] },
    ]);
  });

  test('The bare answer of the API is read too, and is nobody\u2019s', () => {
    const { elements } = JSON.parse(delivery('listed-comments').toString());
    const bare = Buffer.from(JSON.stringify({ paging: { start: 0, count: 10 }, elements }));
    expect(reader.isReadable(bare)).toBe(true);
    expect(reader.parseDelivery(bare)).toMatchObject([{ accountExternalId: '' }]);
    expect(changesIn(bare)).toHaveLength(4);
  });

  test('A history of notifications is read like a pushed batch', () => {
    const { notifications } = JSON.parse(delivery('comment').toString());
    const [{ organizationalEntity, ...element }] = notifications;
    const history = Buffer.from(JSON.stringify({ organizationalEntity, elements: [element] }));
    expect(changesIn(history)).toEqual(changesOf('comment'));
  });
});

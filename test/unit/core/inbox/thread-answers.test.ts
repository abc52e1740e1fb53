/** What an answer in a thread answers, per platform, and against a plain walk over every pair in the test itself. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  answeredBy,
  asThread,
  THREAD_RULES,
  type ThreadComment,
  type ThreadReply,
  type ThreadRules,
} from '../../../../core/inbox/thread-answers.ts';
import { PLATFORMS } from '../../../../core/kernel/platform.ts';

const POST = 'post';
const ANNA = { id: 'anna', name: 'Anna Berg' };
const ANN = { id: 'ann', name: 'Anna' };
const BO = { id: 'bo', name: 'Bo Ek' };

const said = (id: string, at: number, more: Partial<ThreadComment> = {}): ThreadComment => ({
  id,
  externalId: id,
  parentId: POST,
  postId: POST,
  author: ANNA,
  own: false,
  at,
  ...more,
});
const under = (parentId: string, more: Partial<ThreadComment> = {}) => ({ parentId, ...more });
const reply = (at: number, more: Partial<ThreadReply> = {}): ThreadReply => ({
  parentId: 'root',
  postId: POST,
  at,
  text: 'Tack, vi åtgärdar det.',
  ...more,
});
const ids = (
  one: ThreadReply,
  thread: readonly ThreadComment[],
  rules: ThreadRules = THREAD_RULES.facebook,
) =>
  answeredBy(one, asThread(thread), rules)
    .map(({ id }) => id)
    .sort();

const THREAD = [
  said('root', 1),
  said('again', 3, under('root')),
  said('other', 4, under('root', { author: BO })),
  said('later', 9, under('root')),
  said('elsewhere', 2),
];

describe('a thread whose answers hang on the root', () => {
  test('An answer under the root answers it and the earlier comments of its author, and nobody else’s', () => {
    expect(ids(reply(5), THREAD)).toEqual(['again', 'root']);
  });
  test('The comment that the answer stands under is answered directly, the others with it', () => {
    expect(answeredBy(reply(5), asThread(THREAD), THREAD_RULES.facebook)).toEqual([
      { id: 'root', direct: true },
      { id: 'again', direct: false },
    ]);
  });
  test('What was written at the same instant or later is not answered', () => {
    expect(ids(reply(3), THREAD)).toEqual(['root']);
    expect(ids(reply(3.5), THREAD)).toEqual(['again', 'root']);
    expect(ids(reply(10), THREAD)).toEqual(['again', 'later', 'root']);
  });
  test('An answer that names another answers that one alone', () => {
    expect(ids(reply(5, { text: 'Bo Ek, vi ringer dig.' }), THREAD)).toEqual(['other']);
    expect(ids(reply(5, { mentions: ['bo'] }), THREAD)).toEqual(['other']);
  });
  test('An answer that names both answers both', () => {
    expect(ids(reply(5, { text: 'Anna Berg och Bo Ek: öppet till 18.' }), THREAD)).toEqual([
      'again',
      'other',
      'root',
    ]);
  });
  test('A name in the middle of a sentence, or only the beginning of a name, is nobody named', () => {
    for (const text of ['Fråga Bo Ek på tekniska.', 'Bo Ekman svarar på onsdag.', 'Bosse, hej'])
      expect(ids(reply(5, { text }), THREAD)).toEqual(['again', 'root']);
  });
  test('The longer of two names is the one that is meant', () => {
    const thread = [...THREAD, said('ann', 2, under('root', { author: ANN }))];
    expect(ids(reply(5, { text: 'Anna Berg hej' }), thread)).toEqual(['again', 'root']);
    expect(ids(reply(5, { text: 'anna: hej' }), thread)).toEqual(['ann']);
  });
  test('Somebody named who does not write in the thread changes nothing', () => {
    expect(ids(reply(5, { mentions: ['tekniska'] }), THREAD)).toEqual(['again', 'root']);
  });
  test('An answer under an answer is for its author, and reaches the root where that is theirs too', () => {
    expect(ids(reply(5, { parentId: 'other' }), THREAD)).toEqual(['other']);
    expect(ids(reply(5, { parentId: 'again' }), THREAD)).toEqual(['again', 'root']);
  });
  test('An answer under our own words goes on what these stand under', () => {
    const thread = [...THREAD, said('ours', 4, under('root', { own: true, author: null }))];
    expect(ids(reply(5, { parentId: 'ours' }), thread)).toEqual(['again', 'root']);
  });
  test('Of a root without a known author the answer answers the root alone', () => {
    const thread = [said('root', 1, { author: null }), said('x', 2, under('root', { author: null }))];
    expect(ids(reply(5), thread)).toEqual(['root']);
  });
  test('Of a root that is not known nothing is answered, until it comes', () => {
    expect(ids(reply(5), THREAD.slice(1))).toEqual([]);
  });
  test('An answer on a visitor’s post answers the post and what its author wrote under it', () => {
    const post = said(POST, 0, { parentId: null, postId: null });
    expect(ids(reply(5, { parentId: POST }), [post, ...THREAD])).toEqual([
      'again',
      'elsewhere',
      POST,
      'root',
    ]);
  });
  test('A comment of our own under our own post answers whom it names, else nobody', () => {
    expect(ids(reply(5, { parentId: POST }), THREAD)).toEqual([]);
    expect(ids(reply(5, { parentId: POST, text: 'Bo Ek, ja.' }), THREAD)).toEqual(['other']);
  });
  test('What a person chose is what is answered, and the rule is not asked', () => {
    expect(ids(reply(5, { answers: ['other', 'later'] }), THREAD)).toEqual(['later', 'other']);
    expect(ids(reply(5, { answers: [] }), THREAD)).toEqual([]);
  });
  test('Parents that go round in a ring end', () => {
    const ring = [said('a', 1, under('b')), said('b', 2, under('a'))];
    expect(ids(reply(5, { parentId: 'a' }), ring)).toContain('a');
  });
});

describe('each platform', () => {
  /** Anna asks, asks again under her own comment, Bo asks under hers; each platform writes the answer where it can. */
  const deep = [
    said('root', 1),
    said('again', 2, under('root')),
    said('bo', 3, under('root', { author: BO })),
    said('deeper', 4, under('again')),
  ];
  const flat = [
    said('root', 1),
    said('again', 2, under('root')),
    said('bo', 3, under('root', { author: BO })),
  ];
  const handles = flat.map((comment) => ({
    ...comment,
    author: comment.author === BO ? { id: 'bo', name: 'bo.ek' } : comment.author,
  }));
  test('Every platform has its rules', () => {
    expect(Object.keys(THREAD_RULES).sort()).toEqual([...PLATFORMS].sort());
  });
  test.each([
    'facebook',
    'instagram',
    'linkedin',
    'youtube',
    'tiktok',
  ] as const)('On %s an answer under the root answers its author’s earlier comments too', (platform) => {
    expect(ids(reply(5), flat, THREAD_RULES[platform])).toEqual(['again', 'root']);
  });
  test.each(['instagram', 'youtube', 'tiktok'] as const)('On %s an @ names whom it is for', (platform) => {
    expect(ids(reply(5, { text: '@bo.ek ja, till 18' }), handles, THREAD_RULES[platform])).toEqual(['bo']);
    expect(ids(reply(5, { text: 'Mejla bo@bo.ek så' }), handles, THREAD_RULES[platform])).toEqual([
      'again',
      'root',
    ]);
  });
  test.each(['x', 'threads'] as const)('On %s an answer answers the branch that it stands in', (platform) => {
    expect(ids(reply(5), deep, THREAD_RULES[platform])).toEqual(['again', 'deeper', 'root']);
    expect(ids(reply(5, { parentId: 'deeper' }), deep, THREAD_RULES[platform])).toEqual([
      'again',
      'deeper',
      'root',
    ]);
    expect(ids(reply(5, { parentId: 'bo' }), deep, THREAD_RULES[platform])).toEqual(['bo']);
    expect(ids(reply(5, { text: 'Bo Ek, ja' }), deep, THREAD_RULES[platform])).toEqual([
      'again',
      'deeper',
      'root',
    ]);
  });
  test('Where nobody knows how threads work, the comment itself is answered and no other', () => {
    expect(ids(reply(5), deep, THREAD_RULES.generic)).toEqual(['root']);
  });
});

describe('any thread of two levels', () => {
  const authors = [ANNA, BO, { id: 'cia', name: 'Cia Dahl' }];
  const follow = fc.record({ author: fc.nat(2), at: fc.integer({ min: 2, max: 20 }) });
  const threads = fc.record({ rootAuthor: fc.nat(2), follow: fc.array(follow, { maxLength: 8 }) });

  test('An answer without a name answers what a walk over all comments finds', () => {
    fc.assert(
      fc.property(threads, fc.integer({ min: 2, max: 20 }), (made, at) => {
        const thread = [
          said('root', 1, { author: authors[made.rootAuthor] as typeof ANNA }),
          ...made.follow.map((one, index) =>
            said(`f${index}`, one.at, under('root', { author: authors[one.author] as typeof ANNA })),
          ),
        ];
        const wanted = ['root'];
        made.follow.forEach((one, index) => {
          if (one.author === made.rootAuthor && one.at < at) wanted.push(`f${index}`);
        });
        expect(ids(reply(at), thread)).toEqual(wanted.sort());
        // In whatever order they are known.
        expect(ids(reply(at), thread.toReversed())).toEqual(wanted.sort());
      }),
    );
  });
});

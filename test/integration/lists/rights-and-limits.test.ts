/** Who may write the municipality's lists, and how much they hold. */
import { describe, expect, test } from '@jest/globals';
import { addKnownPicture, KnownPictures, MAX_PICTURES } from '../../../core/images/known-pictures.store.ts';
import { addWord, ListedWords, wordsOf } from '../../../core/lists/list-words.store.ts';
import type { CaseListShape, WordShape } from '../../../core/lists/lists.contract.ts';
import { MAX_WORDS, type WordKind } from '../../../core/lists/lists.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });

test('Each role writes only the lists that are its own', async () => {
  const word = { kind: 'banned', term: 'rotmos' };
  const cases = { file: 'x.csv', content: Buffer.from('dnr;rubrik\n1;Ett').toString('base64') };
  const registrar = await apiClient(s.world.db, s.world.url, { role: 'registrar', now: MONDAY });
  const moderator = await apiClient(s.world.db, s.world.url, { role: 'moderator', now: MONDAY });
  const narrow = await apiClient(s.world.db, s.world.url, {
    role: 'communications-unit',
    accountIds: [s.account._id],
    now: MONDAY,
  });
  expect((await registrar.send('POST', '/api/lists/words', word)).status).toBe(403);
  expect((await registrar.send('POST', '/api/lists/cases', cases)).status).toBe(200);
  expect((await moderator.send('POST', '/api/lists/cases', cases)).status).toBe(403);
  expect((await moderator.get('/api/lists/words')).status).toBe(200);
  expect((await narrow.send('POST', '/api/lists/words', word)).status).toBe(403);
  const other = await apiClient(s.world.db, s.world.url, {
    role: 'communications-unit',
    tenantId: 'other',
    now: MONDAY,
  });
  expect((await other.get<CaseListShape>('/api/lists/cases')).body.count).toBe(0);
  expect((await other.get<{ words: WordShape[] }>('/api/lists/words')).body.words).toEqual([]);
});

describe('a list that is full', () => {
  const tenantId = 'full';
  const who = { tenantId, by: { kind: 'machine', id: 'test' } as const, at: MONDAY };

  test('A full list takes no further word, and a word that it holds may still move', async () => {
    const { db } = s.world;
    const word = (term: string, kind: WordKind = 'suspect') => addWord(db, { kind, term, note: null }, who);
    await word('rotmos');
    const rows = Array.from({ length: MAX_WORDS - 1 }, (_, i) => ({
      ...who,
      ...{ _id: `full ${i}`, kind: 'suspect' as const, term: `ord${i}`, note: null },
    }));
    await ListedWords(db).insertMany(rows, { lean: true });
    await expect(word('palsternacka')).rejects.toThrow('at most');
    expect(await word('rotmos', 'banned')).toMatchObject({ kind: 'banned' });
    const words = await wordsOf(db, tenantId);
    expect(words).toHaveLength(MAX_WORDS);
    expect(words.filter(({ kind }) => kind === 'banned').map(({ term }) => term)).toEqual(['rotmos']);
  });

  test('A full list takes no further picture, and one that it holds stays as it is', async () => {
    const { db } = s.world;
    const request = (hash: string) => ({
      ...{ tenantId, hash, category: 'ads' as const, note: '', by: 'x', at: MONDAY },
    });
    const first = await addKnownPicture(db, request('00ff00ff00ff00ff'));
    const rows = Array.from({ length: MAX_PICTURES - 1 }, (_, i) => ({
      ...request(String(i).padStart(16, '0')),
      _id: `full ${i}`,
    }));
    await KnownPictures(db).insertMany(rows, { lean: true });
    await expect(addKnownPicture(db, request('11ff00ff00ff00ff'))).rejects.toThrow('full');
    expect((await addKnownPicture(db, request('00ff00ff00ff00ff')))._id).toBe(first._id);
  });
});

/** Identity and account numbers never leave in clear but by the reveal route, which keeps who asked. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ItemPage, ItemShape } from '../../../core/inbox/items.contract.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { ROLES, type Role } from '../../../core/kernel/roles.ts';
import { replaceCases, searchCases } from '../../../core/lists/list-cases.store.ts';
import type { WordPreview } from '../../../core/lists/lists.contract.ts';
import { maskSearchWords } from '../../../core/migrations/0010-masked-words.store.ts';
import { maskNumbersAsWritten } from '../../../core/migrations/0028-numbers-as-written.store.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, edited, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
/** Numbers published for tests: Skatteverket's Tolvan, an example account and IBAN. */
const NUMBERS = ['19121212-1212', '1234.56.78903', 'GB82 WEST 1234 5698 7654 32'];
const TEXT = `Hej, mitt nummer är ${NUMBERS[0]} och kontot ${NUMBERS[1]} eller ${NUMBERS[2]}.`;
const ANSWER = `Jag har också ${NUMBERS[0]}`;
const NAMED = { id: '9007', name: `Ada ${NUMBERS[0]}` };
const clear = (value: unknown): string[] =>
  NUMBERS.filter((number) => JSON.stringify(value).includes(number));
let id = '';

beforeAll(async () => {
  await s.world.deliver(envelopeOf([added({ id: '5_1', text: `${TEXT} Skynda!`, at: MONDAY })]));
  const later = new Date(MONDAY.getTime() + 60_000);
  await s.world.deliver(envelopeOf([edited({ id: '5_1', text: TEXT, at: later })]));
  const answer = added({ id: '5_2', text: ANSWER, at: later, parentId: '5_1', from: NAMED });
  await s.world.deliver(envelopeOf([answer]));
  id = (await storedOf(s, '5_1')).item?._id ?? '';
  await s.api.act(id, { type: 'note', text: `Personen har ${NUMBERS[0]}` });
});

describe('what is sent by itself', () => {
  test('The store holds the text as it was written, and everything sent is masked sign for sign', async () => {
    const { item, comment } = await storedOf(s, '5_1');
    expect([item?.text, comment?.revisions.at(-1)?.text]).toEqual([TEXT, TEXT]);
    const detail = await s.api.detail(id);
    expect(detail.item.text).toHaveLength(TEXT.length);
    expect(detail.item.text.replace(/[^•]/gu, '')).not.toBe('');
    expect(detail.revisions).toHaveLength(2);
    expect(detail.thread.length).toBeGreaterThan(1);
    expect(detail.notes).toHaveLength(1);
    const everything = [
      detail,
      await s.api.items(),
      (await s.api.send('POST', '/api/items/search', { text: 'tolvan 19121212' })).body,
      (await s.api.send('POST', '/api/items/search', { text: 'nummer' })).body,
      (await s.api.get(`/api/items/${id}/events`)).body,
      (await s.api.act(id, { type: 'tag', tag: 'x', version: 1 })).body,
      (await s.api.act(id, { type: 'tag', tag: 'x' })).body,
      s.world.published,
    ];
    for (const part of everything) expect(clear(part)).toEqual([]);
    expect(s.world.published.length).toBeGreaterThan(0);
  });

  test('The masked stretches are named with their kinds and lie where the numbers stood', async () => {
    const { masked } = await s.api.item(id);
    expect(masked.map(({ start, end }) => TEXT.slice(start, end))).toEqual(NUMBERS);
    expect(masked.map(({ kind }) => kind)).toEqual(['personnummer', 'bank-account', 'iban']);
  });
});

describe('what can be asked for', () => {
  /** Every beginning of a word of digits that a search or preview may be asked for. */
  const DIGITS = [
    '1',
    '191',
    '19121212',
    '1212',
    '191212121212',
    '1234',
    '56',
    '78903',
    '5698',
    '7654',
    '82',
  ];
  const reading = async (role: Role) => {
    const client = await apiClient(s.world.db, s.world.url, { role, now: MONDAY });
    return async (text: string) =>
      (await client.send<ItemPage>('POST', '/api/items/search', { text })).body.items.length;
  };
  const preview = async (term: string) => {
    const client = await apiClient(s.world.db, s.world.url, { role: 'communications-unit', now: MONDAY });
    return (await client.send<WordPreview>('POST', '/api/lists/words/preview', { term, days: 365 })).body;
  };

  test('No search finds a comment by a digit of its masked numbers, or of those in its author’s name', async () => {
    const search = await reading('head-of-department');
    for (const digits of DIGITS) expect([digits, await search(digits)]).toEqual([digits, 0]);
    for (const digits of DIGITS) expect([digits, await search(`"nummer ${digits}"`)]).toEqual([digits, 0]);
    expect((await storedOf(s, '5_1')).item?.wordOrder).not.toMatch(/\d{4}/u);
    expect(await search('ada')).toBeGreaterThan(0);
    expect(await search('kontot')).toBe(1);
  });

  test('The preview of a word or phrase counts and shows what stands in the masked text only', async () => {
    for (const term of ['19*', '*12', '78903', 'är 19*', 'också 191*', 'eller gb*'])
      expect([term, await preview(term)]).toEqual([term, expect.objectContaining({ hits: 0, forms: [] })]);
    expect((await preview('mitt nummer')).hits).toBe(1);
  });

  test('Words that were stored in clear before are masked by the migration', async () => {
    const { item } = await storedOf(s, '5_1');
    const key = { tenantId: 'main', _id: item?._id ?? '' };
    await Items(s.world.db).updateOne(key, { $set: { words: ['hej', '19121212', '1212'] } });
    await maskSearchWords(s.world.db);
    expect((await storedOf(s, '5_1')).item?.words).toEqual(item?.words);
    expect(item?.words).toContain('kontot');
  });
});

describe('numbers as people write them', () => {
  /** Published test numbers of four countries, with the dashes, spaces and digits of keyboards and word processors. */
  const WRITTEN = [
    '811218\u22129876',
    '640823\u00a03234',
    '８１１２１８.９８７６',
    '131052\u2013308T',
    '020132 999 97',
  ];
  const PIECES = ['8', '811218', '9876', '640823', '3234', '131052', '308t', '020132', '999', '97', '1981'];

  beforeAll(async () => {
    const at = new Date(MONDAY.getTime() + 120_000);
    await s.world.deliver(
      envelopeOf([added({ id: '5_9', text: `Skrivet så: ${WRITTEN.join(' och ')}.`, at })]),
    );
  });

  test('Each is masked where it stands, and no search finds a piece of any', async () => {
    const { item } = await storedOf(s, '5_9');
    const shown = await s.api.item(item?._id ?? '');
    expect(shown.text).not.toMatch(/\p{Nd}/u);
    expect(shown.masked.map(({ start, end }) => item?.text.slice(start, end))).toEqual(WRITTEN);
    for (const text of PIECES) {
      const { body } = await s.api.send<ItemPage>('POST', '/api/items/search', { text: `skrivet ${text}` });
      expect([text, body.items.length]).toEqual([text, 0]);
    }
    expect(
      (await s.api.send<ItemPage>('POST', '/api/items/search', { text: 'skrivet' })).body.items,
    ).toHaveLength(1);
  });

  test('Their digits among the stored search words are taken away by the migration, and nothing else is', async () => {
    const { item } = await storedOf(s, '5_9');
    const key = { tenantId: 'main', _id: item?._id ?? '' };
    await Items(s.world.db).updateOne(key, {
      $set: { words: ['skrivet', '811218', '9876', '131052', '308t'] },
    });
    await maskNumbersAsWritten(s.world.db);
    await maskNumbersAsWritten(s.world.db);
    expect((await storedOf(s, '5_9')).item?.words).toEqual(item?.words);
  });

  test('A registered case is not found by a number in its subject that is shown masked', async () => {
    const row = { number: 'KS 2026/14', subject: `Klagomål ${WRITTEN[0]}`, board: 'Socialnämnden' };
    const who = { tenantId: 'main', by: { kind: 'person', id: 'test' }, at: MONDAY } as const;
    await replaceCases(s.world.db, { file: 'x.csv', cases: [row] }, who);
    const found = async (text: string) =>
      (await searchCases(s.world.db, { tenantId: 'main', text, limit: 5 })).length;
    expect(await found('klagomål')).toBe(1);
    expect([await found('811218'), await found('9876')]).toEqual([0, 0]);
  });
});

describe('reveal', () => {
  const span = async (at = 0) => {
    const { masked, revision } = await s.api.item(id);
    const { start = 0, end = 1 } = masked[at] ?? ({} as Partial<ItemShape['masked'][number]>);
    return { revision, start, end };
  };
  const reveal = (client = s.api, body: object = {}) =>
    client.send<{ value: string }>('POST', `/api/items/${id}/reveal`, body);

  test('A reveal gives one number, keeps who asked, and makes no answer stale', async () => {
    const before = (await s.api.item(id)).version;
    expect((await reveal(s.api, await span(1))).body.value).toBe(NUMBERS[1]);
    const { events, item } = await storedOf(s, '5_1');
    expect(events.at(-1)).toMatchObject({
      type: 'item.revealed',
      actor: { kind: 'token' },
      data: { kind: 'bank-account' },
    });
    expect(clear(events)).toEqual([]);
    expect(item?.version).toBe(before);
  });

  test('A reveal gives nothing but a masked number of the revision that was read', async () => {
    const { start, end, revision } = await span();
    expect((await reveal(s.api, { revision, start: 0, end: TEXT.length })).status).toBe(422);
    expect((await reveal(s.api, { revision, start, end: end - 1 })).status).toBe(422);
    expect((await reveal(s.api, { revision: revision - 1, start, end })).status).toBe(409);
    expect((await reveal(s.api, {})).status).toBe(422);
  });

  test('A reveal is for those who handle the item, on their accounts', async () => {
    const allowed: readonly Role[] = [
      ...['administrator', 'deputy', 'moderator', 'communications-unit', 'registrar'],
    ] as Role[];
    for (const role of ROLES) {
      const client = await apiClient(s.world.db, s.world.url, { role, now: MONDAY });
      expect([role, (await reveal(client, await span())).status]).toEqual([
        role,
        allowed.includes(role) ? 200 : 403,
      ]);
    }
    const elsewhere = await apiClient(s.world.db, s.world.url, { accountIds: ['other'], now: MONDAY });
    expect((await reveal(elsewhere, await span())).status).toBe(404);
  });
});

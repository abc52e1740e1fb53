/** The municipality's own lists: kept, logged, guarded, and known to the real classifier within one look of the book. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TextClassifier } from '../../../classifiers/text/index.ts';
import { type ListCache, openListCache } from '../../../core/lists/list-cache.store.ts';
import { keepStarterRegister } from '../../../core/lists/list-claims.store.ts';
import type {
  CaseImportReport,
  CaseListShape,
  ClaimLists,
  ListChangeShape,
  WordPreview,
  WordShape,
} from '../../../core/lists/lists.contract.ts';
import { loadTextClassifier, readStarterClaims } from '../../../workers/classify/load.ts';
import { createTextContexts } from '../../../workers/classify/text-context.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
let unit: ApiClient;
let policyCache: ListCache;
let classifier: TextClassifier;

beforeAll(async () => {
  unit = await apiClient(s.world.db, s.world.url, { role: 'communications-unit', now: MONDAY });
  classifier = await loadTextClassifier();
  await keepStarterRegister(s.world.db, await readStarterClaims());
  policyCache = await openListCache(s.world.db, () => undefined);
}, 60_000);
afterAll(() => policyCache?.close());

/** As the worker judges it now. */
async function judged(text: string, about = {}) {
  await policyCache.refresh();
  const contexts = createTextContexts({
    listsOf: policyCache.listsOf,
    zoneOf: () => 'Europe/Stockholm',
    now: s.world.clock.now,
  });
  return classifier.classify(text, contexts(s.account, about));
}
const reasonsOf = async (text: string): Promise<string[]> =>
  (await judged(text)).verdicts.flatMap(({ spans }) => spans.map(({ reason }) => reason));
const changes = async () =>
  (await unit.get<{ changes: ListChangeShape[] }>('/api/lists/changes')).body.changes;

describe('words', () => {
  test('Banned, suspect and exempt words reach the classifier, and leave it again', async () => {
    expect(await reasonsOf('Du är en riktig grönkålsnisse')).not.toContain('insult.banned');
    const { status, body } = await unit.send<WordShape>('POST', '/api/lists/words', {
      kind: 'banned',
      term: ' Grönkålsnisse ',
      note: 'Används mot en tjänsteman',
    });
    expect([status, body.term, body.note]).toEqual([201, 'grönkålsnisse', 'Används mot en tjänsteman']);
    expect(await reasonsOf('Du är en riktig grönkålsnisse')).toContain('insult.banned');
    await unit.send('POST', '/api/lists/words', { kind: 'suspect', term: 'grönkålsnisse' });
    expect(await reasonsOf('Du är en riktig grönkålsnisse')).not.toContain('insult.banned');
    expect((await unit.send('DELETE', `/api/lists/words/${body.id}`)).status).toBe(200);
    await unit.send('POST', '/api/lists/words', { kind: 'exempt', term: 'grönkålsnisse' });
    const { words } = (await unit.get<{ words: WordShape[] }>('/api/lists/words')).body;
    expect(words.map(({ kind, term }) => [kind, term])).toEqual([['exempt', 'grönkålsnisse']]);
    expect((await unit.send('DELETE', `/api/lists/words/${body.id}`)).status).toBe(200);
    expect((await unit.send('DELETE', `/api/lists/words/${body.id}`)).status).toBe(404);
    expect((await changes()).slice(0, 5).map(({ what, subject }) => [what, subject])).toEqual(
      expect.arrayContaining([
        ['removed', 'exempt: grönkålsnisse'],
        ['added', 'exempt: grönkålsnisse'],
        ['changed', 'suspect: grönkålsnisse'],
        ['added', 'banned: grönkålsnisse'],
      ]),
    );
  });

  test('A word that is exempt cannot be banned too, nor the other way about, with a sentence that names it', async () => {
    const put = (kind: string, term: string) =>
      unit.send<{ id: string; error: { code: string; message: string } }>('POST', '/api/lists/words', {
        ...{ kind, term },
      });
    const exempt = await put('exempt', 'rotmos*');
    const refused = await put('banned', 'rotmos');
    expect([refused.status, refused.body.error.code]).toEqual([422, 'contradicting_word']);
    expect(refused.body.error.message).toContain('rotmos*');
    await unit.send('DELETE', `/api/lists/words/${exempt.body.id}`);
    const banned = await put('banned', 'rotmos*');
    // An exception within a wider word is none.
    const within = await put('exempt', 'rotmosfesten');
    expect([banned.status, within.status]).toEqual([201, 201]);
    expect((await put('exempt', '*rotmos*')).body.error.code).toBe('contradicting_word');
    for (const { body } of [banned, within]) await unit.send('DELETE', `/api/lists/words/${body.id}`);
  });

  test('A term that is neither a word nor a phrase is refused', async () => {
    for (const term of ['ett två tre fyra fem', 'a', '*', 'x,y'])
      expect((await unit.send('POST', '/api/lists/words', { kind: 'banned', term })).status).toBe(422);
  });

  test('A preview counts the stored comments it would touch, and warns of common words', async () => {
    for (const [at, text] of [
      'Vilken parkbänk!',
      'Parkbänkarna är trasiga',
      'Vi vill ha en park',
      'Hej',
    ].entries())
      await s.world.deliver(envelopeOf([added({ id: `8_${at}`, text, at: MONDAY })]));
    const ask = async (term: string) =>
      (await unit.send<WordPreview>('POST', '/api/lists/words/preview', { term, days: 30 })).body;
    expect(await ask('parkbänk')).toMatchObject({
      hits: 2,
      comments: 4,
      forms: [
        { word: 'parkbänk', count: 1 },
        { word: 'parkbänkarna', count: 1 },
      ],
      common: [],
    });
    expect((await ask('park*')).hits).toBe(3);
    expect((await ask('kommun')).common).toContain('kommunen');
    const { words } = (await unit.get<{ words: WordShape[] }>('/api/lists/words')).body;
    expect(words).toEqual([]);
  });

  test('A phrase of up to four words is counted, listed and recognised', async () => {
    const at = new Date(MONDAY.getTime() + 1000);
    const texts = ['Den Gröna ladan rivs', 'den gröna LADAN', 'Allt är grönt. Ladan rivs', 'En lada, grön'];
    for (const [i, text] of texts.entries())
      await s.world.deliver(envelopeOf([added({ id: `7_9${i}`, text, at })]));
    const preview = (
      await unit.send<WordPreview>('POST', '/api/lists/words/preview', { term: 'Grön  lada', days: 30 })
    ).body;
    expect(preview).toMatchObject({ term: 'grön lada', hits: 2, common: [], tooShort: false });
    expect(preview.forms).toEqual([{ word: 'gröna ladan', count: 2 }]);
    const { status, body } = await unit.send<WordShape>('POST', '/api/lists/words', {
      kind: 'suspect',
      term: 'grön lada',
    });
    expect(status).toBe(201);
    expect(await reasonsOf('Riv den gröna ladan nu')).toContain('insult.suspect');
    expect(await reasonsOf('Riv ladan, den är grön')).not.toContain('insult.suspect');
    await unit.send('DELETE', `/api/lists/words/${body.id}`);
  });
});

describe('claims', () => {
  const CLAIM = {
    language: 'sv',
    claim: 'Kommunen ska stänga simhallen i Norrby och sälja marken till ett hotell',
    variants: ['Simhallen i Norrby rivs för ett hotell'],
    correction: 'Simhallen i Norrby stängs inte. Den renoveras och öppnar igen i mars.',
    ask: 'kultur- och fritidsförvaltningen',
  };
  const TEXT = 'Nu ska kommunen stänga simhallen i Norrby och sälja marken till ett hotell.';

  test('An added claim is recognised while it is on and valid', async () => {
    const { status, body } = await unit.send<{ id: string }>('POST', '/api/lists/claims', CLAIM);
    expect(status).toBe(201);
    expect(await reasonsOf(TEXT)).toContain(`disinformation.claim:${body.id}`);
    const path = `/api/lists/claims/${body.id}`;
    const today = s.world.clock.now().toISOString().slice(0, 10);
    await unit.send('POST', path, { ...CLAIM, validTo: '2020-01-01' });
    expect(await reasonsOf(TEXT)).not.toContain(`disinformation.claim:${body.id}`);
    await unit.send('POST', path, { ...CLAIM, validFrom: today, validTo: today });
    expect(await reasonsOf(TEXT)).toContain(`disinformation.claim:${body.id}`);
    await unit.send('POST', path, { ...CLAIM, on: false });
    expect(await reasonsOf(TEXT)).not.toContain(`disinformation.claim:${body.id}`);
    expect((await unit.send('DELETE', path)).status).toBe(200);
    expect((await unit.send('POST', path, CLAIM)).status).toBe(404);
    expect(
      (
        await unit.send('POST', '/api/lists/claims', {
          ...CLAIM,
          validFrom: '2026-02-01',
          validTo: '2026-01-01',
        })
      ).status,
    ).toBe(422);
  });

  test('A claim of the register that ships can be switched off', async () => {
    const text = 'Vaccin orsakar autism hos barn, det är bevisat.';
    expect(await reasonsOf(text)).toContain('disinformation.claim:vaccine-autism.sv');
    const path = '/api/lists/starter-claims/vaccine-autism';
    expect((await unit.send('POST', path, { on: false })).status).toBe(200);
    expect(await reasonsOf(text)).not.toContain('disinformation.claim:vaccine-autism.sv');
    const { starter } = (await unit.get<ClaimLists>('/api/lists/claims')).body;
    expect(starter.filter(({ on }) => !on).map(({ id }) => id)).toEqual(['vaccine-autism']);
    await unit.send('POST', path, { on: true });
    expect(await reasonsOf(text)).toContain('disinformation.claim:vaccine-autism.sv');
    expect((await unit.send('POST', '/api/lists/starter-claims/none', { on: true })).status).toBe(404);
  });

  test('Claims that are switched at the same time are all switched', async () => {
    const ids = (await unit.get<ClaimLists>('/api/lists/claims')).body.starter
      .slice(0, 8)
      .map(({ id }) => id);
    const off = async () =>
      (await unit.get<ClaimLists>('/api/lists/claims')).body.starter
        .filter(({ on }) => !on)
        .map(({ id }) => id);
    const all = (on: boolean) =>
      Promise.all(ids.map((id) => unit.send('POST', `/api/lists/starter-claims/${id}`, { on })));
    expect((await all(false)).map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect(await off()).toEqual(ids);
    await all(true);
    expect(await off()).toEqual([]);
  });
});

describe('registered cases', () => {
  const send = async (csv: string, more = {}) =>
    (
      await unit.send<CaseImportReport>('POST', '/api/lists/cases', {
        file: 'register.csv',
        content: Buffer.from(csv).toString('base64'),
        ...more,
      })
    ).body;
  const CSV =
    'Dnr;Ärendemening;Plats\nKS 2026/00123;Ny cykelbana vid badplatsen;Strandgatan\n;Saknar nummer;Torget\n';
  const TEXT = 'Hur går det med den nya cykelbanan vid badplatsen på Strandgatan?';

  test('Cases are checked, imported and matched, and a new import replaces the list', async () => {
    expect(await send(CSV, { check: true })).toMatchObject({ imported: false, cases: 1, badRows: 1 });
    expect((await judged(TEXT)).registration.caseNumber).toBeNull();
    expect(await send(CSV)).toMatchObject({
      imported: true,
      cases: 1,
      bad: [{ line: 3, problem: 'no-number' }],
    });
    const { registration } = await judged(TEXT);
    expect(registration).toMatchObject({ class: 'existing', caseNumber: 'KS 2026/00123' });
    expect(registration.reasons).toContain('case-list:KS 2026/00123');
    expect(await send('Dnr;Rubrik\nBN 2026/1;Bygglov')).toMatchObject({ imported: true });
    expect((await judged(TEXT)).registration.caseNumber).toBeNull();
    expect(await send('inget;register\n1;2')).toMatchObject({ imported: false, problem: 'no-header' });
    const list = (await unit.get<CaseListShape>('/api/lists/cases')).body;
    expect(list).toMatchObject({ count: 1, cases: [{ number: 'BN 2026/1', subject: 'Bygglov' }] });
  });

  test('The difference is shown before a list is replaced, and the list before can be taken back', async () => {
    await send('dnr;rubrik;status\nKS 1;Bro;Öppet\nKS 2;Väg;Öppet\nKS 3;Park;Öppet');
    s.world.clock.advance(60_000);
    const next = 'dnr;rubrik;status\nKS 1;Bro;Öppet\nKS 2;Väg;Avslutat\nKS 4;Torg till 811228-9874;Öppet';
    const checked = await send(next, { check: true });
    expect(checked.difference).toMatchObject({ added: 1, gone: 1, changed: 1, unchanged: 1 });
    const { added, gone, changed } = checked.difference.samples;
    expect([gone[0]?.number, changed[0]?.before.status, changed[0]?.after.status]).toEqual([
      ...['KS 3', 'Öppet', 'Avslutat'],
    ]);
    expect(added[0]?.subject).not.toContain('811228');
    const list = async () => (await unit.get<CaseListShape>('/api/lists/cases')).body;
    const before = await list();
    expect(checked.replaces).toBe(before.imported?.at);
    // Somebody else was quicker: what was shown no longer holds.
    const stale = { file: 'x.csv', content: Buffer.from(next).toString('base64'), replaces: null };
    expect(await unit.send('POST', '/api/lists/cases', stale)).toMatchObject({
      ...{ status: 409, body: { error: { code: 'stale_list' } } },
    });
    expect(await send(next, { replaces: checked.replaces })).toMatchObject({ imported: true });
    const after = await list();
    expect(after).toMatchObject({ count: 3, former: { ...before.imported, count: 3 } });
    const restore = (at?: string) => unit.send('POST', '/api/lists/cases/restore', { at });
    expect((await restore(after.imported?.at)).status).toBe(409);
    expect((await restore(after.former?.at)).status).toBe(200);
    expect(await list()).toMatchObject({
      ...{ imported: before.imported, cases: before.cases },
      former: { ...after.imported, count: 3 },
    });
    await policyCache.refresh();
    expect(policyCache.listsOf('main').cases.map(({ number }) => number)).toEqual(['KS 1', 'KS 2', 'KS 3']);
    expect((await changes()).some(({ what }) => what === 'restored')).toBe(true);
    // Emptied by mistake: that too.
    await unit.send('DELETE', '/api/lists/cases');
    const emptied = await list();
    expect(emptied).toMatchObject({ count: 0, imported: null, former: { count: 3 } });
    expect((await restore(emptied.former?.at)).status).toBe(200);
    expect(await list()).toMatchObject({ count: 3, former: null });
    expect((await restore(emptied.former?.at)).status).toBe(404);
  });

  test('A list of 20,000 cases is searched and emptied again', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `KS 2026/${i};Ärende om kvarteret Ekorren ${i};Gränd ${i}`,
    );
    expect(await send(`dnr;rubrik;plats\n${rows.join('\n')}`)).toMatchObject({
      imported: true,
      cases: 20_000,
    });
    const found = await unit.send<{ cases: { number: string }[] }>('POST', '/api/lists/cases/search', {
      text: 'ekorren 19999',
    });
    expect(found.body.cases.map(({ number }) => number)).toEqual(['KS 2026/19999']);
    await policyCache.refresh();
    expect(policyCache.listsOf('main').cases).toHaveLength(20_000);
    s.world.clock.advance(1000);
    expect((await unit.send('DELETE', '/api/lists/cases')).status).toBe(200);
    expect((await unit.get<CaseListShape>('/api/lists/cases')).body).toMatchObject({
      count: 0,
      imported: null,
      former: { count: 20_000 },
      cases: [],
    });
    expect((await changes())[0]).toMatchObject({ list: 'cases', what: 'removed' });
  }, 60_000);
});

test('Praise needs an answer only where the municipality wants it', async () => {
  const text = 'Tack för fina blommor på torget, så bra jobbat!';
  expect((await judged(text)).needsAnswer.value).toBe(false);
  expect((await unit.send('POST', '/api/lists/settings', { answerPraise: true })).status).toBe(200);
  const praised = await judged(text);
  expect([praised.intent.class, praised.needsAnswer.value]).toEqual(['praise', true]);
  await unit.send('POST', '/api/lists/settings', { answerPraise: false });
});

test('Lists that have not changed are not read again: they stay the same objects', async () => {
  await policyCache.refresh();
  const before = policyCache.listsOf('main');
  await policyCache.refresh();
  expect(policyCache.listsOf('main')).toBe(before);
  await unit.send('POST', '/api/lists/words', { kind: 'suspect', term: 'kålrabbi' });
  await policyCache.refresh();
  const after = policyCache.listsOf('main');
  expect(after.words.suspect).toEqual(['kålrabbi']);
  expect(after.cases).toBe(before.cases);
  expect(after.claims).toBe(before.claims);
  expect([...after.ownAccounts]).toEqual([`facebook ${s.account.externalId}`]);
});

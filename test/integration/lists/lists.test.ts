/** The municipality's own lists: kept, logged, guarded, and known to the real classifier within one look of the book. */
import { describe, expect, test } from '@jest/globals';
import type { ClaimLists, WordPreview, WordShape } from '../../../core/lists/lists.contract.ts';
import { MONDAY } from '../../support/clock.ts';
import { listsSuite } from '../../support/lists-suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const l = listsSuite();
const { s, judged, changes } = l;
const reasonsOf = async (text: string): Promise<string[]> =>
  (await judged(text)).verdicts.flatMap(({ spans }) => spans.map(({ reason }) => reason));

describe('words', () => {
  test('Banned, suspect and exempt words reach the classifier, and leave it again', async () => {
    expect(await reasonsOf('Du är en riktig grönkålsnisse')).not.toContain('insult.banned');
    const { status, body } = await l.unit.send<WordShape>('POST', '/api/lists/words', {
      kind: 'banned',
      term: ' Grönkålsnisse ',
      note: 'Används mot en tjänsteman',
    });
    expect([status, body.term, body.note]).toEqual([201, 'grönkålsnisse', 'Används mot en tjänsteman']);
    expect(await reasonsOf('Du är en riktig grönkålsnisse')).toContain('insult.banned');
    await l.unit.send('POST', '/api/lists/words', { kind: 'suspect', term: 'grönkålsnisse' });
    expect(await reasonsOf('Du är en riktig grönkålsnisse')).not.toContain('insult.banned');
    expect((await l.unit.send('DELETE', `/api/lists/words/${body.id}`)).status).toBe(200);
    await l.unit.send('POST', '/api/lists/words', { kind: 'exempt', term: 'grönkålsnisse' });
    const { words } = (await l.unit.get<{ words: WordShape[] }>('/api/lists/words')).body;
    expect(words.map(({ kind, term }) => [kind, term])).toEqual([['exempt', 'grönkålsnisse']]);
    expect((await l.unit.send('DELETE', `/api/lists/words/${body.id}`)).status).toBe(200);
    expect((await l.unit.send('DELETE', `/api/lists/words/${body.id}`)).status).toBe(404);
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
      l.unit.send<{ id: string; error: { code: string; message: string } }>('POST', '/api/lists/words', {
        ...{ kind, term },
      });
    const exempt = await put('exempt', 'rotmos*');
    const refused = await put('banned', 'rotmos');
    expect([refused.status, refused.body.error.code]).toEqual([422, 'contradicting_word']);
    expect(refused.body.error.message).toContain('rotmos*');
    await l.unit.send('DELETE', `/api/lists/words/${exempt.body.id}`);
    const banned = await put('banned', 'rotmos*');
    // An exception within a wider word is none.
    const within = await put('exempt', 'rotmosfesten');
    expect([banned.status, within.status]).toEqual([201, 201]);
    expect((await put('exempt', '*rotmos*')).body.error.code).toBe('contradicting_word');
    for (const { body } of [banned, within]) await l.unit.send('DELETE', `/api/lists/words/${body.id}`);
  });

  test('A term that is neither a word nor a phrase is refused', async () => {
    for (const term of ['ett två tre fyra fem', 'a', '*', 'x,y'])
      expect((await l.unit.send('POST', '/api/lists/words', { kind: 'banned', term })).status).toBe(422);
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
      (await l.unit.send<WordPreview>('POST', '/api/lists/words/preview', { term, days: 30 })).body;
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
    const { words } = (await l.unit.get<{ words: WordShape[] }>('/api/lists/words')).body;
    expect(words).toEqual([]);
  });

  test('A phrase of up to four words is counted, listed and recognised', async () => {
    const at = new Date(MONDAY.getTime() + 1000);
    const texts = ['Den Gröna ladan rivs', 'den gröna LADAN', 'Allt är grönt. Ladan rivs', 'En lada, grön'];
    for (const [i, text] of texts.entries())
      await s.world.deliver(envelopeOf([added({ id: `7_9${i}`, text, at })]));
    const preview = (
      await l.unit.send<WordPreview>('POST', '/api/lists/words/preview', { term: 'Grön  lada', days: 30 })
    ).body;
    expect(preview).toMatchObject({ term: 'grön lada', hits: 2, common: [], tooShort: false });
    expect(preview.forms).toEqual([{ word: 'gröna ladan', count: 2 }]);
    const { status, body } = await l.unit.send<WordShape>('POST', '/api/lists/words', {
      kind: 'suspect',
      term: 'grön lada',
    });
    expect(status).toBe(201);
    expect(await reasonsOf('Riv den gröna ladan nu')).toContain('insult.suspect');
    expect(await reasonsOf('Riv ladan, den är grön')).not.toContain('insult.suspect');
    await l.unit.send('DELETE', `/api/lists/words/${body.id}`);
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
    const { status, body } = await l.unit.send<{ id: string }>('POST', '/api/lists/claims', CLAIM);
    expect(status).toBe(201);
    expect(await reasonsOf(TEXT)).toContain(`disinformation.claim:${body.id}`);
    const path = `/api/lists/claims/${body.id}`;
    const today = s.world.clock.now().toISOString().slice(0, 10);
    await l.unit.send('POST', path, { ...CLAIM, validTo: '2020-01-01' });
    expect(await reasonsOf(TEXT)).not.toContain(`disinformation.claim:${body.id}`);
    await l.unit.send('POST', path, { ...CLAIM, validFrom: today, validTo: today });
    expect(await reasonsOf(TEXT)).toContain(`disinformation.claim:${body.id}`);
    await l.unit.send('POST', path, { ...CLAIM, on: false });
    expect(await reasonsOf(TEXT)).not.toContain(`disinformation.claim:${body.id}`);
    expect((await l.unit.send('DELETE', path)).status).toBe(200);
    expect((await l.unit.send('POST', path, CLAIM)).status).toBe(404);
    expect(
      (
        await l.unit.send('POST', '/api/lists/claims', {
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
    expect((await l.unit.send('POST', path, { on: false })).status).toBe(200);
    expect(await reasonsOf(text)).not.toContain('disinformation.claim:vaccine-autism.sv');
    const { starter } = (await l.unit.get<ClaimLists>('/api/lists/claims')).body;
    expect(starter.filter(({ on }) => !on).map(({ id }) => id)).toEqual(['vaccine-autism']);
    await l.unit.send('POST', path, { on: true });
    expect(await reasonsOf(text)).toContain('disinformation.claim:vaccine-autism.sv');
    expect((await l.unit.send('POST', '/api/lists/starter-claims/none', { on: true })).status).toBe(404);
  });

  test('Claims that are switched at the same time are all switched', async () => {
    const ids = (await l.unit.get<ClaimLists>('/api/lists/claims')).body.starter
      .slice(0, 8)
      .map(({ id }) => id);
    const off = async () =>
      (await l.unit.get<ClaimLists>('/api/lists/claims')).body.starter
        .filter(({ on }) => !on)
        .map(({ id }) => id);
    const all = (on: boolean) =>
      Promise.all(ids.map((id) => l.unit.send('POST', `/api/lists/starter-claims/${id}`, { on })));
    expect((await all(false)).map(({ status }) => status)).toEqual(ids.map(() => 200));
    expect(await off()).toEqual(ids);
    await all(true);
    expect(await off()).toEqual([]);
  });
});

test('Praise needs an answer only where the municipality wants it', async () => {
  const text = 'Tack för fina blommor på torget, så bra jobbat!';
  expect((await judged(text)).needsAnswer.value).toBe(false);
  expect((await l.unit.send('POST', '/api/lists/settings', { answerPraise: true })).status).toBe(200);
  const praised = await judged(text);
  expect([praised.intent.class, praised.needsAnswer.value]).toEqual(['praise', true]);
  await l.unit.send('POST', '/api/lists/settings', { answerPraise: false });
});

test('Lists that have not changed are not read again: they stay the same objects', async () => {
  await l.cache.refresh();
  const before = l.cache.listsOf('main');
  await l.cache.refresh();
  expect(l.cache.listsOf('main')).toBe(before);
  await l.unit.send('POST', '/api/lists/words', { kind: 'suspect', term: 'kålrabbi' });
  await l.cache.refresh();
  const after = l.cache.listsOf('main');
  expect(after.words.suspect).toEqual(['kålrabbi']);
  expect(after.cases).toBe(before.cases);
  expect(after.claims).toBe(before.claims);
  expect([...after.ownAccounts]).toEqual([`facebook ${s.account.externalId}`]);
});

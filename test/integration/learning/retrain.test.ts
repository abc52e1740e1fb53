/** Corrections in, `uppsikt retrain`, new comments judged differently: on a real store, with the classifier as it ships. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type parseLearnedModel, retrain } from '../../../classifiers/text/index.ts';
import { Events } from '../../../core/inbox/events.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import {
  type LearnedModelCache,
  openLearnedModelCache,
} from '../../../core/learning/learned-model-cache.store.ts';
import {
  addModel,
  modelBytes,
  modelsInUse,
  modelsOf,
  switchModelOff,
  useModel,
} from '../../../core/learning/learned-models.store.ts';
import { keepCorrections } from '../../../core/migrations/0008-learning.store.ts';
import { DEFAULT_POLICY } from '../../../core/moderation/policy.ts';
import { isFlagged } from '../../../core/moderation/verdict.ts';
import { gather, shippedSamples } from '../../../ops/retrain/gather.ts';
import { createAssess } from '../../../workers/classify/assess.ts';
import { learnedModelReader } from '../../../workers/classify/learned-models.ts';
import { loadTextClassifier } from '../../../workers/classify/load.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { missedInsults } from '../../support/taught.ts';
import { added, envelopeOf } from '../../support/webhook.ts';
import { SILENT } from '../../support/world.ts';

const s = suite({ simulator: false });
const classifier = await loadTextClassifier();
/** A fifth of what `retrain` takes for ballast, for the sake of time. */
const THEMES = [...new Set(shippedSamples().map(({ author }) => author))].sort();
const SHIPPED = shippedSamples().filter(({ author }) => THEMES.indexOf(author) % 6 === 1);
const FROM = new Date('2020-01-01T00:00:00Z');
const OTHER_PAGE = '777000777';
const BY = { kind: 'machine', id: 'command-line' } as const;
let modelCache: LearnedModelCache<ReturnType<typeof parseLearnedModel>>;
let count = 0;

/** The world's judge, as workers/main.ts builds it. */
beforeAll(async () => {
  const read = learnedModelReader(classifier.version, SILENT);
  modelCache = (await openLearnedModelCache(s.world.db, read, () => undefined)) as typeof modelCache;
  const assess = createAssess({
    classify: (text, { tenantId }) => {
      const learned = modelCache.of(tenantId);
      return classifier.classify(text, learned ? { learned } : {});
    },
    policyOf: () => DEFAULT_POLICY,
    log: SILENT,
  });
  (s.world.deps as { assess: typeof assess }).assess = assess;
  await addTestAccount(
    s.world.db,
    { tenantId: 'other', externalId: OTHER_PAGE, unit: 'unit@annan.se' },
    s.world.clock.now(),
  );
}, 60_000);
afterAll(() => modelCache.close());

/** A comment by webhook; the id of its item. */
async function said(text: string, page?: string, more = {}): Promise<{ id: string; externalId: string }> {
  const externalId = `9_${++count}`;
  const body = envelopeOf(
    [added({ id: externalId, text, at: MONDAY, from: { id: `u${count}`, name: 'Någon' }, more })],
    ...(page === undefined ? [] : [{ page }]),
  );
  await s.world.deliver(body);
  const client = page === undefined ? s.api : await otherApi();
  const [item] = (await client.items(`?externalId=${externalId}`)).items;
  return { id: item?.id ?? '', externalId };
}
const otherApi = () => apiClient(s.world.db, s.world.url, { tenantId: 'other', now: s.world.clock.now() });
const NEW = 'Vilken gråtorsk! Alla vet det.';

describe('a correction', () => {
  test('A correction keeps who, when and what was judged, and is taken back by another', async () => {
    const { id, externalId } = await said('Din jävla idiot');
    const insult = (await s.api.item(id)).verdicts.find(({ category }) => category === 'insult');
    const wrong = { type: 'correct', category: 'insult', as: 'wrong' };
    const { body, status } = await s.api.act(id, wrong);
    expect(status).toBe(202);
    expect(body.item.corrections).toEqual([
      {
        ...{ category: 'insult', as: 'wrong', other: null },
        by: { kind: 'token', id: expect.any(String) },
        at: s.world.clock.now().toISOString(),
        ...{ classifier: classifier.version, revision: 1, score: insult?.score, level: insult?.level },
      },
    ]);
    const other = await s.api.act(id, { ...wrong, as: 'other', other: 'profanity' });
    expect(other.body.item.corrections).toMatchObject([{ as: 'other', other: 'profanity' }]);
    expect((await s.api.act(id, { ...wrong, as: 'withdrawn' })).body.item.corrections).toEqual([]);
    expect((await s.api.act(id, { ...wrong, as: 'withdrawn' })).status).toBe(422);
    expect((await s.api.act(id, { ...wrong, as: 'other', other: 'insult' })).status).toBe(422);
    const { events } = await storedOf(s, externalId);
    const corrected = events.filter(({ type }) => type === 'verdict.corrected');
    expect(corrected.map(({ data }) => (data as { as: string }).as)).toEqual(['wrong', 'other', 'withdrawn']);
    expect(corrected[0]?.data).toMatchObject({ judged: { revision: 1, level: insult?.level } });
  });
});

test('Corrections from before learn from their events who made them', async () => {
  const { id, externalId } = await said('Du är en idiot');
  for (const as of ['wrong', 'missing']) await s.api.act(id, { type: 'correct', category: 'insult', as });
  const tenantId = MAIN_TENANT;
  const old = { corrections: [{ category: 'insult', as: 'wrong', other: null }] } as never;
  await Items(s.world.db).updateOne({ tenantId, _id: id }, { $set: old });
  await Events(s.world.db).updateMany({ tenantId, itemId: id }, { $unset: { 'data.judged': 1 } });
  await keepCorrections(s.world.db);
  const { item } = await storedOf(s, externalId);
  expect(item?.corrections).toEqual([
    {
      ...{ category: 'insult', as: 'missing', other: null, classifier: classifier.version },
      ...{ by: { kind: 'token', id: expect.any(String) }, at: s.world.clock.now() },
      ...{ revision: null, score: null, level: null },
    },
  ]);
  await s.api.act(id, { type: 'correct', category: 'insult', as: 'withdrawn' });
});

test('A text that may not be kept is not learnt from, corrected or finished', async () => {
  const before = await gather(s.world.db, { tenantId: MAIN_TENANT, from: FROM });
  const correct = { type: 'correct', category: 'porn', as: 'missing' };
  const close = { type: 'close', reason: 'no-answer-needed' };
  const removed = await said('Kolla den här');
  const referred = await said('Kolla den här med');
  const pointing = await said('barnporr finns här', undefined, {
    photo: 'https://scontent.xx.fbcdn.net/v/a.jpg',
  });
  for (const { id } of [removed, referred, pointing]) await s.api.act(id, correct);
  await s.api.act(removed.id, { type: 'hide', reason: 'csam', axis: 'legalDuty' });
  await s.api.act(referred.id, { type: 'register', outcome: 'no-capture' });
  expect((await s.api.item(pointing.id)).attachments[0]?.look.state).toBe('blocked');
  const finished = await said('Kolla här också');
  await s.api.act(finished.id, { type: 'hide', reason: 'csam', axis: 'legalDuty' });
  expect((await s.api.act(finished.id, close)).status).toBe(202);
  expect(await gather(s.world.db, { tenantId: MAIN_TENANT, from: FROM })).toEqual(before);
}, 30_000);

describe('retraining', () => {
  const outcomeNow = async () => {
    const gathered = await gather(s.world.db, { tenantId: MAIN_TENANT, from: FROM });
    return {
      gathered,
      outcome: retrain({ samples: gathered.samples, shipped: SHIPPED }, classifier),
    };
  };
  const stored = (bytes: Uint8Array | null, tenantId = MAIN_TENANT) =>
    addModel(s.world.db, {
      tenantId,
      classifier: classifier.version,
      bytes: bytes === null ? null : Buffer.from(bytes),
      createdAt: s.world.clock.now(),
      by: BY,
      texts: 1,
      corrections: 1,
      figures: [],
    });
  const versionNow = async (page?: string) => {
    const { id } = await said(NEW, page);
    const item = await (page === undefined ? s.api : await otherApi()).item(id);
    const insult = item.verdicts.find(({ category }) => category === 'insult');
    // What is only possible states nothing.
    const level = insult && isFlagged(insult) ? insult.level : 'none';
    return { level, version: insult?.version, decision: item.decision };
  };

  test('The shipped model misses the local word before, and there is nothing to learn from', async () => {
    expect(await versionNow()).toMatchObject({ level: 'none', version: classifier.version });
    const { outcome } = await outcomeNow();
    expect(outcome).toEqual({ bytes: null, trained: null, categories: [] });
  });

  test('A new comment is judged differently after retraining, in this municipality only', async () => {
    for (const text of missedInsults(20)) {
      const { id } = await said(text);
      await s.api.act(id, { type: 'correct', category: 'insult', as: 'missing' });
    }
    for (const place of ['badet', 'skolan', 'kajen', 'torget', 'ån']) {
      const { id } = await said(`När öppnar ${place} för säsongen?`);
      await s.api.act(id, { type: 'close', reason: 'no-answer-needed' });
    }
    const { gathered, outcome } = await outcomeNow();
    expect(gathered).toMatchObject({ corrected: 20, unremarked: 5, textless: 0 });
    expect(outcome.categories).toMatchObject([{ category: 'insult', verdict: 'better', groups: 20 }]);
    const row = await stored(outcome.bytes);
    expect(row).toMatchObject({ version: 1, state: 'in-use' });
    await modelCache.refresh();
    expect(await versionNow()).toEqual({
      level: 'suspect',
      version: `${classifier.version}+org-1`,
      decision: 'flag',
    });
    expect(await versionNow(OTHER_PAGE)).toMatchObject({ level: 'none', version: classifier.version });
    expect(await modelBytes(s.world.db, { tenantId: 'other', version: 1 })).toBeNull();
    expect(await modelsOf(s.world.db, { tenantId: 'other' })).toEqual([]);
    expect((await gather(s.world.db, { tenantId: 'other', from: FROM })).samples).toEqual([]);
  }, 120_000);

  test('A rejected model is kept with its figures and never used; off and back are one step', async () => {
    const rejected = await stored(null);
    expect(rejected).toMatchObject({ version: 2, state: 'rejected' });
    await modelCache.refresh();
    expect(await versionNow()).toMatchObject({ version: `${classifier.version}+org-1` });
    await expect(useModel(s.world.db, { tenantId: MAIN_TENANT, version: 2 })).rejects.toThrow('not better');
    await expect(useModel(s.world.db, { tenantId: MAIN_TENANT, version: 9 })).rejects.toThrow(
      'no learned model 9',
    );
    expect(await switchModelOff(s.world.db, { tenantId: 'other' })).toBe(false);
    expect(await switchModelOff(s.world.db, { tenantId: MAIN_TENANT })).toBe(true);
    await modelCache.refresh();
    expect(await versionNow()).toMatchObject({ level: 'none', version: classifier.version });
    await useModel(s.world.db, { tenantId: MAIN_TENANT, version: 1 });
    await modelCache.refresh();
    expect(await versionNow()).toMatchObject({ level: 'suspect' });
  });

  test('A learned model that stands on another shipped one, or is damaged, is left alone', async () => {
    const layer = await modelBytes(s.world.db, { tenantId: MAIN_TENANT, version: 1 });
    const key = { tenantId: 'other', createdAt: s.world.clock.now(), by: BY, texts: 1, corrections: 1 };
    await addModel(s.world.db, { ...key, classifier: 'text-0', bytes: layer, figures: [] });
    await modelCache.refresh();
    expect(modelCache.of('other')).toBeUndefined();
    await addModel(s.world.db, {
      ...key,
      classifier: classifier.version,
      bytes: Buffer.from('broken'),
      figures: [],
    });
    await modelCache.refresh();
    expect(modelCache.of('other')).toBeUndefined();
    expect(await versionNow(OTHER_PAGE)).toMatchObject({ version: classifier.version });
    expect(
      (await modelsInUse(s.world.db)).map(({ tenantId, version }) => [tenantId, version]).sort(),
    ).toEqual([
      ['main', 1],
      ['other', 2],
    ]);
  });
});

/** What is only possible, from the webhook to the figures: it sorts and is found, and nothing else comes of it. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Alarms } from '../../core/alarms/alarms.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { accuracyCounts } from '../../core/learning/accuracy.store.ts';
import { finishedItems } from '../../core/learning/learning.store.ts';
import { breakTiesByGravity } from '../../core/migrations/0022-ties-by-gravity.store.ts';
import { putUnlawfulFirst } from '../../core/migrations/0025-unlawful-first.store.ts';
import { SEVERITY } from '../../core/moderation/severity.ts';
import { MAYBE_THREATENING } from '../support/assess.ts';
import { MONDAY } from '../support/clock.ts';
import { storedOf, suite } from '../support/suite.ts';
import { added, edited, envelopeOf } from '../support/webhook.ts';

const s = suite({ simulator: false });
const QUIET = '1_quiet';
const POSSIBLE = '1_possible';
const GRAVE = '1_grave';
const at = (minutes: number): Date => new Date(MONDAY.getTime() + minutes * 60_000);
const idsOf = async (query: string) => (await s.api.items(query)).items.map(({ externalId }) => externalId);
const idOf = async (externalId: string) =>
  (await s.api.items(`?externalId=${externalId}`)).items[0]?.id ?? '';
const scope = { tenantId: MAIN_TENANT, accountIds: 'all', role: 'auditor' } as const;
const threats = async () => {
  const counts = await accuracyCounts(s.world.db, scope, { from: at(-60), to: at(600) } as never);
  return counts.rows.find(({ category }) => category === 'threat');
};
const finished = async (found: boolean) =>
  (await finishedItems(s.world.db, { tenantId: MAIN_TENANT, from: at(-60), limit: 50, found })).map(
    ({ text }) => text,
  );

beforeAll(async () => {
  await s.world.deliver(
    envelopeOf([
      added({ id: QUIET, text: 'Vackert väder', at: MONDAY }),
      added({ id: POSSIBLE, text: `Det är ${MAYBE_THREATENING}`, at: at(1) }),
      added({ id: GRAVE, text: 'Vilken idiot', at: at(2) }),
    ]),
  );
  await s.world.runQueue();
});

describe('a comment that may be a threat', () => {
  test('It is decided as none, is not abusive, and stands between what is calm and what is grave', async () => {
    const { item, events } = await storedOf(s, POSSIBLE);
    expect(item).toMatchObject({
      decision: 'none',
      abusive: false,
      flagged: [],
      severity: SEVERITY.possibleAbuse,
    });
    expect(events[0]?.data).toMatchObject({ categories: [] });
    expect(await Alarms(s.world.db).countDocuments({ tenantId: MAIN_TENANT })).toBe(0);
    expect(await idsOf('?sort=severity')).toEqual([GRAVE, POSSIBLE, QUIET]);
  });

  test('A page by gravity goes on behind it', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page += 1) {
      const { items, nextCursor } = (
        await s.api.get<{ items: { externalId: string }[]; nextCursor: string | null }>(
          `/api/items?sort=severity&limit=1${cursor}`,
        )
      ).body;
      seen.push(...items.map(({ externalId }) => externalId));
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toEqual([GRAVE, POSSIBLE, QUIET]);
  });

  test('A view of its own finds and counts it, and neither the view of abuse nor its category does', async () => {
    expect(await idsOf('?view=possible')).toEqual([POSSIBLE]);
    expect(await idsOf('?view=abusive')).toEqual([GRAVE]);
    expect(await idsOf('?category=threat')).toEqual([]);
    expect((await s.api.get('/api/views')).body).toMatchObject({ possible: 1, abusive: 1 });
  });

  test('An edit that makes it possible wakes nobody who let it rest', async () => {
    const id = await idOf(QUIET);
    const until = at(600).toISOString();
    await s.api.act(id, { type: 'snooze', until });
    await s.world.deliver(envelopeOf([edited({ id: QUIET, text: `Nu ${MAYBE_THREATENING}`, at: at(3) })]));
    const { item } = await storedOf(s, QUIET);
    expect(item).toMatchObject({ status: 'snoozed', severity: SEVERITY.possibleAbuse });
  });

  test('Nothing is sealed when it is registered, since nobody judged it abusive', async () => {
    const id = await idOf(POSSIBLE);
    await s.api.act(id, { type: 'register', outcome: 'registered' });
    await s.world.runQueue();
    expect((await storedOf(s, POSSIBLE)).item?.captures).toEqual([]);
  });

  test('It is no statement of the machine’s in figures and lessons, and what people say of it counts as missed', async () => {
    const id = await idOf(POSSIBLE);
    await s.api.act(id, { type: 'close', reason: 'other' });
    expect(await threats()).toMatchObject({ flagged: 0, wrong: 0, missing: 0 });
    expect(await finished(true)).toEqual([]);
    expect(await finished(false)).toEqual([`Det är ${MAYBE_THREATENING}`]);
    await s.api.act(id, { type: 'correct', category: 'threat', as: 'missing' });
    expect((await storedOf(s, POSSIBLE)).item?.corrections).toMatchObject([
      { category: 'threat', as: 'missing', level: 'possible', score: 0.3 },
    ]);
    expect(await threats()).toMatchObject({ flagged: 0, missing: 1 });
    expect((await storedOf(s, POSSIBLE)).item).toMatchObject({
      ...{ abusive: true, severity: SEVERITY.unlawful, flagged: ['threat'] },
    });
    await s.api.act(id, { type: 'correct', category: 'threat', as: 'wrong' });
    expect((await storedOf(s, POSSIBLE)).item).toMatchObject({ abusive: false, severity: SEVERITY.calm });
    expect(await threats()).toMatchObject({ flagged: 0, wrong: 0, missing: 0 });
  });

  test('A person’s word moves an item between the views, until the text is another', async () => {
    const id = await idOf(GRAVE);
    await s.api.act(id, { type: 'correct', category: 'insult', as: 'wrong' });
    expect(await idsOf('?view=abusive')).toEqual([]);
    expect(await idsOf('?category=insult')).toEqual([]);
    await s.api.act(id, { type: 'correct', category: 'insult', as: 'withdrawn' });
    expect(await idsOf('?view=abusive')).toEqual([GRAVE]);
    await s.api.act(id, { type: 'correct', category: 'insult', as: 'wrong' });
    await s.world.deliver(envelopeOf([edited({ id: GRAVE, text: 'En idiot, sa jag', at: at(5) })]));
    expect(await idsOf('?view=abusive')).toEqual([GRAVE]);
    expect(await idsOf('?category=insult')).toEqual([GRAVE]);
  });

  test('The migration gives what was corrected before its place', async () => {
    const id = await idOf(GRAVE);
    await s.api.act(id, { type: 'correct', category: 'insult', as: 'wrong' });
    const items = Items(s.world.db).collection;
    await items.updateOne({ externalId: GRAVE }, { $set: { severity: 3, abusive: true } } as never);
    await breakTiesByGravity(s.world.db);
    expect((await storedOf(s, GRAVE)).item).toMatchObject({ severity: SEVERITY.flagged, abusive: false });
    await s.api.act(id, { type: 'correct', category: 'insult', as: 'withdrawn' });
  });

  test('The migration puts a stored threat before an insult, and may run again', async () => {
    const id = await idOf(GRAVE);
    await s.api.act(id, { type: 'correct', category: 'threat', as: 'missing' });
    const items = Items(s.world.db).collection;
    await items.updateOne({ externalId: GRAVE }, { $set: { severity: 3 } } as never);
    await putUnlawfulFirst(s.world.db);
    await putUnlawfulFirst(s.world.db);
    expect((await storedOf(s, GRAVE)).item).toMatchObject({ severity: SEVERITY.unlawful, abusive: true });
    await s.api.act(id, { type: 'correct', category: 'threat', as: 'withdrawn' });
  });

  test('The migration takes away the indexes that did not know the tie-break, and only these', async () => {
    const { collection } = Items(s.world.db);
    await collection.createIndex({ tenantId: 1, status: 1, 'deadline.dueAt': 1, _id: 1 });
    await breakTiesByGravity(s.world.db);
    await breakTiesByGravity(s.world.db);
    const names = (await collection.indexes()).map(({ name }) => name);
    expect(names).not.toContain('tenantId_1_status_1_deadline.dueAt_1__id_1');
    expect(names).toContain('tenantId_1_status_1_deadline.dueAt_1_severity_-1__id_1');
  });

  test('An item that an older version stored without the level is read as it was', async () => {
    const items = Items(s.world.db).collection;
    await items.updateOne({ externalId: GRAVE }, { $set: { severity: 2 } } as never);
    expect(await idsOf('?view=abusive')).toEqual([GRAVE]);
    expect(await idsOf('?view=possible&sort=severity')).toEqual([QUIET]);
  });
});

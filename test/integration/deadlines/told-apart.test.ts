/** Answered, closed, removed and waiting stand apart, and removals by whose doing they are: API and CSV against a count in the test. */
import { beforeAll, expect, test } from '@jest/globals';
import type { Item } from '../../../core/inbox/item.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { REMOVALS_TOLD_APART } from '../../../core/migrations/0032-removals-told-apart.store.ts';
import type {
  MonitoredPage,
  MonitoringReport,
  RemovalReport,
  TrendReport,
} from '../../../core/monitoring/monitoring.contract.ts';
import { MONDAY } from '../../support/clock.ts';
import { seedOpen } from '../../support/deadlines.ts';
import { migratedLater } from '../../support/later.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { acted, added, envelopeOf, PAGE_ID, type Value } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const at = (hours: number): Date => new Date(MONDAY.getTime() + hours * 3_600_000);
const PERIOD = `from=${at(-1).toISOString()}&to=${at(100).toISOString()}`;
/** Monday to Tuesday: no weekend, so the due time is a day later. */
const DUE = 24;
const NOW = 40;

/** What becomes of each, and after how many hours. */
const FATES = {
  quick: { end: 'answered', after: 1 },
  border: { end: 'answered', after: 24 },
  slow: { end: 'answered', after: 30 },
  thanks: { end: 'closed', after: 1 },
  spam: { end: 'closed', after: 30 },
  regret: { end: 'removed', after: 2 },
  gone: { end: 'removed', after: 30 },
  left: { end: null, after: null },
  waits: { end: 'paused', after: 1 },
} as const;
type Name = keyof typeof FATES;
const names = Object.keys(FATES) as Name[];
const idOf = (name: string): string => `8_${name}`;

const act = async (name: string, request: Record<string, unknown>) => {
  const { item } = await storedOf(s, idOf(name));
  expect((await s.api.act(item?._id ?? '', request)).status).toBe(202);
};
const told = (value: Value, hours: number) => s.world.deliver(envelopeOf([value], { sentAt: at(hours) }));
const answered = (name: Name) => {
  const [id, from] = [`${idOf(name)}-a`, { id: PAGE_ID, name: 'Sidan' }];
  return added({ id, text: 'Svar.', at: at(FATES[name].after ?? 0), from, parentId: idOf(name) });
};

beforeAll(async () => {
  const asks = [...names, 'uncounted'].map((name, index) =>
    added({
      id: idOf(name),
      text: 'Hur då?',
      at: at(0),
      from: { id: `91${index}`, name: `Person ${index}` },
    }),
  );
  const insult = added({ id: '8_insult', text: 'Din idiot', at: at(0) });
  await s.world.deliver(envelopeOf([...asks, insult], { sentAt: at(0) }));
  await act('uncounted', { type: 'count', counts: false });
  await act('insult', { type: 'count', counts: false });
  s.world.clock.set(at(1));
  await act('thanks', { type: 'close', reason: 'no-answer-needed' });
  await act('waits', { type: 'wait' });
  s.world.clock.set(at(30));
  await act('spam', { type: 'close', reason: 'other' });
  // Everything that the platform tells comes late: it counts from when it happened.
  s.world.clock.set(at(NOW));
  for (const name of ['quick', 'border', 'slow'] as const) await told(answered(name), NOW);
  await told({ ...acted('remove', { id: idOf('regret'), at: at(2) }), from: { id: '915' } }, NOW);
  await told(acted('remove', { id: idOf('gone'), at: at(30) }), NOW);
  await told({ ...acted('remove', { id: '8_insult', at: at(3) }), from: { id: '9001' } }, NOW);
}, 60_000);

/** Counted one by one, from the fates alone. */
function counted() {
  const fell = names.map((name) => FATES[name]).filter(({ end }) => end !== 'paused');
  const count = (is: (fate: (typeof fell)[number]) => boolean): number => fell.filter(is).length;
  const inTime = ({ after }: (typeof fell)[number]): boolean => after !== null && after <= DUE;
  const parts = {
    fellDue: fell.length,
    due: count(({ end }) => end === 'answered' || end === null),
    met: count((fate) => fate.end === 'answered' && inTime(fate)),
    answeredLate: count((fate) => fate.end === 'answered' && !inTime(fate)),
    unanswered: count(({ end }) => end === null),
    closed: count(({ end }) => end === 'closed'),
    removed: count(({ end }) => end === 'removed'),
    endedLate: count((fate) => (fate.end === 'closed' || fate.end === 'removed') && !inTime(fate)),
  };
  return { parts, share: parts.met / parts.due };
}

test('The summary and the report tell apart what became of all that fell due', async () => {
  const { parts, share } = counted();
  const { body: summary } = await s.api.get(`/api/deadlines/summary?${PERIOD}`);
  expect(summary).toMatchObject({ attainment: share, parts, open: 2, waiting: 1, breachedNow: 1 });
  const { body: report } = await s.api.get<MonitoringReport>(`/api/deadlines/monitoring?${PERIOD}`);
  expect(report.period.attainment).toEqual({ ...parts, share });
  expect(report.accounts[0]?.period).toEqual({ ...parts, share });
  expect(report).toMatchObject({ open: 2, waiting: 1, breachedNow: 1, leftOut: { open: 1, breached: 1 } });
  // Nothing was counted before the account was connected.
  expect(report).toMatchObject({ includesNow: true, previous: null });
});

test('The list behind each part holds as many items as the part says', async () => {
  const { parts } = counted();
  const lists = { 'fell-due': parts.fellDue, owed: parts.due, met: parts.met, waiting: 1 };
  for (const [of, wanted] of Object.entries({ ...lists, closed: parts.closed, removed: parts.removed })) {
    const { body } = await s.api.get<MonitoredPage>(`/api/deadlines/items?${PERIOD}&of=${of}`);
    expect([of, body.items.length]).toEqual([of, wanted]);
  }
  const { body } = await s.api.get<MonitoredPage>(`/api/deadlines/items?${PERIOD}&of=breached`);
  expect(body.items.filter(({ cause }) => cause === 'ended-late')).toHaveLength(parts.endedLate);
});

test('The CSV has the same parts, the target and its source', async () => {
  const { parts, share } = counted();
  const csv = async (table: string) => {
    const answer = await fetch(`${s.world.url}/api/deadlines/export?${PERIOD}&table=${table}&lang=en`, {
      headers: { authorization: `Bearer ${s.api.token}` },
    });
    return (await answer.text()).split('\r\n');
  };
  const { endedLate: _late, ...columns } = parts;
  const percent = Math.round(share * 1000) / 10;
  const [heading, row] = await csv('accounts');
  expect(heading).toContain('Answered in time');
  expect(row?.startsWith(`Exempels kommun,Facebook,${[...Object.values(columns), percent].join(',')},`)).toBe(
    true,
  );
  expect(row?.endsWith(',24,on working days,–')).toBe(true);
  expect((await csv('removals'))[1]).toMatch(/,suspected personal attack,no,,.*,Removed by the author,/u);
});

test('A period beyond the calendars is refused', async () => {
  for (const to of ['9999-12-31T23:59:59.999Z', '2101-02-01T00:00:00Z'])
    expect((await s.api.get(`/api/deadlines/export?to=${to}`)).status).toBe(422);
});

test('A month of the trend says up to when it was counted, and holds what the report of that stretch says', async () => {
  const cut = `from=${at(-1).toISOString()}&to=${at(26).toISOString()}`;
  const { body: trend } = await s.api.get<TrendReport>(`/api/deadlines/trend?${cut}`);
  const last = trend.months.at(-1);
  expect(last).toMatchObject({ to: at(26).toISOString(), whole: false });
  const { body } = await s.api.get<MonitoringReport>(
    `/api/deadlines/monitoring?from=${last?.from}&to=${last?.to}`,
  );
  expect(body.period.attainment).toEqual(last?.attainment);
});

test('A trend and the figures of now stand only where the period reaches to now', async () => {
  const over = `from=${at(-200).toISOString()}&to=${at(-100).toISOString()}`;
  const { body } = await s.api.get<MonitoringReport>(`/api/deadlines/monitoring?${over}`);
  expect(body).toMatchObject({ includesNow: false, openBefore: null, breachedBefore: null, previous: null });
});

test('What is open now is compared with no moment before the first account was connected', async () => {
  const standing = async (from: number) =>
    (
      await s.api.get<MonitoringReport>(
        `/api/deadlines/monitoring?from=${at(from).toISOString()}&to=${at(NOW + 1).toISOString()}`,
      )
    ).body;
  expect(await standing(-200)).toMatchObject({ includesNow: true, openBefore: null, breachedBefore: null });
  expect(await standing(NOW - 1)).toMatchObject({ includesNow: true, openBefore: expect.any(Number) });
});

test('An insult that its author took away is a suspicion, and gone when it went, also for what was stored before', async () => {
  const read = async () => (await s.api.get<RemovalReport>(`/api/deadlines/removals?${PERIOD}`)).body;
  const expected = {
    reasons: [{ reason: 'insult', judged: false, known: 1, flagged: 1, late: 0, medianMinutes: null }],
    items: [{ judged: false, outcome: 'removed-by-author', endedAt: at(3).toISOString() }],
  };
  expect(await read()).toMatchObject(expected);
  const { item } = await storedOf(s, '8_insult');
  const { flaggedAt, judgedAt, hiddenBy, removedBy, ...old } = (item as Item).removal ?? {};
  const key = { tenantId: 'main', _id: item?._id ?? '' };
  const removal = { ...old, removedAt: at(NOW).getTime() } as unknown as NonNullable<Item['removal']>;
  await Items(s.world.db).updateOne(key, { $set: { removal } });
  expect((await read()).reasons[0]?.outcomes['removed-elsewhere']).toBe(1);
  expect(await migratedLater(s.world.db, REMOVALS_TOLD_APART)).toEqual({ [s.account._id]: 1 });
  expect(await read()).toMatchObject(expected);
  expect(await migratedLater(s.world.db, REMOVALS_TOLD_APART)).toEqual({});
});

test('The removal figures count every one, and the list says of how many it holds the first', async () => {
  const [known, count] = [at(2).getTime(), 5100];
  const ids: string[] = [];
  for (let part = 0; part < 10; part++) {
    const some = { prefix: `many${part}`, count: count / 10, at: at(2) };
    ids.push(...(await seedOpen(s.world.db, s.account, some)).map(({ _id }) => _id));
  }
  const removal = {
    ...{ knownAt: known, flaggedAt: known, reason: 'threat' as const, axis: null, judgedAt: null },
    ...{ hiddenAt: null, hiddenBy: null, removedAt: null, removedBy: null, keptAt: null },
  };
  await Items(s.world.db).updateMany({ tenantId: 'main', _id: { $in: ids } }, { $set: { removal } });
  const { body } = await s.api.get<RemovalReport>(`/api/deadlines/removals?${PERIOD}`);
  expect(body.reasons.find(({ reason }) => reason === 'threat')).toMatchObject({ known: count, late: count });
  expect(body).toMatchObject({ total: count + 1 });
  expect(body.items).toHaveLength(500);
}, 60_000);

/** The monitoring page's API on a real store: every figure, the list behind it, and its CSV. */

import { beforeAll, describe, expect, test } from '@jest/globals';
import { personByEmail } from '../../../core/accounts/people.store.ts';
import { dueAlarmRows } from '../../../core/alarms/alarms.store.ts';
import { noteLookedThrough } from '../../../core/deadlines/supervision.store.ts';
import { recordNewEvents } from '../../../core/inbox/change-item.store.ts';
import { itemById } from '../../../core/inbox/items.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import type {
  DutyReport,
  MonitoredPage,
  MonitoringReport,
  MonitoringTargets,
  RemovalReport,
  SupervisionReport,
  TrendReport,
} from '../../../core/monitoring/monitoring.contract.ts';
import { createSupervision } from '../../../workers/deadlines/supervision.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';
import { added, envelopeOf } from '../../support/webhook.ts';

const s = suite({ simulator: false });
const HOUR = 3_600_000;
const at = (hours: number): Date => new Date(MONDAY.getTime() + hours * HOUR);
const PERIOD = `from=${at(-1).toISOString()}&to=${at(100).toISOString()}`;
const ids: Record<string, string> = {};

const report = async (more = '') =>
  (await s.api.get<MonitoringReport>(`/api/deadlines/monitoring?${PERIOD}${more}`)).body;
const list = async (more: string) =>
  (await s.api.get<MonitoredPage>(`/api/deadlines/items?${PERIOD}&${more}`)).body;

async function seen(id: string): Promise<void> {
  const key = { tenantId: s.account.tenantId, email: 'eva.alm@exempel.se' };
  const person = await personByEmail(s.world.db, key);
  await transaction(s.world.db, async (session) => {
    const item = await itemById(s.world.db, { tenantId: s.account.tenantId, id }, session);
    if (item === null || person === null) throw new Error('no item');
    await recordNewEvents(s.world.db, item, {
      newEvents: [{ type: 'item.seen', data: {} }],
      actor: { kind: 'person', id: person._id },
      at: s.world.clock.now(),
      session,
    });
  });
}

/** Four on Monday morning: answered after 2 h, answered after 30 h, left, and an insult that is left. */
beforeAll(async () => {
  const texts = { quick: 'Hur då?', late: 'När då?', left: 'Varför då?', insult: 'Din idiot' };
  await s.world.deliver(
    envelopeOf(Object.entries(texts).map(([id, text]) => added({ id: `7_${id}`, text, at: MONDAY }))),
  );
  for (const item of (await s.api.items()).items) ids[item.externalId.slice(2)] = item.id;
  const close = (id: string) =>
    s.api.act(ids[id] ?? '', { type: 'close', reason: 'answered-elsewhere', note: 'Per telefon.' });
  s.world.clock.set(at(2));
  await seen(ids.quick ?? '');
  await close('quick');
  s.world.clock.set(at(30));
  const other = await apiClient(s.world.db, s.world.url, { now: s.world.clock.now() });
  await other.act(ids.late ?? '', { type: 'tag', tag: 'trafik' });
  await close('late');
});

describe('the report', () => {
  test('The report counts what fell due and what was stopped in time, per account and board', async () => {
    const { period, accounts, boards, breachedNow, open } = await report();
    expect(period.attainment).toEqual({
      ...{ fellDue: 4, due: 4, met: 1, answeredLate: 1, unanswered: 2 },
      ...{ closed: 0, removed: 0, endedLate: 0, share: 0.25 },
    });
    expect(accounts).toHaveLength(1);
    expect(accounts[0]).toMatchObject({ accountId: s.account._id, period: { due: 4, met: 1 } });
    expect(accounts[0]?.week).toMatchObject({ due: 4, met: 1, share: 0.25 });
    expect(accounts[0]?.target).toEqual({ hours: 24, clock: 'weekdays', source: null });
    expect(boards).toMatchObject([{ board: 'Kommunstyrelsen', period: { due: 4, met: 1 } }]);
    expect({ breachedNow, open }).toEqual({ breachedNow: 2, open: 2 });
  });

  test('The report measures answers on the clock and on the wall', async () => {
    const { period } = await report();
    expect(period).toMatchObject({
      medianClockMinutes: 120,
      p90ClockMinutes: 1800,
      medianWallMinutes: 120,
      p90WallMinutes: 1800,
    });
  });

  test('The first handler solved one of two', async () => {
    expect((await report()).firstHandler).toEqual({ solved: 2, byFirst: 1, share: 0.5, norm: null });
  });

  test('Arrivals stand on the local weekday and hour', async () => {
    const { arrivals, timeZone } = await report();
    expect(timeZone).toBe('Europe/Stockholm');
    expect(arrivals[0]?.[10]).toBe(4);
    expect(arrivals.flat().reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  test('A board or account that has nothing shows nothing', async () => {
    const { period, open } = await report('&board=Kulturn%C3%A4mnden');
    expect([period.attainment.due, open]).toEqual([0, 0]);
    const nobody = await apiClient(s.world.db, s.world.url, { now: s.world.clock.now(), accountIds: [] });
    const { body } = await nobody.get<MonitoringReport>(`/api/deadlines/monitoring?${PERIOD}`);
    expect([body.accounts, body.period.attainment.due]).toEqual([[], 0]);
  });

  test('A reversed or endless period is refused', async () => {
    const bad = (query: string) => s.api.get(`/api/deadlines/monitoring?${query}`);
    expect((await bad(`from=${at(2).toISOString()}&to=${at(1).toISOString()}`)).status).toBe(422);
    expect((await bad('from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z')).status).toBe(422);
  });
});

describe('the lists behind the figures', () => {
  test('The lists hold as many items as their figures say', async () => {
    const count = async (more: string) => (await list(more)).items.length;
    expect(await count('of=fell-due')).toBe(4);
    expect(await count('of=met')).toBe(1);
    expect(await count('of=answered')).toBe(2);
    expect(await count('of=first-handler')).toBe(1);
    expect(await count('of=arrivals&weekday=0&hour=10')).toBe(4);
    expect(await count('of=arrivals&weekday=0&hour=11')).toBe(0);
    expect(await count('of=open')).toBe(2);
    expect(await count('of=overdue')).toBe(2);
  });

  test('Breaches name their cause, page by page', async () => {
    const first = await list('of=breached&limit=2');
    const second = await list(`of=breached&limit=2&cursor=${first.nextCursor}`);
    const causes = Object.fromEntries([...first.items, ...second.items].map(({ id, cause }) => [id, cause]));
    expect(second.nextCursor).toBeNull();
    expect(causes).toEqual({
      [ids.late ?? '']: 'answered-late',
      [ids.left ?? '']: 'not-seen',
      [ids.insult ?? '']: 'not-seen',
    });
  });

  test('The store sums causes as the rule says them, filters by them, and sorts a list page by page', async () => {
    const { body } = await s.api.get<TrendReport>(`/api/deadlines/trend?${PERIOD}`);
    expect(body.causes).toMatchObject({ 'answered-late': 1, 'not-seen': 2, 'not-answered': 0 });
    expect((await list('of=breached&cause=not-seen')).items).toHaveLength(2);
    for (const sort of ['due', 'published', 'late', 'account', 'board', 'cause'])
      for (const order of ['asc', 'desc']) {
        const query = `of=breached&limit=2&sort=${sort}&order=${order}`;
        const first = await list(query);
        const second = await list(`${query}&cursor=${first.nextCursor}`);
        expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
      }
    expect((await list('of=breached&sort=late&order=asc')).items[0]?.id).toBe(ids.late);
  });

  test('The trend has the months in which something fell due', async () => {
    const { body } = await s.api.get<TrendReport>(`/api/deadlines/trend?${PERIOD}`);
    expect(body.months).toMatchObject([
      { year: 2026, month: 3, whole: false, attainment: { due: 4, met: 1, share: 0.25 } },
    ]);
  });

  test('A comment is a note; its event has the id and no text; the version stands', async () => {
    const id = ids.late ?? '';
    const { version } = await s.api.item(id);
    const path = `/api/deadlines/items/${id}/comment`;
    expect((await s.api.send('POST', path, { text: '=Handläggaren var sjuk' })).status).toBe(201);
    const { items } = await list('of=breached');
    expect(items.find((item) => item.id === id)?.comment?.text).toBe('=Handläggaren var sjuk');
    const { body } = await s.api.get<{ events: { type: string; data: object }[] }>(`/api/items/${id}/events`);
    const event = body.events.find(({ type }) => type === 'deadline.explained');
    expect(Object.keys(event?.data ?? {})).toEqual(['noteId']);
    expect((await s.api.item(id)).version).toBe(version);
    const auditor = await apiClient(s.world.db, s.world.url, {
      now: s.world.clock.now(),
      role: 'auditor',
    });
    expect((await auditor.send('POST', path, { text: 'nej' })).status).toBe(403);
  });
});

describe('removals, supervision and duties', () => {
  test('The removal clock runs from the flag, and stops when a person lets it stand', async () => {
    const read = async () => (await s.api.get<RemovalReport>(`/api/deadlines/removals?${PERIOD}`)).body;
    const [item] = (await read()).items;
    expect(item).toMatchObject({ id: ids.insult, reason: 'insult', axis: null, state: 'breached' });
    expect(item?.knownAt).toBe(MONDAY.toISOString());
    expect((await read()).reasons).toMatchObject([
      { reason: 'insult', judged: false, known: 1, flagged: 1, late: 1, running: 1 },
    ]);
    await s.api.act(ids.insult ?? '', { type: 'correct', category: 'insult', as: 'wrong' });
    expect((await read()).items[0]).toMatchObject({ state: 'kept', outcome: 'kept', judged: false });
  });

  test('An account is looked through when the last item has been on screen, as one worker alone finds', async () => {
    const read = async () =>
      (await s.api.get<SupervisionReport>(`/api/deadlines/supervision?${PERIOD}`)).body;
    const key = { tenantId: s.account.tenantId, accountId: s.account._id, now: s.world.clock.now() };
    expect((await read()).accounts[0]).toMatchObject({ unseen: 2, overdue: true, lastAt: null });
    expect(await noteLookedThrough(s.world.db, key)).toBe(false);
    const policyCache = { clockOf: s.world.deps.clockOf, since: () => 0 };
    const supervise = createSupervision({ ...s.world.deps, policyCache, holder: 'one' });
    const other = createSupervision({ ...s.world.deps, policyCache, holder: 'two' });
    expect(await supervise()).toEqual({ noted: 0, unattended: 1 });
    expect(await other()).toEqual({ noted: 0, unattended: 0 });
    await supervise();
    const rows = await dueAlarmRows(s.world.db, { now: at(500), limit: 100 });
    const told = rows.filter(({ kind }) => kind === 'unseen');
    expect(told.map(({ audience }) => audience).sort()).toEqual([
      'administrators',
      'channel',
      'deputies',
      'head',
      'unit',
    ]);
    expect(told.map(({ raised }) => raised)).toEqual([2, 2, 2, 2, 2]);
    await seen(ids.left ?? '');
    await seen(ids.insult ?? '');
    expect(await noteLookedThrough(s.world.db, key)).toBe(true);
    expect(await noteLookedThrough(s.world.db, key)).toBe(false);
    const { accounts, log } = await read();
    expect(accounts[0]).toMatchObject({ unseen: 0, overdue: false });
    expect(log).toMatchObject([{ accountName: 'Exempels kommun', items: 4, people: 1 }]);
  });

  test('An item that is not registered warns from the next working day', async () => {
    const { body } = await s.api.get<DutyReport>(`/api/deadlines/duties?${PERIOD}`);
    const duties = body.items.filter(({ duty }) => duty === 'registration');
    expect(duties).toHaveLength(4);
    expect(duties[0]).toMatchObject({
      state: 'warned',
      warnAt: '2026-03-02T23:00:00.000Z',
      breachAt: null,
      source: 'OSL 5:1',
    });
  });
});

describe('norms and export', () => {
  test('The municipality sets its own norms', async () => {
    const { body } = await s.api.get<MonitoringTargets>('/api/deadlines/targets');
    expect(body.firstHandlerNorm).toBeNull();
    const unit = await apiClient(s.world.db, s.world.url, {
      now: s.world.clock.now(),
      role: 'communications-unit',
    });
    const request = { ...body, firstHandlerNorm: 0.8 };
    expect((await s.api.send('POST', '/api/deadlines/targets', request)).status).toBe(403);
    expect((await unit.send('POST', '/api/deadlines/targets', request)).status).toBe(200);
    expect((await report()).firstHandler.norm).toBe(0.8);
  });

  test('The CSV has a byte order mark, semicolons in Swedish, and runs no formula', async () => {
    const csv = async (query: string) => {
      const answer = await fetch(`${s.world.url}/api/deadlines/export?${PERIOD}&${query}`, {
        headers: { authorization: `Bearer ${s.api.token}` },
      });
      return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const { answer, bytes } = await csv('table=breaches');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(answer.headers.get('content-disposition')).toContain('svarstider-forseningar-2026-03-02');
    const breached = bytes.toString();
    expect(breached).toContain(";Besvarat för sent;'=Handläggaren var sjuk;");
    expect(breached).toContain(`/inbox/all/${ids.late}\r\n`);
    expect(breached).toContain(';2026-03-02 10:00;2026-03-03 10:00;');
    const accounts = (await csv('table=accounts')).bytes.toString();
    expect(accounts).toContain('Exempels kommun;Facebook;4;4;1;1;2;0;0;25;25;25;24;på arbetsdagar;–\r\n');
    for (const table of ['boards', 'arrivals', 'supervision', 'removals', 'duties'])
      expect((await csv(`table=${table}&lang=en`)).answer.status).toBe(200);
  });

  test('The PDF is the report as PDF/A-1a, in the caller’s scope, in two versions', async () => {
    const pdf = async (token: string, query = '') => {
      const answer = await fetch(`${s.world.url}/api/deadlines/export?${PERIOD}&format=pdf${query}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return { answer, file: Buffer.from(await answer.arrayBuffer()) };
    };
    const { answer, file } = await pdf(s.api.token);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="svarstider-intern-rapport-2026-03-02-2026-03-06.pdf"',
    );
    expect(file.subarray(0, 8).toString()).toBe('%PDF-1.4');
    const plain = file.toString('latin1');
    expect(plain).toContain('<pdfaid:part>1</pdfaid:part>');
    expect(plain).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(plain).toContain('/Lang (sv-SE)');
    expect((await pdf(s.api.token)).file.equals(file)).toBe(true);
    expect((await pdf(s.api.token, '&version=public')).answer.status).toBe(200);
    const nobody = await apiClient(s.world.db, s.world.url, { now: s.world.clock.now(), accountIds: [] });
    expect((await pdf(nobody.token)).file.length).toBeLessThan(file.length);
    expect((await pdf(s.api.token, '&lang=fi')).answer.status).toBe(422);
  });
});

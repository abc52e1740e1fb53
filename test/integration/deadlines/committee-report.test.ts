/** The report to the committee on a real store: what was done, who gets it when, and the mail. */
import { describe, expect, test } from '@jest/globals';
import type { ReportComment, ReportScheduleList } from '../../../core/monitoring/reports.contract.ts';
import type { Mail } from '../../../workers/alarms/deps.ts';
import { createReportRound } from '../../../workers/reports/report-round.ts';
import { apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });
const HOUR = 3_600_000;
const at = (hours: number): Date => new Date(MONDAY.getTime() + hours * HOUR);
const PERIOD = `from=${at(-1).toISOString()}&to=${at(100).toISOString()}`;

describe('the report to the committee', () => {
  test('What was done about a period is written by the unit, and stands for that period alone', async () => {
    const [from, to] = [at(-1).toISOString(), at(100).toISOString()];
    const unit = await apiClient(s.world.db, s.world.url, {
      now: s.world.clock.now(),
      role: 'communications-unit',
    });
    const body = { from, to, text: 'Två läser på lördagar.' };
    const path = '/api/deadlines/report-comment';
    expect((await s.api.send('POST', path, body)).status).toBe(403);
    expect((await unit.send('POST', path, body)).status).toBe(200);
    const read = async (query: string) => (await s.api.get<ReportComment>(`${path}?${query}`)).body.text;
    expect(await read(PERIOD)).toBe('Två läser på lördagar.');
    expect(await read(`from=${from}&to=${at(101).toISOString()}`)).toBe('');
    const nobody = await apiClient(s.world.db, s.world.url, { now: s.world.clock.now(), accountIds: [] });
    expect((await nobody.get<ReportComment>(`${path}?${PERIOD}`)).body.text).toBe('');
  });

  test('A scheduled report is planned once, whoever plans, and mailed as the public PDF with nothing personal in it', async () => {
    s.world.clock.set(at(30));
    const unit = await apiClient(s.world.db, s.world.url, {
      now: s.world.clock.now(),
      role: 'communications-unit',
    });
    const asked = { every: 'month', day: 3, hour: 8, recipients: ['Namnd@exempel.se'], language: 'sv' };
    const added = await unit.send<ReportScheduleList>('POST', '/api/deadlines/report-schedules', asked);
    expect(added.status).toBe(201);
    expect(added.body.schedules).toMatchObject([
      { recipients: ['namnd@exempel.se'], nextAt: '2026-04-03T06:00:00.000Z', last: null },
    ]);
    s.world.clock.set(new Date('2026-04-03T06:30:00Z'));
    const sent: Mail[] = [];
    const mail = { state: 'later' as 'later' | 'sent' };
    const deps = {
      ...s.world.deps,
      documents: { draw: async () => new Uint8Array([37]) },
      policyCache: { clockOf: s.world.deps.clockOf },
      publicUrl: 'https://uppsikt.exempel.se',
      mailFrom: null,
      sendMail: async (one: Mail) => {
        sent.push(one);
        return mail.state === 'sent'
          ? { state: 'sent' as const }
          : { state: 'later' as const, cause: 'ECONN' };
      },
    };
    const round = createReportRound(deps);
    await Promise.all([round(), createReportRound(deps)()]);
    expect(sent).toHaveLength(1);
    mail.state = 'sent';
    s.world.clock.set(new Date('2026-04-03T07:00:00Z'));
    await round();
    await round();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.messageId).toBe(sent[0]?.messageId);
    expect(sent[1]).toMatchObject({
      to: 'namnd@exempel.se',
      subject: 'Svarstider i sociala medier, mars 2026',
    });
    expect(sent[1]?.attachments?.[0]?.filename).toBe(
      'svarstider-offentlig-rapport-2026-03-01-2026-03-31.pdf',
    );
    expect(sent[1]?.text).not.toMatch(/Eva|idiot|Varför|[\w.]+@/u);
    const { body } = await unit.get<ReportScheduleList>('/api/deadlines/report-schedules');
    expect(body.schedules).toMatchObject([{ nextAt: '2026-05-03T06:00:00.000Z', last: { state: 'done' } }]);
    const gone = `/api/deadlines/report-schedules/${body.schedules[0]?.id}`;
    expect((await unit.send<ReportScheduleList>('DELETE', gone)).body.schedules).toEqual([]);
  });

  test('After downtime the newest month alone is sent, and drawn once for all who get it', async () => {
    s.world.clock.set(new Date('2026-06-01T10:00:00Z'));
    const unit = await apiClient(s.world.db, s.world.url, {
      now: s.world.clock.now(),
      role: 'communications-unit',
    });
    const recipients = ['a@exempel.se', 'b@exempel.se', 'c@exempel.se'];
    const asked = { every: 'month', day: 3, hour: 8, recipients, language: 'sv' };
    await unit.send('POST', '/api/deadlines/report-schedules', asked);
    s.world.clock.set(new Date('2026-09-15T10:00:00Z'));
    const sent: Mail[] = [];
    let drawn = 0;
    const round = createReportRound({
      ...s.world.deps,
      documents: {
        draw: async () => {
          drawn += 1;
          return new Uint8Array([37]);
        },
      },
      policyCache: { clockOf: s.world.deps.clockOf },
      publicUrl: 'https://uppsikt.exempel.se',
      mailFrom: null,
      sendMail: async (one: Mail) => {
        sent.push(one);
        return { state: 'sent' as const };
      },
    });
    await round();
    expect(sent.map(({ to }) => to).sort()).toEqual(recipients);
    expect(new Set(sent.map(({ subject }) => subject))).toEqual(
      new Set(['Svarstider i sociala medier, augusti 2026']),
    );
    expect(drawn).toBe(1);
    const again = await apiClient(s.world.db, s.world.url, {
      now: s.world.clock.now(),
      role: 'communications-unit',
    });
    const { body } = await again.get<ReportScheduleList>('/api/deadlines/report-schedules');
    expect(body.schedules.map(({ nextAt }) => nextAt)).toContain('2026-10-03T06:00:00.000Z');
  });
});

/** The scheduled report on its way: a real SMTP server, the worker's mailer, and the very document. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReportScheduleList } from '../../../core/monitoring/reports.contract.ts';
import { deadlinesPdf } from '../../../documents/deadlines/deadlines-pdf.ts';
import type { DeadlinesOnPaper } from '../../../documents/deadlines/sheet.ts';
import { createMailer, type Mailer } from '../../../workers/alarms/mail.ts';
import { createReportRound } from '../../../workers/reports/report-round.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { MONDAY } from '../../support/clock.ts';
import { type LetterBox, letterBox, partsOf } from '../../support/letters.ts';
import { pdfPages } from '../../support/pdf-text.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });
const SCHEDULES = '/api/deadlines/report-schedules';
let box: LetterBox;
let mailer: Mailer;
let unit: ApiClient;

beforeAll(async () => {
  box = await letterBox();
  mailer = createMailer(box.url);
});
afterAll(async () => {
  mailer.close();
  await box.close();
});
afterEach(async () => {
  box.letters.length = 0;
  box.refuse = null;
  const { body } = await unit.get<ReportScheduleList>(SCHEDULES);
  for (const { id } of body.schedules) await unit.send('DELETE', `${SCHEDULES}/${id}`);
});

const round = () =>
  createReportRound({
    ...s.world.deps,
    documents: {
      draw: async (_name, given) => {
        const { paper, language } = given as { paper: DeadlinesOnPaper; language: 'sv' | 'nb' | 'en' };
        return deadlinesPdf(paper, language);
      },
    },
    policyCache: { clockOf: s.world.deps.clockOf },
    publicUrl: 'https://uppsikt.exempel.se',
    mailFrom: null,
    sendMail: (mail) => mailer.send(mail),
  })();

async function schedule(recipients: readonly string[], language: 'sv' | 'nb', at: Date): Promise<void> {
  s.world.clock.set(at);
  unit = await apiClient(s.world.db, s.world.url, { now: at, role: 'communications-unit' });
  const asked = { every: 'month', day: 3, hour: 8, recipients, language };
  expect((await unit.send('POST', SCHEDULES, asked)).status).toBe(201);
}
const states = async () =>
  (await unit.get<ReportScheduleList>(SCHEDULES)).body.schedules.map(({ last }) => last?.state ?? null);

describe('the scheduled report by mail', () => {
  test('The report reaches each recipient alone, in its language, as the whole public document', async () => {
    await schedule(['namnd@exempel.se', 'utvalg@eksempel.no'], 'nb', MONDAY);
    s.world.clock.set(new Date('2026-03-03T07:00:00Z'));
    await round();
    expect(box.letters.map(({ to }) => to).sort()).toEqual([['namnd@exempel.se'], ['utvalg@eksempel.no']]);
    const [letter] = box.letters;
    if (letter === undefined) throw new Error('no letter came');
    expect(letter.raw).toContain('Auto-Submitted: auto-generated');
    expect(letter.raw).toMatch(/filename=svarfrister-offentlig-rapport-2026-02-01-2026-02-28\.pdf/u);
    expect(letter.raw).not.toContain(
      box.letters.flatMap(({ to }) => to).find((to) => to !== letter.to[0]) ?? '',
    );
    const parts = partsOf(letter);
    expect(parts.get('text/plain')?.toString()).toContain(
      'https://uppsikt.exempel.se/deadlines?from=2026-02-01&to=2026-02-28',
    );
    const text = (await pdfPages(parts.get('application/pdf') ?? Buffer.alloc(0))).join(' ');
    expect(text).toContain('Svarfrister i sosiale medier, februar 2026');
    expect(text).toContain('Offentlig versjon');
    expect(await states()).toEqual(['done']);
  });

  test('A server that is busy delays the report, which comes once, under the id that it had', async () => {
    await schedule(['namnd@exempel.se'], 'sv', new Date('2026-05-01T08:00:00Z'));
    box.refuse = { code: 451 };
    s.world.clock.set(new Date('2026-05-03T06:00:00Z'));
    await round();
    expect(await states()).toEqual(['pending']);
    box.refuse = null;
    s.world.clock.set(new Date('2026-05-03T08:00:00Z'));
    await round();
    await round();
    expect(box.letters).toHaveLength(1);
    expect(box.letters[0]?.raw).toMatch(/Message-ID: <[\w-]+@uppsikt\.exempel\.se>/u);
    expect(await states()).toEqual(['done']);
  });

  test('An address that does not exist ends its own report and nobody else’s', async () => {
    await schedule(['borta@exempel.se', 'namnd@exempel.se'], 'sv', new Date('2026-06-01T08:00:00Z'));
    box.refuse = { code: 550, recipient: 'borta@exempel.se' };
    s.world.clock.set(new Date('2026-06-03T06:00:00Z'));
    await round();
    await round();
    expect(box.letters.map(({ to }) => to)).toEqual([['namnd@exempel.se']]);
    const { body } = await unit.get<ReportScheduleList>(SCHEDULES);
    expect(body.schedules).toMatchObject([{ last: { state: 'failed', failed: ['borta@exempel.se'] } }]);
  });
});

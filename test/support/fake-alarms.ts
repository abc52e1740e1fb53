/** The alarm routes over memory. */
import type { Express } from 'express';
import type { AlarmList, AlarmShape } from '../../core/alarms/alarms.contract.ts';

export interface FakeAlarms {
  alarms: AlarmShape[];
  mutedUntil: AlarmList['mutedUntil'];
  restUntil: AlarmList['restUntil'];
  failing: boolean;
  /** How often the list was asked for. */
  asked: number;
}

const HOUR = 3_600_000;

export function fakeAlarms(now: number): FakeAlarms {
  const alarm = (id: string, hoursAgo: number, more: Partial<AlarmShape>): AlarmShape => ({
    id,
    accountId: 'a-fb',
    accountName: 'Norrkommun',
    kind: 'breach',
    overdue: 0,
    soon: 0,
    unseen: 0,
    blocked: 0,
    evidence: 0,
    late: 0,
    at: new Date(now - hoursAgo * HOUR).toISOString(),
    readAt: null,
    link: '/inbox/breached?accountId=a-fb',
    items: [],
    ...more,
  });
  return {
    alarms: [
      alarm('al-1', 0.4, { overdue: 2, soon: 3, late: 1 }),
      alarm('al-2', 3, {
        kind: 'warning',
        soon: 1,
        accountId: 'a-ig',
        accountName: '@norrkommun',
        link: '/inbox/due-soon?accountId=a-ig',
      }),
      alarm('al-3', 27, {
        kind: 'unseen',
        unseen: 4,
        readAt: new Date(now - 26 * HOUR).toISOString(),
        link: '/inbox/all?accountId=a-fb',
      }),
    ],
    mutedUntil: null,
    restUntil: null,
    failing: false,
    asked: 0,
  };
}

export function mountAlarms(app: Express, fake: FakeAlarms): void {
  app.get('/api/alarms', (_request, response) => {
    fake.asked += 1;
    if (fake.failing)
      return void response
        .status(503)
        .json({ error: { code: 'unavailable', message: 'x', requestId: 'req-7F3A' } });
    const unread = fake.alarms.filter(({ readAt }) => readAt === null).length;
    return void response.json({
      alarms: fake.alarms,
      unread,
      mutedUntil: fake.mutedUntil,
      restUntil: fake.restUntil,
    });
  });
  app.post('/api/alarms/:id/read', (request, response) => {
    fake.alarms = fake.alarms.map((alarm) =>
      alarm.id === request.params.id ? { ...alarm, readAt: new Date().toISOString() } : alarm,
    );
    response.json({});
  });
  app.post('/api/alarms/mute', (request, response) => {
    fake.mutedUntil = request.body.until;
    response.json({});
  });
}

/** The monitoring page's routes with invented figures, for looking at the page and driving it in Chromium. */
import type { Express } from 'express';
import { DEFAULT_TARGETS } from '../../core/moderation/removal-targets.ts';
import type {
  DutyReport,
  MonitoredItem,
  MonitoringReport,
  MonitoringTargets,
  SupervisionReport,
} from '../../core/monitoring/monitoring.contract.ts';
import { attained, weekGrid } from '../../core/monitoring/statistics.ts';
import { fakeRemovals } from './fake-removals.ts';
import { mountReports } from './fake-reports.ts';

const HOUR = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const LONG = 'Kultur-, fritids- och samhällsbyggnadsnämnden i Norrkommun med omnejd';

export interface FakeDeadlines {
  mode: 'ok' | 'empty' | 'failing';
  /** Accounts beside the two that there always are. */
  more: number;
  /** Query strings of the report, oldest first. */
  readonly asked: string[];
  readonly comments: { id: string; text: string }[];
}

/** Of what is owed an answer and not answered in time, half is answered late; a tenth more needs none. */
const share = (due: number, met: number) => {
  const late = Math.floor((due - met) / 2);
  return attained([
    { stopReason: 'answered', inTime: true, count: met },
    { stopReason: 'answered', inTime: false, count: late },
    { stopReason: null, inTime: false, count: due - met - late },
    { stopReason: 'closed', inTime: true, count: Math.round(due / 10) },
    { stopReason: 'removed', inTime: true, count: Math.round(due / 20) },
  ]);
};
const rows = (due: number, met: number) => ({
  period: share(due, met),
  week: share(Math.round(due / 4), Math.round(met / 4)),
  month: share(Math.round(due / 2), Math.round(met / 2)),
});

function report(now: number, empty: boolean): MonitoringReport {
  const or = (count: number): number => (empty ? 0 : count);
  const full = (minutes: number): number | null => (empty ? null : minutes);
  const busy = (weekday: number, hour: number): number =>
    hour > 6 && hour < 23 ? Math.round((8 - weekday) * Math.abs(Math.sin(hour * weekday)) * 2) : 0;
  const cells = Array.from({ length: 168 }, (_, index) => {
    const [weekday, hour] = [Math.floor(index / 24) + 1, index % 24];
    return { weekday, hour, count: empty ? 0 : busy(weekday, hour) };
  });
  const times = {
    medianClockMinutes: full(190),
    p90ClockMinutes: full(1620),
    medianWallMinutes: full(245),
    p90WallMinutes: full(4100),
  };
  const attainment = share(or(142), or(121));
  return {
    from: iso(now - 30 * 24 * HOUR),
    to: iso(now),
    timeZone: 'Europe/Stockholm',
    includesNow: true,
    targets: [
      { hours: 24, clock: 'weekdays', source: 'Riktlinjer för sociala medier, KS 2026/17', accounts: 1 },
      { hours: 8, clock: 'hours', source: null, accounts: 1 },
    ],
    open: or(23),
    waiting: or(2),
    leftOut: empty ? { open: 0, breached: 0 } : { open: 4, breached: 1 },
    dueWithin4h: or(4),
    breachedNow: or(3),
    openBefore: or(19),
    breachedBefore: or(5),
    period: { attainment, ...times },
    previous: empty
      ? null
      : {
          ...times,
          attainment: share(130, 101),
          p90ClockMinutes: 1700,
          from: iso(now - 60 * 24 * HOUR),
          to: iso(now - 30 * 24 * HOUR),
        },
    firstHandler: empty
      ? { solved: 0, byFirst: 0, share: null, norm: null }
      : { solved: 96, byFirst: 71, share: 71 / 96, norm: 0.8 },
    accounts: [
      {
        accountId: 'a-fb',
        name: 'Norrkommun',
        platform: 'facebook',
        target: { hours: 24, clock: 'weekdays', source: 'Riktlinjer för sociala medier, KS 2026/17' },
        ...rows(or(110), or(98)),
      },
      {
        accountId: 'a-ig',
        name: '@norrkommun',
        platform: 'instagram',
        target: { hours: 8, clock: 'hours', source: null },
        ...rows(or(32), or(23)),
      },
    ],
    boards: [
      { board: 'Kommunstyrelsen', ...rows(or(110), or(98)) },
      { board: LONG, ...rows(or(32), or(23)) },
      { board: 'Tekniska nämnden', ...rows(0, 0) },
    ],
    arrivals: weekGrid(cells),
  };
}

const CAUSES = ['not-seen', 'answered-late', 'action-failed', 'late-arrival', 'not-answered'] as const;

function monitored(now: number, api: FakeDeadlines): MonitoredItem[] {
  return CAUSES.map((cause, index) => {
    const id = `i${index + 1}`;
    const written = api.comments.findLast((comment) => comment.id === id)?.text;
    const text =
      written ?? (index === 1 ? 'Den som har sidan var sjuk och ersättaren fick inget larm.' : null);
    return {
      id,
      platform: index % 2 === 0 ? 'facebook' : 'instagram',
      accountId: index % 2 === 0 ? 'a-fb' : 'a-ig',
      accountName: index % 2 === 0 ? 'Norrkommun' : '@norrkommun',
      board: index === 3 ? LONG : 'Kommunstyrelsen',
      publishedAt: iso(now - (60 + index * 20) * HOUR),
      dueAt: iso(now - (20 + index * 20) * HOUR),
      stoppedAt: cause === 'answered-late' ? iso(now - 30 * HOUR) : null,
      state: cause === 'answered-late' ? 'answered' : 'running',
      cause,
      comment: text === null ? null : { text, by: 'Eva Jonsson', at: iso(now - 2 * HOUR) },
    };
  });
}

function supervision(now: number): SupervisionReport {
  return {
    accounts: [
      {
        accountId: 'a-fb',
        accountName: 'Norrkommun',
        unseen: 7,
        unseenSince: iso(now - 50 * HOUR),
        overdue: true,
        lastAt: iso(now - 54 * HOUR),
      },
      {
        accountId: 'a-ig',
        accountName: '@norrkommun',
        unseen: 0,
        unseenSince: null,
        overdue: false,
        lastAt: iso(now - HOUR),
      },
    ],
    log: Array.from({ length: 5 }, (_, index) => ({
      id: `s${index}`,
      accountId: 'a-ig',
      accountName: '@norrkommun',
      at: iso(now - (1 + index * 9) * HOUR),
      items: 4 + index * 7,
      people: index === 2 ? 0 : 1 + (index % 2),
    })),
  };
}

function duties(now: number): DutyReport {
  const base = { accountId: 'a-fb', accountName: 'Norrkommun', board: 'Kommunstyrelsen' };
  return {
    total: 2,
    items: [
      {
        ...base,
        id: 'i5',
        duty: 'documents',
        receivedAt: iso(now - 70 * HOUR),
        warnAt: iso(now - 20 * HOUR),
        breachAt: null,
        state: 'warned',
        source: 'TF 2:15, 2:16',
      },
      {
        ...base,
        id: 'i6',
        duty: 'interim-answer',
        receivedAt: iso(now - 800 * HOUR),
        warnAt: iso(now - 60 * HOUR),
        breachAt: iso(now - 60 * HOUR),
        state: 'breached',
        source: 'forvaltningsloven (1967) § 11 a',
      },
    ],
  };
}

const further = (count: number): MonitoringReport['accounts'] =>
  Array.from({ length: count }, (_, at) => ({
    accountId: `more${at}`,
    name: `Förskolan ${at + 1} i ${at % 9 === 0 ? 'Norrkommuns västra tätort med omnejd' : 'Norrkommun'}`,
    platform: at % 2 === 0 ? 'facebook' : 'instagram',
    target: { hours: 24, clock: 'weekdays', source: null },
    ...rows(40, 20 + (at % 21)),
  }));

export function mountDeadlines(app: Express, api: FakeDeadlines): void {
  let targets: MonitoringTargets = { ...DEFAULT_TARGETS, attainmentNorm: 0.9, firstHandlerNorm: 0.8 };
  const empty = () => api.mode === 'empty';
  app.use('/api/deadlines', (_request, response, next) => {
    if (api.mode !== 'failing') return next();
    return void response
      .status(503)
      .json({ error: { code: 'unavailable', message: 'unavailable', requestId: 'req-1' } });
  });
  app.get('/api/deadlines/monitoring', (request, response) => {
    api.asked.push(request.url);
    const read = report(Date.now(), empty());
    response.json({ ...read, accounts: [...read.accounts, ...further(api.more)] });
  });
  mountReports(app, empty);
  app.get('/api/deadlines/items', (request, response) => {
    const { cause, order } = request.query;
    const items = monitored(Date.now(), api).filter((item) => cause === undefined || item.cause === cause);
    if (order === 'asc') items.reverse();
    response.json({ items: empty() ? [] : items, nextCursor: null });
  });
  app.post('/api/deadlines/items/:id/comment', (request, response) => {
    api.comments.push({ id: String(request.params.id), text: request.body.text });
    response.status(201).json(monitored(Date.now(), api).find(({ id }) => id === request.params.id));
  });
  app.get('/api/deadlines/removals', (_request, response) => {
    response.json(empty() ? { reasons: [], total: 0, items: [] } : fakeRemovals(Date.now()));
  });
  app.get('/api/deadlines/supervision', (_request, response) => {
    response.json(empty() ? { accounts: [], log: [] } : supervision(Date.now()));
  });
  app.get('/api/deadlines/duties', (_request, response) => {
    response.json(empty() ? { total: 0, items: [] } : duties(Date.now()));
  });
  app.get('/api/deadlines/targets', (_request, response) => void response.json(targets));
  app.post('/api/deadlines/targets', (request, response) => {
    targets = request.body as MonitoringTargets;
    response.json(targets);
  });
}

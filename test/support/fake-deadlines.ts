/** The monitoring page's routes with invented figures, for looking at the page and driving it in Chromium. */
import type { Express } from 'express';
import { DEFAULT_TARGETS } from '../../core/moderation/removal-targets.ts';
import type {
  DutyReport,
  MonitoredItem,
  MonitoringReport,
  MonitoringTargets,
  RemovalReport,
  SupervisionReport,
} from '../../core/monitoring/monitoring.contract.ts';
import { attained, weekGrid } from '../../core/monitoring/statistics.ts';

const HOUR = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const LONG = 'Kultur-, fritids- och samhällsbyggnadsnämnden i Norrkommun med omnejd';

export interface FakeDeadlines {
  mode: 'ok' | 'empty' | 'failing';
  /** Query strings of the report, oldest first. */
  readonly asked: string[];
  readonly comments: { id: string; text: string }[];
}

const rows = (due: number, met: number) => ({
  period: attained(due, met),
  week: attained(Math.round(due / 4), Math.round(met / 4)),
  month: attained(Math.round(due / 2), Math.round(met / 2)),
});

function report(now: number, empty: boolean): MonitoringReport {
  const busy = (weekday: number, hour: number): number =>
    hour > 6 && hour < 23 ? Math.round((8 - weekday) * Math.abs(Math.sin(hour * weekday)) * 2) : 0;
  const cells = Array.from({ length: 168 }, (_, index) => {
    const [weekday, hour] = [Math.floor(index / 24) + 1, index % 24];
    return { weekday, hour, count: empty ? 0 : busy(weekday, hour) };
  });
  const times = {
    medianClockMinutes: empty ? null : 190,
    p90ClockMinutes: empty ? null : 1620,
    medianWallMinutes: empty ? null : 245,
    p90WallMinutes: empty ? null : 4100,
  };
  const attainment = empty ? attained(0, 0) : attained(142, 121);
  return {
    from: iso(now - 30 * 24 * HOUR),
    to: iso(now),
    timeZone: 'Europe/Stockholm',
    open: empty ? 0 : 23,
    dueWithin4h: empty ? 0 : 4,
    breachedNow: empty ? 0 : 3,
    openBefore: empty ? 0 : 19,
    breachedBefore: empty ? 0 : 5,
    period: { attainment, ...times },
    previous: { ...times, attainment: empty ? attained(0, 0) : attained(130, 101), p90ClockMinutes: 1700 },
    firstHandler: empty
      ? { solved: 0, byFirst: 0, share: null, norm: null }
      : { solved: 96, byFirst: 71, share: 71 / 96, norm: 0.8 },
    accounts: [
      {
        accountId: 'a-fb',
        name: 'Norrkommun',
        platform: 'facebook',
        ...rows(empty ? 0 : 110, empty ? 0 : 98),
      },
      {
        accountId: 'a-ig',
        name: '@norrkommun',
        platform: 'instagram',
        ...rows(empty ? 0 : 32, empty ? 0 : 23),
      },
    ],
    boards: [
      { board: 'Kommunstyrelsen', ...rows(empty ? 0 : 110, empty ? 0 : 98) },
      { board: LONG, ...rows(empty ? 0 : 32, empty ? 0 : 23) },
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

function removals(now: number): RemovalReport {
  const base = { accountId: 'a-fb', accountName: 'Norrkommun', board: 'Kommunstyrelsen', axis: null };
  const times = (hours: number) => ({
    knownAt: iso(now - hours * HOUR),
    dueAt: iso(now - (hours - 4) * HOUR),
  });
  return {
    reasons: [
      { reason: 'threat', targetHours: 4, known: 3, removed: 2, late: 1, running: 1, medianMinutes: 95 },
      { reason: 'insult', targetHours: 24, known: 9, removed: 6, late: 0, running: 0, medianMinutes: 410 },
    ],
    items: [
      {
        ...base,
        ...times(6),
        id: 'i2',
        reason: 'threat',
        hiddenAt: iso(now),
        endedAt: null,
        state: 'breached',
      },
      { ...base, ...times(1), id: 'i3', reason: 'hate', hiddenAt: null, endedAt: null, state: 'running' },
      {
        ...base,
        ...times(40),
        id: 'i4',
        reason: 'insult',
        axis: 'houseRule',
        hiddenAt: iso(now - 39 * HOUR),
        endedAt: iso(now - 39 * HOUR),
        state: 'removed',
      },
    ],
  };
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
      people: index === 2 ? [] : ['Eva Jonsson', 'Mats Kallio'].slice(0, 1 + (index % 2)),
    })),
  };
}

function duties(now: number): DutyReport {
  const base = { accountId: 'a-fb', accountName: 'Norrkommun', board: 'Kommunstyrelsen' };
  return {
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
    response.json(report(Date.now(), empty()));
  });
  app.get('/api/deadlines/items', (_request, response) => {
    response.json({ items: empty() ? [] : monitored(Date.now(), api), nextCursor: null });
  });
  app.post('/api/deadlines/items/:id/comment', (request, response) => {
    api.comments.push({ id: String(request.params.id), text: request.body.text });
    response.status(201).json(monitored(Date.now(), api).find(({ id }) => id === request.params.id));
  });
  app.get('/api/deadlines/removals', (_request, response) => {
    response.json(empty() ? { reasons: [], items: [] } : removals(Date.now()));
  });
  app.get('/api/deadlines/supervision', (_request, response) => {
    response.json(empty() ? { accounts: [], log: [] } : supervision(Date.now()));
  });
  app.get('/api/deadlines/duties', (_request, response) => {
    response.json(empty() ? { items: [] } : duties(Date.now()));
  });
  app.get('/api/deadlines/targets', (_request, response) => void response.json(targets));
  app.post('/api/deadlines/targets', (request, response) => {
    targets = request.body as MonitoringTargets;
    response.json(targets);
  });
}

/** The monitoring page's trend, and the report's comment and schedules, with invented figures. */
import type { Express } from 'express';
import type { TrendReport } from '../../core/monitoring/monitoring.contract.ts';
import type { ReportComment, ReportScheduleList } from '../../core/monitoring/reports.contract.ts';
import { attained } from '../../core/monitoring/statistics.ts';

const NO_CAUSES = {
  'late-arrival': 0,
  'action-failed': 0,
  'not-seen': 0,
  'answered-late': 0,
  'ended-late': 0,
  'not-answered': 0,
};

const month = (index: number, of: { due: number; met: number }): TrendReport['months'][number] => ({
  year: 2025 + Math.floor((index + 4) / 12),
  month: ((index + 4) % 12) + 1,
  from: new Date(Date.UTC(2025, index + 4, 1)).toISOString(),
  to: new Date(Date.UTC(2025, index + 5, 1)).toISOString(),
  whole: index > 0 && index < 11,
  attainment: attained([
    { stopReason: 'answered', inTime: true, count: of.met },
    { stopReason: null, inTime: false, count: of.due - of.met },
  ]),
});

export function mountReports(app: Express, isEmpty: () => boolean): void {
  let comment: ReportComment = { text: '', by: null, at: null };
  let schedules: ReportScheduleList['schedules'] = [];
  app.get('/api/deadlines/trend', (_request, response) => {
    const months = Array.from({ length: 12 }, (_, at) => month(at, { due: 60 + 7 * at, met: 40 + 8 * at }));
    const causes = { ...NO_CAUSES, 'not-seen': 9, 'answered-late': 5, 'action-failed': 1, 'not-answered': 6 };
    response.json(isEmpty() ? { months: [], causes: NO_CAUSES } : { months, causes });
  });
  app.get('/api/deadlines/report-comment', (_request, response) => void response.json(comment));
  app.post('/api/deadlines/report-comment', (request, response) => {
    comment = { text: request.body.text, by: 'Eva Jonsson', at: new Date().toISOString() };
    response.json(comment);
  });
  const list = (): ReportScheduleList => ({ schedules, canMail: false });
  app.get('/api/deadlines/report-schedules', (_request, response) => void response.json(list()));
  app.post('/api/deadlines/report-schedules', (request, response) => {
    const nextAt = new Date(Date.now() + 86_400_000).toISOString();
    schedules = [...schedules, { ...request.body, id: `s${schedules.length}`, nextAt, last: null }];
    response.status(201).json(list());
  });
  app.delete('/api/deadlines/report-schedules/:id', (request, response) => {
    schedules = schedules.filter(({ id }) => id !== request.params.id);
    response.json(list());
  });
}

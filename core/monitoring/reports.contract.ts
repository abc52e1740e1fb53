/** The report to the committee: what was done about its figures, and who gets it when. */
import { z } from 'zod';
import { instant } from '../contract/common.contract.ts';
import { remark } from '../contract/free-text.contract.ts';
import type { Route } from '../contract/route.contract.ts';
import { SummaryQuery } from '../deadlines/deadlines.contract.ts';
import { REPORT_CYCLES } from './report-schedules.ts';

/** Of exactly this period, and what it is limited to. */
const ReportCommentQuery = SummaryQuery.required({ from: true, to: true });

/** Empty: there is none. */
const text = remark(4000);
export const ReportComment = z
  .object({ text: z.string(), by: z.string().nullable(), at: instant.nullable() })
  .meta({ id: 'ReportComment' });
export type ReportComment = z.infer<typeof ReportComment>;

const MAX_RECIPIENTS = 20;
const LAST_DAY = 28;

export const NewReportSchedule = z.object({
  every: z.enum(REPORT_CYCLES),
  /** Of the month; of January for the yearly one. */
  day: z.int().min(1).max(LAST_DAY),
  /** Local. */
  hour: z.int().min(0).max(23),
  recipients: z.array(z.email().max(254)).min(1).max(MAX_RECIPIENTS),
  language: z.enum(['sv', 'nb', 'en']),
});
export type NewReportSchedule = z.infer<typeof NewReportSchedule>;

const ReportScheduleShape = NewReportSchedule.extend({
  id: z.string(),
  nextAt: instant,
  /** What the newest came to, of all recipients together; `failed` names whom it could not be sent to. Null: none was planned. */
  last: z
    .object({
      state: z.enum(['pending', 'done', 'failed']),
      at: instant,
      failed: z.array(z.string()),
    })
    .nullable(),
}).meta({ id: 'ReportSchedule' });

export const ReportScheduleList = z.object({
  schedules: z.array(ReportScheduleShape),
  /** False: SMTP_URL is not set, and the mails wait. */
  canMail: z.boolean(),
});
export type ReportScheduleList = z.infer<typeof ReportScheduleList>;

export const REPORT_ROUTES = {
  readReportComment: {
    method: 'get',
    path: '/api/deadlines/report-comment',
    permission: 'deadlines:read',
    summary: 'What was done about the figures of a period, as it stands in the report',
    query: ReportCommentQuery,
    output: ReportComment,
    status: 200,
  },
  setReportComment: {
    method: 'post',
    path: '/api/deadlines/report-comment',
    permission: 'accounts:write',
    summary: 'Write what was done about the figures of a period; empty takes it away',
    body: ReportCommentQuery.extend({ text }),
    output: ReportComment,
    status: 200,
  },
  listReportSchedules: {
    method: 'get',
    path: '/api/deadlines/report-schedules',
    permission: 'accounts:write',
    summary: 'Who gets the public report by mail, and when',
    output: ReportScheduleList,
    status: 200,
  },
  addReportSchedule: {
    method: 'post',
    path: '/api/deadlines/report-schedules',
    permission: 'accounts:write',
    summary: 'Send the public report of the month or year before; needs access to every account',
    body: NewReportSchedule,
    output: ReportScheduleList,
    status: 201,
  },
  removeReportSchedule: {
    method: 'delete',
    path: '/api/deadlines/report-schedules/:id',
    permission: 'accounts:write',
    summary: 'Send it no more',
    output: ReportScheduleList,
    status: 200,
  },
} as const satisfies Record<string, Route>;

/** The report to the committee: what was done about its figures, and who gets it when. */
import { namesOf } from '../../../core/accounts/people.store.ts';
import { seesAll } from '../../../core/kernel/authorise.ts';
import { notFound } from '../../../core/kernel/errors.ts';
import { readsComment } from '../../../core/monitoring/committee-report.store.ts';
import { timeZoneOf } from '../../../core/monitoring/monitoring-reports.store.ts';
import {
  type ReportKey,
  reportCommentOf,
  setReportComment,
} from '../../../core/monitoring/report-comments.store.ts';
import {
  addReportSchedule,
  lastReportOf,
  removeReportSchedule,
  reportSchedulesOf,
} from '../../../core/monitoring/report-schedules.store.ts';
import type { ReportComment, ReportScheduleList } from '../../../core/monitoring/reports.contract.ts';
import type { ServerDeps } from '../../deps.ts';
import type { Handlers } from '../../mount.ts';
import { assertMaySet } from '../deadlines/deadlines.ts';

async function presentComment(deps: ServerDeps, key: ReportKey): Promise<ReportComment> {
  const comment = await reportCommentOf(deps.db, key);
  if (comment === null) return { text: '', by: null, at: null };
  const { by, text, at } = comment;
  const names = await namesOf(deps.db, { tenantId: key.tenantId, ids: [by.id] });
  return { text, by: names.get(by.id) ?? by.id, at: at.toISOString() };
}

async function presentSchedules(deps: ServerDeps, tenantId: string): Promise<ReportScheduleList> {
  const stored = await reportSchedulesOf(deps.db, tenantId);
  const schedules = stored.map(async ({ _id, every, day, hour, recipients, language, nextAt }) => {
    const last = await lastReportOf(deps.db, { tenantId, scheduleId: _id });
    return {
      id: _id,
      every,
      day,
      hour,
      recipients: [...recipients],
      language,
      nextAt: nextAt.toISOString(),
      last: last && { state: last.state, at: last.at.toISOString(), failed: [...last.failed] },
    };
  });
  return { schedules: await Promise.all(schedules), canMail: deps.settings.hasMailServer };
}

type ReportRoutes =
  | 'readReportComment'
  | 'setReportComment'
  | 'listReportSchedules'
  | 'addReportSchedule'
  | 'removeReportSchedule';

export function reportHandlers(deps: ServerDeps): Pick<Handlers, ReportRoutes> {
  const keyOf = (
    tenantId: string,
    {
      from,
      to,
      accountId,
      board,
    }: { from: string; to: string; accountId?: string | undefined; board?: string | undefined },
  ): ReportKey => ({ tenantId, from: new Date(from), to: new Date(to), accountId, board });
  return {
    readReportComment: ({ principal: { scope }, query }) =>
      readsComment(scope, query.accountId)
        ? presentComment(deps, keyOf(scope.tenantId, query))
        : Promise.resolve({ text: '', by: null, at: null }),
    async setReportComment({ principal, body }) {
      const { tenantId } = principal.scope;
      await assertMaySet(deps, principal.scope, body.accountId ?? null);
      const key = keyOf(tenantId, body);
      await setReportComment(deps.db, key, { text: body.text, by: principal.actor, now: deps.now() });
      return presentComment(deps, key);
    },
    async listReportSchedules({ principal: { scope } }) {
      await assertMaySet(deps, scope, null);
      return presentSchedules(deps, scope.tenantId);
    },
    async addReportSchedule({ principal: { scope, actor }, body }) {
      await assertMaySet(deps, scope, null);
      const { tenantId } = scope;
      const recipients = [...new Set(body.recipients.map((address) => address.toLowerCase()))];
      const timeZone = await timeZoneOf(deps, tenantId);
      await addReportSchedule(deps.db, {
        ...body,
        recipients,
        tenantId,
        by: actor,
        at: deps.now(),
        timeZone,
      });
      return presentSchedules(deps, tenantId);
    },
    async removeReportSchedule({ principal: { scope }, id }) {
      if (!seesAll(scope)) throw notFound('report schedule');
      if (!(await removeReportSchedule(deps.db, { tenantId: scope.tenantId, id })))
        throw notFound('report schedule');
      return presentSchedules(deps, scope.tenantId);
    },
  };
}

/**
 * Scheduled reports: what is due is planned, and what is planned is drawn and mailed. The public version: nothing in it
 * is about a person. A mail server that fails delays a report; one that was perhaps sent goes again under the same id.
 */
import { accountsIn } from '../../core/accounts/accounts.store.ts';
import { tenantById } from '../../core/accounts/tenants.store.ts';
import { isoDate } from '../../core/deadlines/civil.ts';
import { localDay } from '../../core/deadlines/periods.ts';
import { type Backoff, backoffMs } from '../../core/kernel/backoff.ts';
import { isStoreFault } from '../../core/kernel/db.ts';
import { claimNextRow, settleRow } from '../../core/kernel/job-rows.ts';
import type { Scope } from '../../core/kernel/roles.ts';
import { committeeReport } from '../../core/monitoring/committee-report.store.ts';
import { timeZoneOf } from '../../core/monitoring/monitoring-reports.store.ts';
import {
  planReports,
  REPORT_MAIL_ROWS,
  type ReportMail,
} from '../../core/monitoring/report-schedules.store.ts';
import { reportFileName, reportName } from '../../documents/deadlines/report-name.ts';
import { reportWords } from '../../documents/deadlines/report-words.ts';
import type { Documents } from '../../documents/document-process.ts';
import type { NotifyDeps, Sent } from '../alarms/deps.ts';

interface ReportRoundDeps
  extends Pick<NotifyDeps, 'db' | 'log' | 'now' | 'sendMail' | 'publicUrl' | 'mailFrom'> {
  readonly documents: Pick<Documents, 'draw'>;
  readonly policyCache: Pick<NotifyDeps['policyCache'], 'clockOf'>;
}

const BACKOFF: Backoff = { firstMs: 60_000, maxMs: 60 * 60_000 };
/** With these waits some two days. */
const TRIES = 50;
/** Whoever sets the installation up ends these; until then reports wait. */
const WAITED_FOR: ReadonlySet<string> = new Set(['no-mail-server', 'no-sender']);

type Alike = Pick<ReportMail, 'tenantId' | 'from' | 'to' | 'language'>;

async function compose(deps: ReportRoundDeps, { tenantId, from, to, language }: Alike) {
  const scope: Scope = { tenantId, accountIds: 'all', role: 'communications-unit' };
  const reportDeps = { db: deps.db, clockOf: deps.policyCache.clockOf };
  const query = { from, to, now: deps.now() };
  const paper = await committeeReport(reportDeps, { scope, query }, 'public');
  const content = await deps.documents.draw('deadlines', { paper, language });
  const words = reportWords(language, paper.monitoring.timeZone);
  const { timeZone } = paper.monitoring;
  const day = (at: number): string => isoDate(localDay(at, timeZone));
  const days = { from: day(from.getTime()), to: day(to.getTime() - 1) };
  return {
    subject: `${words.text('title')}, ${reportName(words, from.toISOString(), to.toISOString())}`,
    text: words.text('mail', {
      municipality: paper.municipality,
      link: `${deps.publicUrl}/deadlines?from=${days.from}&to=${days.to}`,
    }),
    attachments: [
      {
        filename: reportFileName({ of: 'public', from, to }, { language, timeZone }, 'pdf'),
        contentType: 'application/pdf',
        content,
      },
    ],
  };
}

type Composed = Awaited<ReturnType<typeof compose>>;

/** Those of one period and language are alike, whoever gets them: drawn once in a round. */
function composer(deps: ReportRoundDeps): (alike: Alike) => Promise<Composed> {
  let last: { readonly key: string; readonly composed: Composed } | null = null;
  return async ({ tenantId, from, to, language }) => {
    const key = JSON.stringify([tenantId, from, to, language]);
    if (last?.key !== key) last = { key, composed: await compose(deps, { tenantId, from, to, language }) };
    return last.composed;
  };
}

/** The sender: who is set up for it, else the unit of the first account. */
async function senderOf(deps: ReportRoundDeps, tenantId: string): Promise<string | null> {
  if (deps.mailFrom !== null) return deps.mailFrom;
  const [account] = await accountsIn(deps.db, { tenantId, accountIds: 'all', role: 'communications-unit' });
  return account?.unit ?? null;
}

interface Round extends ReportRoundDeps {
  readonly composed: (alike: Alike) => Promise<Composed>;
}

async function send(deps: Round, mail: ReportMail): Promise<Sent> {
  const { sendMail } = deps;
  if (sendMail === null) return { state: 'later', cause: 'no-mail-server' };
  if ((await tenantById(deps.db, mail.tenantId)) === null) return { state: 'refused', cause: 'no-tenant' };
  const from = await senderOf(deps, mail.tenantId);
  if (from === null) return { state: 'later', cause: 'no-sender' };
  const messageId = `<${mail._id}@${new URL(deps.publicUrl).hostname}>`;
  return sendMail({ to: mail.recipient, from, messageId, ...(await deps.composed(mail)) });
}

async function afterSending(deps: Round, mail: ReportMail): Promise<Partial<ReportMail>> {
  let sent: Sent;
  try {
    sent = await send(deps, mail);
  } catch (error) {
    if (isStoreFault(error)) throw error;
    deps.log.error({ err: error, reportMailId: mail._id }, 'a report could not be made');
    sent = { state: 'later', cause: 'fault' };
  }
  const now = deps.now();
  if (sent.state === 'sent') return { state: 'done', sentAt: now, cause: null };
  deps.log.warn({ reportMailId: mail._id, cause: sent.cause }, 'a report was not sent yet');
  const isLast = mail.attempts >= TRIES && !WAITED_FOR.has(sent.cause);
  if (sent.state === 'refused' || isLast) return { state: 'failed', cause: sent.cause };
  return { notBefore: new Date(now.getTime() + backoffMs(BACKOFF, mail.attempts)), cause: sent.cause };
}

export function createReportRound(deps: ReportRoundDeps): () => Promise<void> {
  return async () => {
    await planReports(deps.db, {
      now: deps.now(),
      zoneOf: (tenantId) => timeZoneOf(deps, tenantId),
      onFault: (error, scheduleId) =>
        deps.log.error({ err: error, scheduleId }, 'a report could not be planned'),
    });
    const round = { ...deps, composed: composer(deps) };
    for (
      let mail = await claimNextRow(deps.db, REPORT_MAIL_ROWS, deps.now());
      mail;
      mail = await claimNextRow(deps.db, REPORT_MAIL_ROWS, deps.now())
    )
      await settleRow(deps.db, REPORT_MAIL_ROWS, { claimed: mail, set: await afterSending(round, mail) });
  };
}

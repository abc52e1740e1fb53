/** Who gets the report, and when. What is due becomes one row of mail for each recipient, once. */
import { randomUUID } from 'node:crypto';
import { collection, type Db, isStoreFault, overAllTenants, transaction } from '../kernel/db.ts';
import { derivedId } from '../kernel/ids.ts';
import { type JobKind, type JobRow, requestRows } from '../kernel/job-rows.ts';
import type { Actor } from '../kernel/roles.ts';
import { lastReportAt, nextReportAt, type ReportTimes, reportedPeriod } from './report-schedules.ts';

export interface ReportSchedule extends ReportTimes {
  readonly _id: string;
  readonly tenantId: string;
  /** Addresses: a committee's secretary has no sign-in. */
  readonly recipients: readonly string[];
  readonly language: 'sv' | 'nb' | 'en';
  readonly nextAt: Date;
  readonly by: Actor;
  readonly at: Date;
}

export const ReportSchedules = collection<ReportSchedule>(
  'reportSchedules',
  {
    every: String,
    day: Number,
    hour: Number,
    recipients: [String],
    language: String,
    nextAt: Date,
    by: Object,
    at: Date,
  },
  [{ keys: { nextAt: 1 } }, { keys: { tenantId: 1, at: 1 } }],
);

/** A schedule shows when its last mail left, and a year's is due once a year. */
const KEPT_SECONDS = 400 * 24 * 3600;

/** One report to one recipient. Its figures are read when it is sent, of a period that is over. */
export interface ReportMail extends JobRow {
  readonly scheduleId: string;
  readonly recipient: string;
  readonly language: ReportSchedule['language'];
  readonly from: Date;
  readonly to: Date;
  readonly state: 'pending' | 'done' | 'failed';
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  /** A code, never an address or the server's words. */
  readonly cause: string | null;
}

export const ReportMails = collection<ReportMail>(
  'reportMails',
  {
    scheduleId: String,
    recipient: String,
    language: String,
    from: Date,
    to: Date,
    state: String,
    createdAt: Date,
    sentAt: Date,
    cause: String,
    notBefore: Date,
    attempts: Number,
    lease: Object,
  },
  [
    { keys: { notBefore: 1 }, partial: { state: 'pending' } },
    { keys: { tenantId: 1, scheduleId: 1, createdAt: -1 } },
    { keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
);

export const REPORT_MAIL_ROWS: JobKind<ReportMail> = {
  rows: ReportMails,
  open: ['pending'],
  leaseMs: 120_000,
};

export function reportSchedulesOf(db: Db, tenantId: string): Promise<ReportSchedule[]> {
  return ReportSchedules(db).find({ tenantId }).sort({ at: 1, _id: 1 }).lean<ReportSchedule[]>();
}

export async function addReportSchedule(
  db: Db,
  schedule: Omit<ReportSchedule, '_id' | 'nextAt'> & { readonly timeZone: string },
): Promise<void> {
  const { timeZone, ...stored } = schedule;
  const nextAt = new Date(nextReportAt(stored, stored.at.getTime(), timeZone));
  await ReportSchedules(db).create({ ...stored, _id: randomUUID(), nextAt });
}

/** What was already planned is sent all the same: it was due. */
export async function removeReportSchedule(db: Db, key: { tenantId: string; id: string }): Promise<boolean> {
  const { deletedCount } = await ReportSchedules(db).deleteOne({ tenantId: key.tenantId, _id: key.id });
  return deletedCount > 0;
}

/** What the newest report of a schedule came to, of all its recipients together: one who got none is not forgotten. */
export interface LastReport {
  readonly state: ReportMail['state'];
  readonly at: Date;
  /** Whom it could not be sent to. */
  readonly failed: readonly string[];
}

export async function lastReportOf(
  db: Db,
  { tenantId, scheduleId }: { tenantId: string; scheduleId: string },
): Promise<LastReport | null> {
  const newest = await ReportMails(db)
    .findOne({ tenantId, scheduleId })
    .sort({ createdAt: -1 })
    .lean<ReportMail>();
  if (newest === null) return null;
  const { createdAt } = newest;
  const mails = await ReportMails(db).find({ tenantId, scheduleId, createdAt }).lean<ReportMail[]>();
  const [failed, waiting] = (['failed', 'pending'] as const).map((state) =>
    mails.filter((mail) => mail.state === state),
  );
  return {
    state: failed?.length ? 'failed' : waiting?.length ? 'pending' : 'done',
    at: new Date(Math.max(...mails.map((mail) => (mail.sentAt ?? mail.createdAt).getTime()))),
    failed: (failed ?? []).map(({ recipient }) => recipient).sort(),
  };
}

/**
 * Plans what is due. A schedule moves on in the transaction that writes its mails, and a mail's id comes from the
 * schedule, the period and the recipient: planned by two workers, or again after a crash, each mail is one.
 */
export async function planReports(
  db: Db,
  plan: {
    now: Date;
    zoneOf: (tenantId: string) => Promise<string>;
    /** One schedule that cannot be followed holds up no other. */
    onFault: (error: unknown, scheduleId: string) => void;
  },
): Promise<number> {
  const { now } = plan;
  const due = await ReportSchedules(db)
    .find({ nextAt: { $lte: now } }, null, overAllTenants('reports are due for the whole installation'))
    .limit(100)
    .lean<ReportSchedule[]>();
  for (const schedule of due)
    try {
      await planOne(db, schedule, plan);
    } catch (error) {
      if (isStoreFault(error)) throw error;
      plan.onFault(error, schedule._id);
    }
  return due.length;
}

async function planOne(
  db: Db,
  schedule: ReportSchedule,
  { now, zoneOf }: { now: Date; zoneOf: (tenantId: string) => Promise<string> },
): Promise<void> {
  const { _id, tenantId, nextAt, every, recipients, language } = schedule;
  const timeZone = await zoneOf(tenantId);
  // After downtime several have passed: the newest alone is told of.
  const dueAt = Math.max(nextAt.getTime(), lastReportAt(schedule, now.getTime(), timeZone));
  const period = reportedPeriod(every, dueAt, timeZone);
  await transaction(db, async (session) => {
    const { modifiedCount } = await ReportSchedules(db).updateOne(
      { tenantId, _id, nextAt },
      { $set: { nextAt: new Date(nextReportAt(schedule, now.getTime(), timeZone)) } },
      { session },
    );
    if (modifiedCount === 0) return;
    const rows = recipients.map((recipient) => ({
      _id: derivedId(tenantId, 'report-mail', _id, String(period.from), recipient),
      tenantId,
      scheduleId: _id,
      recipient,
      language,
      from: new Date(period.from),
      to: new Date(period.to),
      state: 'pending' as const,
      createdAt: now,
      sentAt: null,
      cause: null,
    }));
    await requestRows(db, REPORT_MAIL_ROWS, { rows, session, now });
  });
}

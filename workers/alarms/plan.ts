/**
 * From alarms that are due to messages: who is meant, joined to one message per recipient and window. One transaction,
 * no other effect: run twice, or killed anywhere, it plans each alarm once.
 */
import type { Account } from '../../core/accounts/account.ts';
import {
  type AlarmCounts,
  alarmCounts,
  blockedOf,
  stillOverdue,
} from '../../core/alarms/alarm-counts.store.ts';
import {
  isMuted,
  isToldInTheMorning,
  isUrgent,
  morningOf,
  peopleOf,
  windowEnd,
} from '../../core/alarms/alarm-plan.ts';
import { alarmPreferencesOf } from '../../core/alarms/alarm-preferences.store.ts';
import { type AlarmRow, dueAlarmRows, finishAlarmRows } from '../../core/alarms/alarms.store.ts';
import { addInApp, type NewInAppAlarm } from '../../core/alarms/in-app-alarms.store.ts';
import { addNotices, type NewNotice } from '../../core/alarms/notices.store.ts';
import { DAY_MS } from '../../core/deadlines/civil.ts';
import { unseenOf } from '../../core/deadlines/supervision.store.ts';
import { missingEvidence } from '../../core/evidence/missing-evidence.store.ts';
import { transaction } from '../../core/kernel/db.ts';
import { takeLease } from '../../core/kernel/leases.ts';
import { createDirectory, type Directory } from '../account-directory.ts';
import { alarmRules } from './alarm-rules.ts';
import type { NotifyDeps } from './deps.ts';

const PLAN_LEASE = 'alarm-plan';
const LEASE_MS = 30_000;
const BATCH_SIZE = 200;

interface AlarmToTell {
  readonly row: AlarmRow;
  readonly account: Account;
  readonly counts: AlarmCounts;
}

/** A breach that has been answered meanwhile is told to nobody further up; others only while there is something to see to. */
async function worthTelling(deps: NotifyDeps, row: AlarmRow, now: Date): Promise<AlarmCounts | null> {
  const { tenantId, accountId } = row;
  const counts = await alarmCounts(deps.db, { tenantId, accountId, now });
  if (row.kind === 'unseen') {
    const { count } = await unseenOf(deps.db, { tenantId, accountId });
    return count > 0 ? { ...counts, unseen: count } : null;
  }
  if (row.kind === 'blocked') {
    const blocked = await blockedOf(deps.db, { tenantId, accountId });
    return blocked > 0 ? { ...counts, blocked } : null;
  }
  if (row.kind === 'evidence') {
    const evidence = await missingEvidence(deps.db, { tenantId, accountId });
    return evidence > 0 ? { ...counts, evidence } : null;
  }
  if (row.kind === 'warning') return counts.soon + counts.overdue > 0 ? counts : null;
  return (await stillOverdue(deps.db, { tenantId, accountId, until: row.until })) ? counts : null;
}

async function alarmsToTell(
  deps: NotifyDeps,
  directory: Directory,
  { rows, now }: { rows: readonly AlarmRow[]; now: Date },
): Promise<AlarmToTell[]> {
  const toTell: AlarmToTell[] = [];
  for (const row of rows) {
    const account = directory.account(row.accountId);
    const counts = account && (await worthTelling(deps, row, now));
    if (account && counts) toTell.push({ row, account, counts });
  }
  return toTell;
}

function newInAppAlarms(toTell: readonly AlarmToTell[], now: Date): NewInAppAlarm[] {
  return toTell.flatMap(({ row, account, counts }) =>
    peopleOf(account, row.audience).map((recipient) => ({
      tenantId: row.tenantId,
      accountId: row.accountId,
      recipient,
      kind: row.kind,
      overdue: counts.overdue,
      soon: counts.soon,
      ...(counts.unseen === undefined ? {} : { unseen: counts.unseen }),
      ...(counts.blocked === undefined ? {} : { blocked: counts.blocked }),
      ...(counts.evidence === undefined ? {} : { evidence: counts.evidence }),
      late: row.late,
      itemIds: row.itemIds ?? [],
      window: row.window,
      at: now,
    })),
  );
}

/** Told at once already, whatever else they are. */
const mayAct = ({ administrators, deputies }: Account, recipient: string): boolean =>
  administrators.includes(recipient) || deputies.includes(recipient);

/** What was planned before the end of its window, since work ends with it; what is urgent gathers until then. */
const leaves = ({ kind }: AlarmRow, now: Date) => (isUrgent(kind) ? {} : { leavesAt: now });

interface PlannedNotice extends NewNotice {
  /** One a day, when work begins. */
  readonly morning?: boolean;
}

async function mailNotices(
  deps: NotifyDeps,
  directory: Directory,
  { toTell, now }: { toTell: readonly AlarmToTell[]; now: Date },
): Promise<PlannedNotice[]> {
  if (deps.sendMail === null) return [];
  const requests: PlannedNotice[] = [];
  for (const { row, account } of toTell) {
    const { tenantId, accountId, kind, window } = row;
    const people = peopleOf(account, row.audience);
    const chosen = await alarmPreferencesOf(deps.db, { tenantId, recipients: people });
    const waits = isToldInTheMorning(row.audience) && !isUrgent(kind);
    const { policy } = deps.policyCache.clockOf(account);
    const { settings } = alarmRules(deps, directory, account);
    for (const recipient of people) {
      if (isMuted(chosen.get(recipient)?.mutedUntil ?? null, now)) continue;
      const morning = waits && !mayAct(account, recipient);
      const at = morning ? new Date(morningOf(now.getTime(), { policy, settings })) : window;
      const to = { tenantId, channel: 'mail', recipient, accountIds: [accountId] } as const;
      requests.push({ ...to, kind, window: at, morning, ...(morning ? {} : leaves(row, now)) });
    }
  }
  return requests;
}

function webhookNotices(
  directory: Directory,
  { toTell, now }: { toTell: readonly AlarmToTell[]; now: Date },
): NewNotice[] {
  return toTell.flatMap(({ row, account }) => {
    const { webhookIn } = directory.rulesOf(account);
    if (row.audience !== 'channel' || webhookIn === null) return [];
    const { tenantId, accountId, kind, window } = row;
    return [
      {
        ...{ tenantId, channel: 'webhook' as const, recipient: webhookIn, accountIds: [accountId] },
        ...{ kind, window, ...leaves(row, now) },
      },
    ];
  });
}

/** Plans what is due. Returns how many rows it took; call again while that is not 0. */
export function createPlanner(deps: NotifyDeps): () => Promise<number> {
  const directoryOf = createDirectory(deps.db, deps.now);
  return async () => {
    const now = deps.now();
    // Two planners at once would tell twice.
    if (!(await takeLease(deps.db, { name: PLAN_LEASE, holder: deps.holder, now, forMs: LEASE_MS })))
      return 0;
    const rows = await dueAlarmRows(deps.db, { now, limit: BATCH_SIZE });
    if (rows.length === 0) return 0;
    const directory = await directoryOf();
    const toTell = await alarmsToTell(deps, directory, { rows, now });
    const notices = [
      ...(await mailNotices(deps, directory, { toTell, now })),
      ...webhookNotices(directory, { toTell, now }),
    ];
    const later = (request: PlannedNotice): Date => {
      const account = directory.account(request.accountIds[0] ?? '');
      if (account === undefined) return new Date(windowEnd(now.getTime() + 1, 15));
      const { settings } = alarmRules(deps, directory, account);
      const { policy } = deps.policyCache.clockOf(account);
      // Today's has left: past noon of the clock there is only the next one.
      if (request.morning) return new Date(morningOf(now.getTime() + DAY_MS / 2, { policy, settings }));
      return new Date(windowEnd(now.getTime() + 1, settings.digestMinutes));
    };
    await transaction(deps.db, async (session) => {
      await addInApp(deps.db, newInAppAlarms(toTell, now), session);
      await addNotices(deps.db, notices, { now, later, session });
      await finishAlarmRows(deps.db, rows, session);
    });
    return rows.length;
  };
}

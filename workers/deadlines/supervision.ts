/**
 * The supervision of every account: an entry where one became looked through without anybody opening an item (the last
 * unseen one was closed, answered on the platform or removed there), and an alarm where nobody has looked for one working
 * day. Twice is once: both ids derive from what they are about.
 */
import type { Account } from '../../core/accounts/account.ts';
import { stepsFor, windowEnd } from '../../core/alarms/alarm-plan.ts';
import { addAlarmOnce } from '../../core/alarms/alarms.store.ts';
import { noteLookedThrough, unseenOf } from '../../core/deadlines/supervision.store.ts';
import { supervisionDue } from '../../core/deadlines/supervision.ts';
import { isStoreFault } from '../../core/kernel/db.ts';
import { takeLease } from '../../core/kernel/leases.ts';
import { createDirectory, type Directory } from '../account-directory.ts';
import { alarmRules } from '../alarms/alarm-rules.ts';
import type { DeadlineDeps } from './deps.ts';

type Deps = Pick<DeadlineDeps, 'db' | 'log' | 'now' | 'policyCache' | 'holder'>;

export const SUPERVISION_LEASE = 'supervision';
/** Two rounds: a worker that is gone is followed within a minute. */
const LEASE_MS = 60_000;

/** The levels are those of a breach; a later one is dropped when somebody has looked by then. */
async function alarm(deps: Deps, directory: Directory, account: Account): Promise<boolean> {
  const { tenantId, _id: accountId } = account;
  const { count, since } = await unseenOf(deps.db, { tenantId, accountId });
  if (since === null) return false;
  const clock = deps.policyCache.clockOf(account);
  const due = supervisionDue(since.getTime(), clock);
  if (deps.now().getTime() <= due) return false;
  const { settings, office } = alarmRules(deps, directory, account);
  for (const { audience, notBefore } of stepsFor({ kind: 'breach', level: 1 }, due, { settings, office })) {
    const window = new Date(windowEnd(notBefore, settings.digestMinutes));
    const about = { tenantId, accountId, kind: 'unseen' as const, audience, until: new Date(due) };
    await addAlarmOnce(deps.db, { ...about, window, notBefore: window, raised: count, late: 0 });
  }
  return true;
}

/**
 * Looks at every account, in one worker of the installation at a time. Returns how many entries were written and how
 * many accounts nobody looks at.
 */
export function createSupervision(deps: Deps): () => Promise<{ noted: number; unattended: number }> {
  const directoryOf = createDirectory(deps.db, deps.now);
  return async () => {
    const told = { noted: 0, unattended: 0 };
    const lease = { name: SUPERVISION_LEASE, holder: deps.holder, now: deps.now(), forMs: LEASE_MS };
    if (!(await takeLease(deps.db, lease))) return told;
    const directory = await directoryOf();
    for (const account of directory.accounts) {
      const key = { tenantId: account.tenantId, accountId: account._id, now: deps.now() };
      try {
        if (await noteLookedThrough(deps.db, key)) told.noted++;
        else if (await alarm(deps, directory, account)) told.unattended++;
      } catch (error) {
        if (isStoreFault(error)) throw error;
        deps.log.error({ err: error, accountId: account._id }, 'an account could not be supervised');
      }
    }
    return told;
  };
}

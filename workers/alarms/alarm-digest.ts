/** From raised alarms to rows that are to be told: added up per account, audience and window. */
import type { Account } from '../../core/accounts/account.ts';
import { isWorking, stepsFor, windowEnd } from '../../core/alarms/alarm-plan.ts';
import type { NewAlarm } from '../../core/alarms/alarms.store.ts';
import type { Raised } from '../../core/alarms/alarms-due.ts';
import { MINUTE_MS } from '../../core/deadlines/civil.ts';
import type { Directory } from '../account-directory.ts';
import { type AlarmRulesDeps, alarmRules } from './alarm-rules.ts';

export interface RaisedOn {
  readonly account: Account;
  readonly alarm: Raised;
  readonly itemId: string;
}

/** Leaves this long before working time ends, so that the day's last window is still sent that day. */
const BEFORE_CLOSING_MS = 2 * MINUTE_MS;

/** Alarms of one account. */
function noticesOf(
  deps: AlarmRulesDeps,
  directory: Directory,
  { alarms, now }: { alarms: readonly RaisedOn[]; now: Date },
) {
  const account = alarms[0]?.account;
  if (account === undefined) return [];
  const { settings, office } = alarmRules(deps, directory, account);
  const requests = new Map<string, NewAlarm>();
  // Alarms of one level and kind, raised now, set the same steps going.
  for (const group of Map.groupBy(alarms, ({ alarm }) => alarm.level).values()) {
    const [{ alarm } = alarms[0] as RaisedOn] = group;
    const late = group.filter((raised) => raised.alarm.late).length;
    const until = Math.max(...group.map((raised) => raised.alarm.at));
    for (const step of stepsFor(alarm, now.getTime(), { settings, office })) {
      const end = windowEnd(step.notBefore, settings.digestMinutes);
      const leaves = isWorking(end, office) ? end : Math.max(step.notBefore, end - BEFORE_CLOSING_MS);
      const key = `${step.kind} ${step.audience} ${end}`;
      const before = requests.get(key);
      requests.set(key, {
        tenantId: account.tenantId,
        accountId: account._id,
        kind: step.kind,
        audience: step.audience,
        window: new Date(end),
        notBefore: new Date(leaves),
        raised: (before?.raised ?? 0) + group.length,
        late: (before?.late ?? 0) + late,
        until: new Date(Math.max(until, before?.until.getTime() ?? 0)),
        itemIds: [...new Set([...(before?.itemIds ?? []), ...group.map(({ itemId }) => itemId)])],
      });
    }
  }
  return [...requests.values()];
}

export function newAlarms(
  deps: AlarmRulesDeps,
  directory: Directory,
  { raised, now }: { raised: readonly RaisedOn[]; now: Date },
): NewAlarm[] {
  const byAccount = Map.groupBy(raised, ({ account }) => account._id);
  return [...byAccount.values()].flatMap((alarms) => noticesOf(deps, directory, { alarms, now }));
}

/** Evidence that is not there: administrators and the unit are told, once per account and so many minutes. */
import { windowEnd } from './alarm-plan.ts';

const ALARM_MINUTES = 15;

/** Count, account and link, as every alarm carries (rule 8). */
export function evidenceAlarms({ tenantId, accountId }: { tenantId: string; accountId: string }, now: Date) {
  const window = new Date(windowEnd(now.getTime(), ALARM_MINUTES));
  return (['administrators', 'unit'] as const).map((audience) => ({
    tenantId,
    accountId,
    kind: 'evidence' as const,
    audience,
    window,
    notBefore: now,
    raised: 1,
    late: 0,
    until: now,
  }));
}

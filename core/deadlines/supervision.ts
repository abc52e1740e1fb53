/** When somebody should have looked through an account. Pure. */
import { DAY_MS } from './civil.ts';
import { addWorking, clockFor, type WorkingClock } from './clock.ts';

/** One working day of 24 hours after `since` (epoch ms), on the days off of the account's own policy. */
export function supervisionDue(since: number, { policy }: WorkingClock): number {
  const version = `supervision ${policy.version}`;
  return addWorking(since, DAY_MS, clockFor({ ...policy, version, clock: 'weekdays' }));
}

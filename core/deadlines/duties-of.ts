/** Which duty clocks run for an item. Pure; the rules themselves stand in core/deadlines/duties.ts. */

import type { Item } from '../inbox/item.ts';
import type { WorkingClock } from './clock.ts';
import { type Duty, type DutyClock, dutyClock } from './duties.ts';

type Subject = Pick<Item, 'publishedAt' | 'intent' | 'registration' | 'recordsOutcome' | 'status'>;

/** § 11 a of the act of 1967 speaks of cases that end in a decision; a case is what comes nearest. */
const CASES: ReadonlySet<string> = new Set(['case', 'existing']);

function owed(item: Subject): Duty[] {
  const open = item.status !== 'closed';
  return [
    ...(open && item.intent.flags.includes('documentsRequest') ? (['documents'] as const) : []),
    ...(item.recordsOutcome === null && item.registration.class !== 'minor'
      ? (['registration'] as const)
      : []),
    ...(open && CASES.has(item.registration.class) ? (['interim-answer'] as const) : []),
  ];
}

/** Counted from publication: then it had reached the authority (TF 2:9, records.md 1.4). */
export function dutiesOf(item: Subject, clock: WorkingClock): { duty: Duty; clock: DutyClock }[] {
  return owed(item).flatMap((duty) => {
    const dutyTiming = dutyClock(duty, item.publishedAt.getTime(), clock);
    return dutyTiming === null ? [] : [{ duty, clock: dutyTiming }];
  });
}

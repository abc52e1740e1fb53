import type { Deadline } from '../../deadlines/state.ts';
import type { AlarmFacts, ModerationEvent } from '../event.ts';
import type { Item } from '../item.ts';

function alarmed(deadline: Deadline, { level, nextAlarmAt }: AlarmFacts): Deadline {
  return { ...deadline, alarmsRaised: [...deadline.alarmsRaised, level], nextAlarmAt };
}

/** The answer's clock. Its own events carry the whole clock after them; an alarm only what it adds. */
export function reduceDeadline(
  item: Pick<Item, 'deadline'>,
  event: ModerationEvent,
): Partial<Pick<Item, 'deadline'>> {
  switch (event.type) {
    case 'deadline.started':
    case 'deadline.stopped':
    case 'deadline.resumed':
    case 'deadline.paused':
    case 'deadline.recomputed':
    case 'deadline.counted':
      return { deadline: event.data.deadline };
    case 'deadline.warned':
    case 'deadline.breached':
      return { deadline: alarmed(item.deadline, event.data) };
    default:
      return {};
  }
}

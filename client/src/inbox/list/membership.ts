/** Which view an item belongs to: the same rules as the server's, for live updates. */

import { localDay } from '../../../../core/deadlines/periods.ts';
import { localMidnight } from '../../../../core/deadlines/zone.ts';
import type { ItemShape, View } from '../../../../core/inbox/items.contract.ts';
import { isWithin } from '../../../../core/inbox/list-days.ts';
import { SOON_MS } from '../../shared/deadline-words.ts';
import { TIME_ZONE } from '../../shared/format.ts';
import type { OtherFilters } from '../../shared/inbox-path.ts';
import { standingVerdicts } from '../../shared/veil.ts';
import { isAbusive, isPossiblyAbusive } from '../verdicts.ts';

/** Midnight in the office's zone: what is due on it is due today. */
const endOfDay = (now: number): number => localMidnight(localDay(now, TIME_ZONE) + 1, TIME_ZONE);

export interface Viewer {
  readonly personId: string;
  readonly now: number;
  /** The items that the person has written about and not sent. */
  readonly drafted?: ReadonlySet<string>;
}

/** Whether it is within what the address limits the list to: the same rules as the server's. */
export function passes({ platform, category, ...days }: OtherFilters, item: ItemShape): boolean {
  return (
    (platform === undefined || item.platform === platform) &&
    (category === undefined || standingVerdicts(item).some((verdict) => verdict.category === category)) &&
    isWithin(days, Date.parse(item.publishedAt))
  );
}

export function belongs(view: View, item: ItemShape, { personId, now, drafted }: Viewer): boolean {
  const open = item.status === 'open';
  const due = item.deadline.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(item.deadline.dueAt);
  const running = item.deadline.state === 'running';
  switch (view) {
    case 'all':
      return open;
    case 'mine':
      return (open || item.status === 'waiting') && item.assignee === personId;
    case 'drafts':
      return drafted?.has(item.id) ?? false;
    case 'unassigned':
      return open && item.assignee === null;
    case 'due-soon':
      return open && running && due >= now && due <= now + SOON_MS;
    case 'due-today':
      return open && running && due >= now && due <= endOfDay(now);
    case 'breached':
      return running && due < now;
    case 'abusive':
      return item.status !== 'closed' && isAbusive(item);
    case 'possible':
      return item.status !== 'closed' && isPossiblyAbusive(item);
    case 'registration':
      return item.recordsOutcome === null && item.registration.class !== 'minor';
    default:
      return item.status === view;
  }
}

/**
 * Whether a row that is in the list has been dealt with: it stays where it is, greyed, until the list is tidied.
 * Time alone deals with nothing: what slides from "due soon" to overdue is not done.
 */
export function isSettled(view: View, item: ItemShape, viewer: Viewer): boolean {
  if (belongs(view, item, viewer)) return false;
  const timeOnly =
    (view === 'due-soon' || view === 'due-today' || view === 'breached') && item.deadline.state === 'running';
  return !(timeOnly && item.status === 'open');
}

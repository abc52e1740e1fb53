/** What the figures of a history must be, computed from what was planned to happen and from nothing in the store. */
import type { History, Story } from '../../ops/history/story.ts';
import { dueByHand, TARGET_MS, workedByHand } from './days-by-hand.ts';

/** A person's removal or answer goes out ten seconds after it was asked for. */
const SENT_MS = 10_000;

/** How one comment's clock went. */
export interface Course {
  readonly story: Story;
  /** Working time used until the pause, the stop or never. */
  readonly used: number;
  readonly due: number;
  readonly pausedAt: number | null;
  readonly stop: { readonly how: 'answered' | 'closed' | 'removed'; readonly at: number } | null;
  readonly counts: boolean;
}

type Effect =
  | { readonly at: number; readonly what: 'pause' | 'return' }
  | { readonly at: number; readonly what: 'answered' | 'closed' | 'removed' };

function ownEffects({ steps }: Story): Effect[] {
  return steps.flatMap((step): Effect[] => {
    const { at } = step;
    if (step.do === 'answer') return [{ at, what: 'answered' }];
    if (step.do === 'remove') return [{ at, what: 'removed' }];
    if (step.do !== 'ask') return [];
    const { request } = step;
    switch (request.type) {
      case 'reply':
        return [{ at: at + SENT_MS, what: 'answered' }];
      case 'hide':
      case 'delete':
        return [{ at: at + SENT_MS, what: 'removed' }];
      case 'confirm':
        return [{ at, what: 'removed' }];
      case 'close':
        return [{ at, what: request.reason === 'answered-elsewhere' ? 'answered' : 'closed' }];
      case 'wait':
        return [{ at, what: 'pause' }];
      default:
        return [];
    }
  });
}

/** With what comes from the same author's later comments in the thread: they end a wait, and an answer to them answers all. */
function effectsOn(story: Story, thread: readonly Story[]): Effect[] {
  const later = thread.filter(({ at }) => at > story.at);
  const theirs = later.flatMap((other): Effect[] => [
    { at: other.at, what: 'return' },
    ...ownEffects(other).filter(({ what }) => what === 'answered'),
  ]);
  return [...ownEffects(story), ...theirs].sort((a, b) => a.at - b.at);
}

function courseOf(story: Story, thread: readonly Story[]): Course {
  const { country } = story.account;
  let used = 0;
  let due = dueByHand(story.at, TARGET_MS, country);
  let since: number | null = story.at;
  let pausedAt: number | null = null;
  let stop: Course['stop'] = null;
  for (const { at, what } of effectsOn(story, thread)) {
    if (stop !== null) break;
    if (what === 'return') {
      if (since !== null) continue;
      since = at;
      pausedAt = null;
      if (used < TARGET_MS) due = dueByHand(at, TARGET_MS - used, country);
      continue;
    }
    if (since !== null) used += workedByHand(since, at, country);
    since = null;
    if (what === 'pause') pausedAt = at;
    else stop = { how: what, at };
  }
  const counts = !story.steps.some((step) => step.do === 'ask' && step.request.type === 'count');
  return { story, used, due, pausedAt: stop === null ? pausedAt : null, stop, counts };
}

export function coursesOf({ stories }: History): Course[] {
  const threadOf = ({ postId, parentId, externalId }: Story) => (parentId === postId ? externalId : parentId);
  const threads = Map.groupBy(stories, threadOf);
  return stories.map((story) => courseOf(story, threads.get(threadOf(story)) ?? []));
}

export interface Asked {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** A page's external id. */
  readonly page?: string;
  readonly board?: string;
}

function nearestRank(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}

/** In the words of the API. */
export function figuresByHand(courses: readonly Course[], asked: Asked) {
  const { from, to, now, page, board } = asked;
  const counted = courses.filter(
    ({ story: { account }, counts }) =>
      counts && [undefined, account.externalId].includes(page) && [undefined, account.board].includes(board),
  );
  const fell = counted.filter(
    ({ due, pausedAt }) => due >= from && due < Math.min(to, now) && !(pausedAt !== null && due >= pausedAt),
  );
  const ended = (how: 'answered' | 'closed' | 'removed') => fell.filter(({ stop }) => stop?.how === how);
  const inTime = ({ stop, due }: Course) => stop !== null && stop.at <= due;
  const met = ended('answered').filter(inTime).length;
  const unanswered = fell.filter(({ stop }) => stop === null).length;
  const due = ended('answered').length + unanswered;
  const answered = counted.filter(({ stop }) => stop?.how === 'answered' && stop.at >= from && stop.at < to);
  const minutes = answered.map(({ used }) => Math.floor(used / 60_000));
  const open = counted.filter(({ stop }) => stop === null);
  return {
    attainment: {
      ...{ fellDue: fell.length, due, met, answeredLate: ended('answered').length - met, unanswered },
      ...{ closed: ended('closed').length, removed: ended('removed').length },
      endedLate: [...ended('closed'), ...ended('removed')].filter((course) => !inTime(course)).length,
      share: due === 0 ? null : met / due,
    },
    medianClockMinutes: nearestRank(minutes, 0.5),
    p90ClockMinutes: nearestRank(minutes, 0.9),
    open: open.length,
    waiting: open.filter(({ pausedAt }) => pausedAt !== null).length,
    breachedNow: open.filter(({ pausedAt, due: dueAt }) => pausedAt === null && dueAt < now).length,
  };
}

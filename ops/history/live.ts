/**
 * Lives a history through: what the platform tells is ingested, people act, alarms are raised and accounts looked after
 * at the moments at which they would have been. From moment to moment, not second by second.
 */
import { HOUR_MS, MINUTE_MS } from '../../core/deadlines/civil.ts';
import { Clocks } from '../../core/deadlines/clocks.store.ts';
import { deliveryHints, storeDeliveries } from '../../core/inbox/deliveries.store.ts';
import { overAllTenants } from '../../core/kernel/db.ts';
import { createPlanner } from '../../workers/alarms/plan.ts';
import { createSupervision } from '../../workers/deadlines/supervision.ts';
import { createTick } from '../../workers/deadlines/tick.ts';
import { processors } from '../../workers/processors.ts';
import { sweepOnce } from '../../workers/sweep.ts';
import { createActs, type Deed } from './acts.ts';
import type { HistoryClock } from './clock.ts';
import type { Hints } from './hints.ts';
import type { WrittenHere } from './platform.ts';
import { type History, type Story, UNDO_SECONDS } from './story.ts';
import { bodiesOf, type Told, toldAnswer, toldComment, toldPost, toldStep } from './wire.ts';
import type { HistoryWorker } from './worker.ts';

/** Alarms that come due within so long are raised together, still in time. */
const TICK_MS = 4 * MINUTE_MS;
/** What the platform tells within so long arrives together. */
const GATHERED_MS = 30 * MINUTE_MS;
/** Who is told, and what nobody has looked at, is seen to so often. */
const ROUND_MS = 3 * HOUR_MS;

type Event =
  | { readonly at: number; readonly told: Told }
  | { readonly at: number; readonly story: Story; readonly deed: Deed };

function eventsOf({ posts, stories }: History): Event[] {
  const events: Event[] = posts.map((post) => ({ at: post.at, told: toldPost(post) }));
  for (const story of stories) {
    events.push({ at: story.at, told: toldComment(story) });
    for (const step of story.steps) {
      const told = toldStep(story, step);
      events.push(told === null ? { at: step.at, story, deed: step as Deed } : { at: step.at, told });
    }
  }
  return events.sort((a, b) => a.at - b.at);
}

export interface Lived {
  readonly comments: number;
  readonly deeds: number;
}

export async function live(
  history: History,
  run: {
    readonly worker: HistoryWorker;
    readonly clock: HistoryClock;
    readonly hints: Hints;
    /** What was answered here since it was asked last. */
    readonly takeReplies: () => readonly WrittenHere[];
  },
): Promise<Lived> {
  const { worker, clock, hints, takeReplies } = run;
  const { deps, notify } = worker;
  const table = processors(deps);
  const act = createActs(deps);
  const tick = createTick(notify);
  const plan = createPlanner(notify);
  const supervise = createSupervision(notify);
  const stories = new Map(history.stories.map((story) => [story.externalId, story]));
  let gathered: Told[] = [];
  let nextRound = history.from;
  let deeds = 0;

  /** What has been told up to `until` comes in, at the moment of the last of it. */
  async function arrive(until: number): Promise<void> {
    const come = gathered.filter(({ at }) => at <= until);
    if (come.length === 0) return;
    gathered = gathered.filter(({ at }) => at > until);
    clock.set(Math.max(...come.map(({ at }) => at)) + 1000);
    const bodies = bodiesOf(come);
    const receivedAt = clock.now();
    const incoming = bodies.map((body) => ({ platform: 'facebook' as const, body, receivedAt, readable: true }));
    await deps.queues.hint('ingest-delivery', deliveryHints(await storeDeliveries(deps.db, incoming)));
    await hints.run(table);
  }

  async function nextAlarm(): Promise<number> {
    const first = await Clocks(deps.db)
      .findOne({}, { at: 1 }, overAllTenants('a history is one installation'))
      .sort({ at: 1 })
      .lean<{ at: number }>();
    return first?.at ?? Infinity;
  }

  async function round(at: number): Promise<void> {
    await arrive(at);
    clock.set(at);
    await supervise();
    while ((await plan()) > 0);
    await sweepOnce(deps);
    await hints.run(table);
  }

  /** Everything that comes by itself before `until`. */
  async function pass(until: number): Promise<void> {
    for (;;) {
      const due = await nextAlarm();
      const at = Math.min(Math.ceil(due / TICK_MS) * TICK_MS, nextRound);
      if (at > until) return;
      await arrive(at);
      if (at === nextRound) {
        nextRound += ROUND_MS;
        await round(at);
      } else {
        clock.set(at);
        await tick();
      }
    }
  }

  async function doDeed(story: Story, deed: Deed): Promise<void> {
    await arrive(deed.at);
    clock.set(deed.at);
    await act(story, deed);
    deeds += 1;
    await hints.run(table);
    if (deed.do !== 'ask') return;
    clock.set(deed.at + UNDO_SECONDS * 1000);
    await hints.run(table);
    for (const reply of takeReplies()) {
      const answered = stories.get(reply.itemExternalId);
      if (answered !== undefined) gathered.push(toldAnswer(answered, reply));
    }
  }

  for (const event of eventsOf(history)) {
    await pass(event.at);
    if ('told' in event) {
      gathered.push(event.told);
      if (event.at - (gathered[0]?.at ?? event.at) > GATHERED_MS) await arrive(event.at);
    } else await doDeed(event.story, event.deed);
  }
  await pass(history.until);
  await arrive(history.until);
  clock.set(history.until);
  return { comments: history.stories.length, deeds };
}

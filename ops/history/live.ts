/**
 * Lives a history through, an hour after the other: what the platform tells is ingested, people act, alarms are
 * raised and accounts looked after at the moments at which they would have been. Stretches without any are skipped.
 */
import { HOUR_MS, MINUTE_MS } from '../../core/deadlines/civil.ts';
import { Clocks } from '../../core/deadlines/clocks.store.ts';
import { deliveryHints, storeDeliveries } from '../../core/inbox/deliveries.store.ts';
import { overAllTenants } from '../../core/kernel/db.ts';
import { createPlanner } from '../../workers/alarms/plan.ts';
import { createSupervision } from '../../workers/deadlines/supervision.ts';
import { createTick } from '../../workers/deadlines/tick.ts';
import { sweepOnce } from '../../workers/sweep.ts';
import type { Deed } from './acts.ts';
import type { HistoryClock } from './clock.ts';
import { createLane, type DeedOn } from './lane.ts';
import type { WrittenHere } from './platform.ts';
import { type History, type Story, WINDOW_MS, windowOf } from './story.ts';
import { bodiesOf, type Told, toldAnswer, toldComment, toldPost, toldStep } from './wire.ts';
import type { HistoryWorker } from './worker.ts';

/** Alarms that come due within so long are raised together, still in time. */
const TICK_MS = 4 * MINUTE_MS;
/** People are told of alarms, and snoozes end, so often; in the first round of a day each account is looked after. */
const ROUND_MS = 3 * HOUR_MS;
const FIRST_ROUND_HOUR = 6;
const LAST_ROUND_HOUR = 18;

interface Happening {
  readonly told: readonly Told[];
  readonly deeds: readonly DeedOn[];
}

/** What happens in each window, by its number, in the order of the moments. */
function happenings({ posts, stories }: History): Map<number, Happening> {
  const told = posts.map(toldPost);
  const deeds: DeedOn[] = [];
  for (const story of stories) {
    told.push(toldComment(story));
    for (const step of story.steps) {
      const change = toldStep(story, step);
      if (change === null) deeds.push({ story, deed: step as Deed });
      else told.push(change);
    }
  }
  const toldIn = Map.groupBy(
    told.sort((a, b) => a.at - b.at),
    ({ at }) => windowOf(at),
  );
  const doneIn = Map.groupBy(
    deeds.sort((a, b) => a.deed.at - b.deed.at),
    ({ deed }) => windowOf(deed.at),
  );
  return new Map(
    [...new Set([...toldIn.keys(), ...doneIn.keys()])].map((window) => [
      window,
      { told: toldIn.get(window) ?? [], deeds: doneIn.get(window) ?? [] },
    ]),
  );
}

const NOTHING: Happening = { told: [], deeds: [] };

/** The webhook of what was written here. */
function toldWritten(stories: ReadonlyMap<string, Story>, reply: WrittenHere): Told {
  const answered = stories.get(reply.itemExternalId);
  if (answered === undefined) throw new Error('An answer to nothing.');
  return toldAnswer(answered, reply);
}

export interface Lived {
  readonly comments: number;
  readonly deeds: number;
}

export async function live(
  history: History,
  { worker, clock }: { readonly worker: HistoryWorker; readonly clock: HistoryClock },
): Promise<Lived> {
  const { deps, notify, hints } = worker;
  const stories = new Map(history.stories.map((story) => [story.externalId, story]));
  const pages = new Set(history.posts.map(({ account }) => account.externalId));
  const lanes = new Map([...pages].map((id) => [id, createLane(deps, history.from)]));
  const tick = createTick(notify);
  const plan = createPlanner(notify);
  const supervise = createSupervision(notify);

  async function nextAlarm(): Promise<number> {
    const first = await Clocks(deps.db)
      .findOne({}, { at: 1 }, overAllTenants('a history is one installation'))
      .sort({ at: 1 })
      .lean<{ at: number }>();
    return first?.at ?? Infinity;
  }

  async function raise(until: number): Promise<void> {
    for (let due = await nextAlarm(); due < until; due = await nextAlarm()) {
      clock.set(Math.min(Math.ceil((due + 1) / TICK_MS) * TICK_MS, until));
      await tick();
    }
  }

  async function round(at: number): Promise<void> {
    const hour = new Date(at).getUTCHours();
    if (hour < FIRST_ROUND_HOUR || hour > LAST_ROUND_HOUR) return;
    clock.set(at);
    if (hour === FIRST_ROUND_HOUR) {
      await supervise();
      await sweepOnce(deps);
    }
    while ((await plan()) > 0);
    await hints.settle();
  }

  /** At the end of its window, all pages at once. */
  async function arrive(told: readonly Told[], at: number): Promise<void> {
    if (told.length === 0) return;
    clock.set(at);
    const receivedAt = clock.now();
    const incoming = bodiesOf(told).map((body) => ({
      ...{ platform: 'facebook' as const, body, receivedAt, readable: true },
    }));
    await deps.queues.hint('ingest-delivery', deliveryHints(await storeDeliveries(deps.db, incoming)));
    await hints.settle();
  }

  const all = happenings(history);
  let writtenBefore: readonly Told[] = [];
  let done = 0;
  for (let window = windowOf(history.from); window * WINDOW_MS < history.until; window++) {
    const end = Math.min((window + 1) * WINDOW_MS, history.until);
    const { told, deeds } = all.get(window) ?? NOTHING;
    const ofPages = Map.groupBy(deeds, ({ story }) => story.account.externalId);
    const [written] = await Promise.all([
      Promise.all([...ofPages].map(([pageId, ofPage]) => lanes.get(pageId)?.run(ofPage) ?? [])),
      arrive([...writtenBefore, ...told], end),
    ]);
    writtenBefore = written.flat().map((reply) => toldWritten(stories, reply));
    done += deeds.length;
    await raise(end);
    if (end % ROUND_MS === 0) await round(end);
  }
  await arrive(writtenBefore, history.until);
  return { comments: history.stories.length, deeds: done };
}

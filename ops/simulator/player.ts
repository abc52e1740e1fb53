/** Plays a scenario on the page: each step at its time, once, also over restarts. */
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { type FacebookPage, personNamed, type SimulatedChange } from './facebook/page.ts';
import type { By, Scenario, Step } from './scenario.ts';
import type { Person } from './types.ts';

export interface PlayOptions {
  readonly seed: string;
  /** 2 is twice as fast; Infinity does not wait at all. */
  readonly speed: number;
  readonly signal?: AbortSignal;
  /** Changes that no receiver has acknowledged; the player waits while there are too many. */
  readonly pending: () => number;
  readonly log: (line: string) => void;
}

const PENDING_AT_MOST = 5_000;
/** How soon a run that goes on after a restart does its first step. */
const GO_ON_AFTER_S = 1;

/** What stands for a step or a ref in the state: the same scenario with another seed is another run. */
const runKey = (scenario: Scenario, seed: string): string => `${scenario.name}:${seed}`;

function person(author: By, page: FacebookPage): Person | null {
  if (author === null) return null;
  if (author === 'page') return page.state.page;
  return typeof author === 'string' ? personNamed(author, page.state.page.id) : author;
}

/** Does one step. null: what it builds on is gone meanwhile, say deleted by a moderator. */
function doStep(step: Step, page: FacebookPage, run: { key: string; seed: string }): SimulatedChange | null {
  const id = (ref: string): string => page.state.refs.get(`${run.key}:${ref}`) ?? '';
  const writer = (author: By): { own: boolean; from: Person | null; seed: string } => ({
    own: author === 'page',
    from: person(author, page),
    seed: run.seed,
  });
  const written = (ago = 0): number => page.now() - ago * 1000;
  switch (step.do) {
    case 'post': {
      const quiet = step.ago !== undefined;
      const createdAt = written(step.ago);
      const what = { kind: 'post', text: step.text, picture: step.picture ?? null, createdAt } as const;
      return page.add({ ...what, ...writer(step.by) }, quiet);
    }
    case 'comment': {
      const parentId = step.on === undefined ? page.anyPost().id : id(step.on);
      const createdAt = written(step.ago);
      const said = { text: step.text, picture: step.picture ?? null, parentId, createdAt };
      const what = { kind: 'comment', ...said } as const;
      return page.add({ ...what, ...writer(step.by) });
    }
    case 'reply':
      return page.add({ kind: 'comment', text: step.text, parentId: id(step.to), ...writer(step.by) });
    case 'edit':
      return page.edit(id(step.target), step.text);
    case 'remove':
      return page.remove(id(step.target));
    case 'react':
      return page.react(id(step.target), person(step.by, page) ?? page.state.page, step.type);
    default:
      return page.setHidden(id(step.target), step.do === 'hide');
  }
}

/** Resolves when every step is done and settled: acknowledged, or given up. */
export async function playSteps(scenario: Scenario, page: FacebookPage, options: PlayOptions): Promise<void> {
  const key = runKey(scenario, options.seed);
  const { state } = page;
  const name = (index: number): string => `${key}#${index}`;
  const first = scenario.steps.findIndex((_, index) => !state.played.has(name(index)));
  if (first < 0) return;
  // A run that was broken off goes on where it stopped instead of waiting out what is done.
  const skipped = first === 0 ? 0 : Math.max(0, (scenario.steps[first]?.at ?? 0) - GO_ON_AFTER_S);
  const start = performance.now();
  const waits: Promise<unknown>[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    if (state.played.has(name(index))) continue;
    const due = start + ((step.at - skipped) * 1000) / options.speed;
    await until(due, options);
    if (options.signal?.aborted) return;
    const change = doStep(step, page, { key, seed: options.seed });
    state.played.add(name(index));
    if (change && 'ref' in step && step.ref !== undefined)
      state.refs.set(`${key}:${step.ref}`, change.node.id);
    if (change) waits.push(change.acknowledged);
    else options.log(`step ${index} (${step.do}) skipped: what it builds on is gone`);
    page.touch();
  }
  await Promise.race([Promise.all(waits), aborted(options.signal)]);
}

async function until(due: number, options: PlayOptions): Promise<void> {
  const stop = options.signal ? { signal: options.signal } : {};
  const wait = due - performance.now();
  // Without a wait the event loop still gets its turn.
  if (wait > 0) await pause(wait, undefined, stop).catch(() => {});
  else await turn();
  while (options.pending() > PENDING_AT_MOST && !options.signal?.aborted) {
    await pause(20, undefined, stop).catch(() => {});
  }
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return new Promise(() => {});
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

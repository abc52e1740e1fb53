/** Steps in order: each says what it needs of what the steps before it have found, and what it adds to that. */
import type { WorkerDeps } from '../deps.ts';

type AnyStep = (deps: WorkerDeps, state: never) => unknown;

/** The state once a step has run: what it returns stands beside, or in the place of, what was there. */
type After<State, S extends AnyStep> =
  Awaited<ReturnType<S>> extends infer Adds extends object ? Omit<State, keyof Adds> & Adds : State;

/** The same steps where each finds what it needs; elsewhere a type that the step at fault does not fit. */
type InOrder<State, Steps> = Steps extends readonly [
  infer S extends AnyStep,
  ...infer Rest extends readonly AnyStep[],
]
  ? State extends Parameters<S>[1]
    ? readonly [S, ...InOrder<After<State, S>, Rest>]
    : readonly [(deps: WorkerDeps, found: State) => unknown, ...Rest]
  : readonly [];

type End<State, Steps> = Steps extends readonly [
  infer S extends AnyStep,
  ...infer Rest extends readonly AnyStep[],
]
  ? End<After<State, S>, Rest>
  : State;

export interface Pipeline<Start, Found> {
  /** The names of the steps, in the order in which they run. */
  readonly names: readonly string[];
  run(deps: WorkerDeps, start: Start): Promise<Found>;
}

/** A step that needs what no step before it has found does not compile. */
export const startingWith =
  <Start extends object>() =>
  <const Steps extends readonly AnyStep[]>(
    steps: Steps & InOrder<Start, Steps>,
  ): Pipeline<Start, End<Start, Steps>> => ({
    names: steps.map(({ name }) => name),
    async run(deps, start) {
      let state: object = start;
      for (const step of steps) state = { ...state, ...((await step(deps, state as never)) as object) };
      return state as End<Start, Steps>;
    },
  });

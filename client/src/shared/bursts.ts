/** When what comes in bursts is said aloud: one sentence for a burst, and at most one a minute. Pure. */

/** So long nothing more has to come, and what came is said together. */
const REST_MS = 2_000;
const APART_MS = 60_000;

export interface Bursts {
  /** How many have come and were not said. */
  readonly count: number;
  readonly firstCameAt: number;
  readonly lastCameAt: number;
  readonly lastSaidAt: number;
}
export const NO_BURSTS: Bursts = {
  count: 0,
  firstCameAt: 0,
  lastCameAt: 0,
  lastSaidAt: Number.NEGATIVE_INFINITY,
};

export const came = (bursts: Bursts, count: number, at: number): Bursts =>
  count <= 0
    ? bursts
    : {
        ...bursts,
        count: bursts.count + count,
        firstCameAt: bursts.count === 0 ? at : bursts.firstCameAt,
        lastCameAt: at,
      };

/** When they are to be said; null: there is nothing to say. A rush that never rests is said all the same. */
export const sayAt = ({ count, firstCameAt, lastCameAt, lastSaidAt }: Bursts): number | null =>
  count === 0
    ? null
    : Math.max(Math.min(lastCameAt + REST_MS, firstCameAt + APART_MS), lastSaidAt + APART_MS);

export const afterSaying = (at: number): Bursts => ({ ...NO_BURSTS, lastSaidAt: at });

/** A clock that only the test moves. */
export interface TestClock {
  now(): Date;
  advance(ms: number): void;
  set(at: Date): void;
}

/** A Monday morning in both countries' office hours, in no holiday's neighbourhood. */
export const MONDAY = new Date('2026-03-02T09:00:00.000Z');

export function testClock(start: Date = MONDAY): TestClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance(ms) {
      time += ms;
    },
    set(at) {
      time = at.getTime();
    },
  };
}

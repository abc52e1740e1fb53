/** The time of a history: whatever is done in it is done at the moment that it says. */
export interface HistoryClock {
  now(): Date;
  set(at: number): void;
}

export function historyClock(at: number): HistoryClock {
  let current = at;
  return {
    now: () => new Date(current),
    set(next) {
      current = next;
    },
  };
}

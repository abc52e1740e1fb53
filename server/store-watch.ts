/**
 * Whether the store answers. A driver waits half a minute for a store that hangs with its connections open; a platform
 * and a person do not, so a small question is asked all the time, and its silence ends every request under way.
 */
export interface StoreWatch {
  isLost(): boolean;
  /** Called once when the store is lost, unless the returned function was called before. */
  onLost(listener: () => void): () => void;
}

export interface RunningStoreWatch extends StoreWatch {
  stop(): void;
}

/** Together less than the five seconds in which a request must have its answer. */
const EVERY_MS = 1000;

/** `ask` throws when the store does not answer within its own time. */
export function watchStore(ask: () => Promise<unknown>, everyMs = EVERY_MS): RunningStoreWatch {
  const listeners = new Set<() => void>();
  let isLost = false;
  let isAsking = false;
  const timer = setInterval(() => {
    if (isAsking) return;
    isAsking = true;
    void ask()
      .then(
        () => {
          isLost = false;
        },
        () => {
          isLost = true;
          const told = [...listeners];
          listeners.clear();
          for (const listener of told) listener();
        },
      )
      .finally(() => {
        isAsking = false;
      });
  }, everyMs);
  timer.unref();
  return {
    isLost: () => isLost,
    onLost(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearInterval(timer),
  };
}

/** For tests, and wherever nobody watches. */
export const UNWATCHED: StoreWatch = { isLost: () => false, onLost: () => () => undefined };

/**
 * Group commit: while one batch is being worked on, what arrives is gathered into the next. Without `gatherMs` nothing
 * waits for a timer: alone, a request goes at once; in a flood, batches grow to `maxBatch`.
 */
export interface Coalescer<T, R> {
  add(input: T): Promise<R>;
  /** Resolves when everything added so far is done. */
  idle(): Promise<void>;
}

interface Waiting<T, R> {
  readonly input: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * `run` gets the inputs in order and returns a result for each, in the same order; a throw rejects them all.
 * `lanes` batches may be under way at once.
 */
export function createCoalescer<T, R>(options: {
  readonly maxBatch: number;
  readonly lanes: number;
  /** How long the first of a batch waits for company; for work whose cost is per batch, not per item. */
  readonly gatherMs?: number;
  run(inputs: readonly T[]): Promise<readonly R[]>;
}): Coalescer<T, R> {
  const queue: Waiting<T, R>[] = [];
  const running = new Set<Promise<void>>();

  async function runBatch(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await options.run(batch.map(({ input }) => input));
      batch.forEach((waiting, index) => {
        waiting.resolve(results[index] as R);
      });
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    }
  }

  function pump(): void {
    while (queue.length > 0 && running.size < options.lanes) {
      const lane = runBatch(queue.splice(0, options.maxBatch));
      running.add(lane);
      void lane.finally(() => {
        running.delete(lane);
        pump();
      });
    }
  }

  return {
    add: (input) =>
      new Promise<R>((resolve, reject) => {
        queue.push({ input, resolve, reject });
        if (queue.length !== 1) return;
        if (options.gatherMs !== undefined) setTimeout(pump, options.gatherMs);
        // After this turn of the event loop, so that what arrived together goes together.
        else setImmediate(pump);
      }),
    async idle() {
      while (queue.length > 0 || running.size > 0) {
        pump();
        await Promise.all(running);
      }
    },
  };
}

/** Lets at most `limit()` pieces of work run at a time; the limit may change while they do. */
export class Gate {
  private running = 0;
  private readonly queue: (() => void)[] = [];
  private readonly limit: () => number;

  constructor(limit: () => number) {
    this.limit = limit;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    // A place is handed over by who leaves it, so nobody slips in between.
    if (this.running < this.limit()) this.running += 1;
    else await new Promise<void>((go) => this.queue.push(go));
    try {
      return await work();
    } finally {
      this.running -= 1;
      while (this.queue.length > 0 && this.running < this.limit()) {
        this.running += 1;
        this.queue.shift()?.();
      }
    }
  }
}

/** Training on all cores: one thread per core, the corpus in shared memory. The bytes that come out do not depend on how many. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Fitted } from './fit.ts';
import type { Ground, TestedText } from './tasks.ts';

export type Task =
  | { readonly kind: 'fit'; readonly fold: number }
  | { readonly kind: 'test'; readonly fold: number; readonly fitted: Fitted };

interface Waiting {
  readonly task: Task;
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
}

export class TrainingPool {
  private readonly workers: readonly Worker[];
  private readonly idle: Worker[];
  private readonly busy = new Map<Worker, Waiting>();
  private readonly queue: Waiting[] = [];

  constructor(ground: Ground, threads: number = availableParallelism()) {
    this.workers = Array.from({ length: threads }, () => this.start(ground));
    this.idle = [...this.workers];
  }

  fit(fold: number): Promise<Fitted> {
    return this.add({ kind: 'fit', fold }) as Promise<Fitted>;
  }

  test(fold: number, fitted: Fitted): Promise<TestedText[]> {
    return this.add({ kind: 'test', fold, fitted }) as Promise<TestedText[]>;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private start(ground: Ground): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: ground });
    worker.on('message', (result) => {
      const ended = this.busy.get(worker);
      this.busy.delete(worker);
      this.idle.push(worker);
      this.next();
      ended?.done(result);
    });
    worker.on('error', (error) => this.busy.get(worker)?.failed(error as Error));
    return worker;
  }

  private add(task: Task): Promise<unknown> {
    return new Promise((done, failed) => {
      this.queue.push({ task, done, failed });
      this.next();
    });
  }

  private next(): void {
    const [worker] = this.idle;
    const [waiting] = this.queue;
    if (worker === undefined || waiting === undefined) return;
    this.idle.shift();
    this.queue.shift();
    this.busy.set(worker, waiting);
    worker.postMessage(waiting.task);
  }
}

/** Training on all cores: one thread per core, the corpus in shared memory. The bytes that come out do not depend on how many. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Classification } from '../../core/moderation/verdict.ts';
import type { Table } from './margins.ts';
import type { Ground } from './tasks.ts';

export type Task =
  | { readonly kind: 'train'; readonly table: 0 | 1; readonly fold: number | null }
  | { readonly kind: 'test'; readonly fold: number; readonly tables: readonly Table[] };

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

  train(table: 0 | 1, fold: number | null): Promise<Table> {
    return this.add({ kind: 'train', table, fold }) as Promise<Table>;
  }

  test(fold: number, tables: readonly Table[]): Promise<Classification[]> {
    return this.add({ kind: 'test', fold, tables }) as Promise<Classification[]>;
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
    const tables = waiting.task.kind === 'test' ? waiting.task.tables : [];
    worker.postMessage(
      waiting.task,
      tables.map(({ weights }) => weights.buffer as ArrayBuffer),
    );
  }
}

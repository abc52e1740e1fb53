/** A thread of the training pool: does one task after the other. Started by pool.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './pool.ts';
import { fitFold, type Ground, testFold } from './tasks.ts';

const ground = workerData as Ground;

parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage(task.kind === 'test' ? testFold(ground, task) : fitFold(ground, task.fold));
});

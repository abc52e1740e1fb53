/** A thread of the training pool: does one task after the other. Started by pool.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './pool.ts';
import { type Ground, testFold, trainTable } from './tasks.ts';

const ground = workerData as Ground;

parentPort?.on('message', (task: Task) => {
  if (task.kind === 'test') {
    parentPort?.postMessage(testFold(ground, task));
    return;
  }
  const table = trainTable(ground, task);
  parentPort?.postMessage(table, [table.weights.buffer as ArrayBuffer]);
});

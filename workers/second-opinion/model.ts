/**
 * A text classifier in a folder of this machine (model.onnx, tokenizer.json, config.json with id2label, labels.json with
 * our category for each label), run in a thread of its own: a text that takes too long costs the thread, not the worker.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { OpinionAnswer, OpinionSource } from '../../core/second-opinion/second-opinion.ts';
import { MODEL_FILES } from './model-folder.ts';
import { TOKENIZER_CONFIG } from './model-input.ts';
import type { Answered, Ready } from './model-thread.ts';
import { readMapping, toOurs } from './scores.ts';

export interface ModelSettings {
  readonly folder: string;
  readonly timeoutMs: number;
}

/** Reading a model of some hundred megabytes takes its time, once. */
const LOAD_MS = 60_000;

/** Name of the folder and the beginning of a hash over its files: what an opinion is signed with. Throws where one is missing. */
function versionOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of MODEL_FILES) hash.update(readFileSync(path.join(folder, file)));
  const lengths = path.join(folder, TOKENIZER_CONFIG);
  if (existsSync(lengths)) hash.update(readFileSync(lengths));
  return hash.digest('hex').slice(0, 12);
}

type Waiting = (answer: OpinionAnswer) => void;

export function createModel({ folder, timeoutMs }: ModelSettings): OpinionSource {
  const version = versionOf(folder);
  const mapping = readMapping(JSON.parse(readFileSync(path.join(folder, 'labels.json'), 'utf8')) as unknown);
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let asked = 0;
  /** Settled when the thread's model is loaded, which has a limit of its own. */
  let loaded: Promise<void> = Promise.resolve();

  function settle(id: number, answer: OpinionAnswer): void {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  }
  function drop(gone: Worker | null, cause: 'timeout' | 'broken-answer'): void {
    if (gone === null || thread !== gone) return;
    thread = null;
    void gone.terminate();
    for (const id of [...waiting.keys()]) settle(id, { ok: false, cause });
  }
  function start(): Worker {
    const started = new Worker(new URL('./model-thread.ts', import.meta.url), { workerData: { folder } });
    started.unref();
    started.on('error', () => drop(started, 'broken-answer'));
    const loading = setTimeout(() => drop(started, 'timeout'), LOAD_MS);
    const { promise, resolve } = Promise.withResolvers<void>();
    loaded = promise;
    started.on('exit', () => {
      clearTimeout(loading);
      resolve();
    });
    started.on('message', (answer: Answered | Ready) => {
      if (answer === 'ready') {
        clearTimeout(loading);
        resolve();
      } else if ('failed' in answer) settle(answer.id, { ok: false, cause: 'broken-answer' });
      else settle(answer.id, { ok: true, version, categories: toOurs(answer.scores, mapping) });
    });
    return started;
  }

  return {
    name: path.basename(path.resolve(folder)),
    ask(text) {
      const current = thread ?? start();
      thread = current;
      asked += 1;
      const id = asked;
      const { promise, resolve } = Promise.withResolvers<OpinionAnswer>();
      let timer: NodeJS.Timeout | undefined;
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      void loaded.then(() => {
        if (!waiting.has(id)) return;
        timer = setTimeout(() => drop(current, 'timeout'), timeoutMs);
        current.postMessage({ id, text });
      });
      return promise;
    },
    async close() {
      const last = thread;
      drop(last, 'timeout');
      await last?.terminate();
    },
  };
}

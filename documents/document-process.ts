/**
 * The documents process as server, workers and commands see it. It starts with the first document and gives its memory
 * back when none has been asked for: what draws weighs more than all the rest of a server.
 */
import path from 'node:path';
import { createChildProgram } from '../core/kernel/child-program.ts';
import { UppsiktError, unavailable } from '../core/kernel/errors.ts';
import type { DrawingName, DrawingValues } from './drawings.ts';
import type { DrawingRequest, DrawingResponse } from './protocol.ts';

export interface Documents {
  /** Throws an `UppsiktError`: 503 where it may be asked for again, 500 where the document itself cannot be drawn. */
  draw<N extends DrawingName>(name: N, value: DrawingValues[N]): Promise<Uint8Array>;
  /** Of the running process, for measuring; undefined when none runs. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface DocumentOptions {
  readonly limitMs?: number;
  readonly idleMs?: number;
  readonly maxWaiting?: number;
  readonly heapMb?: number;
}

const FILE = path.join(import.meta.dirname, 'main.ts');
const LIMIT_MS = 45_000;
const IDLE_MS = 30_000;
const MAX_WAITING = 8;
/** Pictures and finished files are bytes beside the heap. */
const HEAP_MB = 256;
/** Fonts and pixels are large and soon done with: rooms for the young and threads to clear them cost 70 MB and win nothing. */
const V8_FLAGS = ['--max-semi-space-size=2', '--v8-pool-size=1'];

const notDrawn = (facts: Record<string, unknown>): UppsiktError =>
  new UppsiktError({ code: 'not_drawn', status: 500, message: 'The document could not be drawn.', facts });

export function createDocuments({
  limitMs = LIMIT_MS,
  idleMs = IDLE_MS,
  maxWaiting = MAX_WAITING,
  heapMb = HEAP_MB,
}: DocumentOptions = {}): Documents {
  const program = createChildProgram<DrawingRequest, DrawingResponse>({
    file: FILE,
    heapMb,
    v8Flags: V8_FLAGS,
    limitMs,
    idleMs,
    maxWaiting,
  });
  return {
    async draw(name, value) {
      const outcome = await program.ask({ name, value } as DrawingRequest);
      if (!outcome.ok && outcome.cause === 'busy') throw unavailable('The printer of documents');
      if (!outcome.ok) throw notDrawn({ drawing: name, cause: outcome.cause });
      const { response } = outcome;
      if (!response.ok) throw notDrawn({ drawing: name, error: response.error });
      return response.bytes;
    },
    pid: program.pid,
    stop: program.stop,
  };
}

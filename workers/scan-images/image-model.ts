/** The image process as the worker sees it. */
import path from 'node:path';
import { createChildProgram } from '../../core/kernel/child-program.ts';
import type { ScannedFrames } from './protocol.ts';

/** `failed`: the process ended over it. */
export type ScanOutcome = ScannedFrames | { readonly ok: false; readonly cause: 'timeout' | 'failed' };

export interface ImageModel {
  scan(bytes: Uint8Array): Promise<ScanOutcome>;
  /** Of the running process, for measuring; undefined when none runs. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface ImageModelOptions {
  /** For one picture, once the process runs. */
  readonly limitMs?: number;
  /** The process gives its memory back after so long without a picture. */
  readonly idleMs?: number;
}

const FILE = path.join(import.meta.dirname, 'image-process.ts');
const LIMIT_MS = 10_000;
const IDLE_MS = 300_000;
const HEAP_MB = 128;

export function createImageModel({
  limitMs = LIMIT_MS,
  idleMs = IDLE_MS,
}: ImageModelOptions = {}): ImageModel {
  const program = createChildProgram<Uint8Array, ScannedFrames>({
    file: FILE,
    heapMb: HEAP_MB,
    limitMs,
    idleMs,
  });
  return {
    async scan(bytes) {
      const outcome = await program.ask(bytes);
      if (outcome.ok) return outcome.response;
      return { ok: false, cause: outcome.cause === 'timeout' ? 'timeout' : 'failed' };
    },
    pid: program.pid,
    stop: program.stop,
  };
}

/**
 * The image process: pictures come in over IPC, figures go out, one at a time. It has no settings and no secrets and may
 * write no file; what it decodes stays in its memory. Nothing here calls out (`fetch` is taken away, sockets are not
 * forbidden). It ends with the worker that started it.
 */
import { constants, setPriority } from 'node:os';
import { decode } from './decode.ts';
import { type LoadedModel, loadModel } from './model.ts';
import type { ScannedFrames, ScanRequest, ScanResponse } from './protocol.ts';

process.on('disconnect', () => process.exit(0));
// A scan may wait; comments and answers may not.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
for (const say of ['log', 'info', 'warn', 'error', 'debug'] as const) console[say] = () => undefined;
Reflect.deleteProperty(globalThis, 'fetch');

let model: Promise<LoadedModel> | undefined;

async function scan(bytes: Uint8Array): Promise<ScannedFrames> {
  const decoded = await decode(bytes);
  if (typeof decoded === 'string') return { ok: false, cause: decoded };
  model ??= loadModel();
  const { classify } = await model;
  const frames = [];
  for (const frame of decoded.frames) frames.push(await classify(frame));
  return { ok: true, frames, hash: decoded.hash };
}

let line = Promise.resolve();
process.on('message', ({ id, bytes }: ScanRequest) => {
  line = line.then(async () => {
    const response: ScanResponse = { id, result: await scan(bytes) };
    process.send?.(response);
  });
});
process.send?.({ ready: true });

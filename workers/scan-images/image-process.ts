/**
 * The image process: pictures come in, figures go out, one at a time. It has no settings and no secrets and may write
 * no file; what it decodes stays in its memory.
 */
import { keepToItself, serveParent } from '../../core/kernel/serve-parent.ts';
import { decode } from './decode.ts';
import { type LoadedModel, loadModel } from './model.ts';
import type { ScannedFrames } from './protocol.ts';

let model: LoadedModel;

async function scan(bytes: Uint8Array): Promise<ScannedFrames> {
  const decoded = await decode(bytes);
  if (typeof decoded === 'string') return { ok: false, cause: decoded };
  const frames = [];
  for (const frame of decoded.frames) frames.push(await model.classify(frame));
  return { ok: true, frames, hash: decoded.hash };
}

keepToItself();
await serveParent(scan, async () => {
  model = await loadModel();
});

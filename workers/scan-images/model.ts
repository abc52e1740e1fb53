/** The local image model, from its npm package alone: nothing is downloaded and nothing printed. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ImageScores } from '../../classifiers/image/index.ts';
import { SIDE } from './decode.ts';

export interface LoadedModel {
  /** One frame of RGB, 224 x 224. */
  classify(rgb: Uint8Array): Promise<ImageScores>;
}

export async function loadModel(): Promise<LoadedModel> {
  const tf = await import('@tensorflow/tfjs');
  const wasm = await import('@tensorflow/tfjs-backend-wasm');
  const { load } = await import('nsfwjs/core');
  const { MobileNetV2Model } = await import('nsfwjs/models/mobilenet_v2');
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${path.dirname(entry)}/`);
  // A second thread gained nothing (reference: 48 ms either way) and costs a heap.
  wasm.setThreadsCount(1);
  tf.enableProdMode();
  await tf.setBackend('wasm');
  await tf.ready();
  const model = await load('MobileNetV2', { size: SIDE, modelDefinitions: [MobileNetV2Model] });
  return {
    async classify(rgb) {
      const input = tf.tensor3d(rgb, [SIDE, SIDE, 3], 'int32');
      try {
        const shares = await model.classify(input, 5);
        const share = (name: string): number =>
          shares.find(({ className }) => className === name)?.probability ?? 0;
        return {
          drawing: share('Drawing'),
          hentai: share('Hentai'),
          neutral: share('Neutral'),
          porn: share('Porn'),
          sexy: share('Sexy'),
        };
      } finally {
        input.dispose();
      }
    },
  };
}

/** What the worker and its image process say to each other over IPC (structured clone). */
import type { ImageScores } from '../../classifiers/image/index.ts';

export interface ScanRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
}

export type ScannedFrames =
  | {
      readonly ok: true;
      /** One per sampled frame. */
      readonly frames: readonly ImageScores[];
      /** Perceptual, 16 hex digits; null for a picture too plain to be told apart. */
      readonly hash: string | null;
    }
  | { readonly ok: false; readonly cause: 'too-large' | 'unreadable' };

export interface ScanResponse {
  readonly id: number;
  readonly result: ScannedFrames;
}

/** What the image process answers over IPC (structured clone). It is asked with the bytes of a picture. */
import type { ImageScores } from '../../classifiers/image/index.ts';

export type ScannedFrames =
  | {
      readonly ok: true;
      /** One per sampled frame. */
      readonly frames: readonly ImageScores[];
      /** Perceptual, 16 hex digits; null for a picture too plain to be told apart. */
      readonly hash: string | null;
    }
  | { readonly ok: false; readonly cause: 'too-large' | 'unreadable' };

/**
 * From the model's figures to a verdict. The model (NSFWJS, MobileNetV2) gives five shares that add up to 1, per frame.
 * Its accuracy is not claimed: no labelled pictures were gathered, so the points below are set, not calibrated. They
 * lean to the quiet side for showing, and to the careful side where a minor may be concerned.
 */
import type { Level, Verdict } from '../../core/moderation/verdict.ts';

export const IMAGE_VERSION = 'image-1';

/** Shares of one frame, 0..1. */
export interface ImageScores {
  readonly drawing: number;
  readonly hentai: number;
  readonly neutral: number;
  readonly porn: number;
  readonly sexy: number;
}

const SUSPECT = 0.6;
const STRONG = 0.9;
/** With a cue of a minor, half as much is too much. */
const SUSPECT_WITH_A_MINOR = 0.3;

const explicit = ({ porn, hentai }: ImageScores): number => porn + hentai;
const clamp = (score: number): number => Math.min(1, Math.max(0, score));

/** 0..1; of several frames the worst. Swimwear and the like count half: beaches are not the point, undressing is. */
export function sexualScore(frames: readonly ImageScores[]): number {
  return clamp(Math.max(0, ...frames.map((frame) => explicit(frame) + frame.sexy / 2)));
}

function levelOf(score: number): Level {
  if (score >= STRONG) return 'strong';
  return score >= SUSPECT ? 'suspect' : 'none';
}

/** The worst frame counts. An image by itself is one kind of evidence, whatever it shows. */
export function measurePicture(frames: readonly ImageScores[]): Verdict {
  const score = clamp(Math.max(0, ...frames.map(explicit)));
  const level = levelOf(score);
  return {
    category: 'porn',
    kind: null,
    score: Math.round(score * 1000) / 1000,
    level,
    spans: [],
    strongSignals: level === 'strong' ? ['image'] : [],
    version: IMAGE_VERSION,
  };
}

/** A sexual score together with a cue of a minor: discard, block, alarm (records.md 1.3). */
export const isSuspectedAbuse = (frames: readonly ImageScores[], minor: boolean): boolean =>
  minor && sexualScore(frames) >= SUSPECT_WITH_A_MINOR;

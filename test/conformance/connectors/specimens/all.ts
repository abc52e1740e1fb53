/** A connector without a specimen fails the suite. */
import type { Platform } from '../../../../core/kernel/platform.ts';
import { facebook } from './facebook.ts';
import type { Specimen } from './specimen.ts';
import { youtube } from './youtube.ts';

const SPECIMENS: Partial<Record<Platform, Specimen>> = { facebook, youtube };

export function specimenOf(platform: Platform): Specimen {
  const specimen = SPECIMENS[platform];
  if (specimen === undefined) throw new Error(`add ${platform} to specimens/all.ts`);
  return specimen;
}

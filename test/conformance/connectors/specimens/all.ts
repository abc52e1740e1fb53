/** A connector without a specimen fails the suite. */
import type { Platform } from '../../../../core/kernel/platform.ts';
import { bluesky } from './bluesky.ts';
import { facebook } from './facebook.ts';
import { generic } from './generic.ts';
import { instagram } from './instagram.ts';
import { linkedin } from './linkedin.ts';
import { mastodon } from './mastodon.ts';
import type { Specimen } from './specimen.ts';
import { threads } from './threads.ts';
import { x } from './x.ts';
import { youtube } from './youtube.ts';

const SPECIMENS: Partial<Record<Platform, Specimen>> = {
  bluesky,
  facebook,
  generic,
  instagram,
  linkedin,
  mastodon,
  threads,
  x,
  youtube,
};

export function specimenOf(platform: Platform): Specimen {
  const specimen = SPECIMENS[platform];
  if (specimen === undefined) throw new Error(`add ${platform} to specimens/all.ts`);
  return specimen;
}

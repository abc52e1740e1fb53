import { seeded } from '../random.ts';
import type { Generate, StepInput } from '../scenario.ts';
import { generated } from './generate.ts';

/** Many comments, 50 a second at speed 1: what a crisis looks like. Default 1,000. */
export function floodScenario({ seed, count = 1_000 }: Generate): { name: string; steps: StepInput[] } {
  const { posts, comments } = generated(seeded(`flood:${seed}`), count, 50);
  return { name: 'flood', steps: [...posts, ...comments] };
}

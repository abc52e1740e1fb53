import { seeded } from '../random.ts';
import type { Generate, StepInput } from '../scenario.ts';
import { generated } from './generate.ts';

const EDITED = 0.2;
const REMOVED = 0.1;

/**
 * Everything that can upset a receiver: 50 comments a second at speed 1, a fifth edited once or twice, a tenth
 * removed soon after. Deliver it with `duplicates` and `reorder`; `simulate` sets both if nothing else is said.
 */
export function stormScenario({ seed, count = 500 }: Generate): { name: string; steps: StepInput[] } {
  const random = seeded(`storm:${seed}`);
  const { posts, comments } = generated(random, count, 50);
  const later = comments.flatMap((comment): StepInput[] => {
    const steps: StepInput[] = [];
    const target = comment.ref ?? '';
    let at = comment.at;
    const edits = random() < EDITED ? 1 + Math.floor(random() * 2) : 0;
    for (let n = 1; n <= edits; n++) {
      at += 0.5 + random() * 2;
      steps.push({ at, do: 'edit', target, text: `${comment.text} EDIT ${n}` });
    }
    if (random() < REMOVED) steps.push({ at: at + 0.2 + random() * 2, do: 'remove', target });
    return steps;
  });
  return { name: 'storm', steps: [...posts, ...comments, ...later] };
}

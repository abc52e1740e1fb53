import { pick, seeded } from '../random.ts';
import type { Generate, StepInput } from '../scenario.ts';
import { generated } from './generate.ts';

/** An ordinary busy hour: comments with replies, visitors' posts, edits, removals, hides, likes. Default 200, 5 a second. */
export function mixedScenario({ seed, count = 200 }: Generate): { name: string; steps: StepInput[] } {
  const random = seeded(`mixed:${seed}`);
  const { posts, comments } = generated(random, count, 5);
  const steps: StepInput[] = [...posts];
  // Replies go to what is never removed, so that every comment is really made.
  const lasting: string[] = [];
  for (const comment of comments) {
    const kind = random();
    const earlier = lasting.length > 0 ? pick(random, lasting) : null;
    const { at, ref = '', by, text = '' } = comment;
    if (kind < 0.2 && earlier) steps.push({ at, do: 'reply', ref, to: earlier, by, text });
    else if (kind < 0.25) steps.push({ at, do: 'post', ref, by, text });
    else steps.push(comment);
    const then = at + 2 + random() * 5;
    const after = random();
    if (after < 0.11 || after >= 0.14) lasting.push(ref);
    if (after < 0.08) steps.push({ at: then, do: 'edit', target: ref, text: `${text} (rättat)` });
    else if (after < 0.11) steps.push({ at: then, do: 'hide', target: ref });
    else if (after < 0.14) steps.push({ at: then, do: 'remove', target: ref });
    else if (after < 0.2) {
      steps.push({ at: then, do: 'react', target: ref, by: pick(random, comments).by, type: 'like' });
    }
  }
  return { name: 'mixed', steps };
}

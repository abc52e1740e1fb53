/** Comments made from the demo's texts, for scenarios of any size. */
import { inventedName } from '../../demo/people.ts';
import { demoPosts, demoTexts } from '../../demo/scenario.ts';
import { pick, type Random } from '../random.ts';
import type { StepInput } from '../scenario.ts';

const STREETS = [
  'Granstigen',
  'Älvvägen',
  'Skolgatan',
  'Øvre Lia',
  'Tallstigen',
  'Kyrkbacken',
  'Industrivägen',
];

export interface Made {
  readonly posts: StepInput[];
  /** The refs are c0, c1, … */
  readonly comments: Extract<StepInput, { do: 'comment' }>[];
}

/** `perSecond` comments each second at speed 1, spread over the page's posts. */
export function generated(random: Random, count: number, perSecond: number): Made {
  const posts = demoPosts();
  const refs = posts.flatMap((post) => ('ref' in post && post.ref ? [post.ref] : []));
  const texts = demoTexts();
  const comments = Array.from({ length: count }, (_, index) => {
    const place = random() < 0.3 ? ` (${pick(random, STREETS)} ${1 + Math.floor(random() * 80)})` : '';
    return {
      at: 0.1 + index / perSecond,
      do: 'comment' as const,
      ref: `c${index}`,
      on: pick(random, refs),
      by: inventedName(random),
      text: `${pick(random, texts)}${place}`,
    };
  });
  return { posts, comments };
}

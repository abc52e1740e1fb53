/** From a span's reason code (`insult.word`, `disinformation.claim:17`) to the catalogue: exact words, else those of its kind. */
import type { Mark } from './spans.ts';

/** The part behind the dot says what was found; the catalogues have words for each. What follows a colon is an id. */
export function reasonKey(mark: Pick<Mark, 'kind' | 'reason'>, has: (key: string) => boolean): string {
  const part = mark.reason.split('.')[1]?.split(':')[0] ?? '';
  const exact = `reason.${part}`;
  return part !== '' && has(exact) ? exact : `reasonKind.${mark.kind}`;
}

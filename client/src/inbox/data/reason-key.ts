/** From a span's reason code (`lexicon:insult:sv`) to the catalogue: exact words, else words for its layer. */
import { LANGUAGES } from '../../../../core/domain/verdict.ts';
import type { Mark } from './spans.ts';

export interface ReasonKey {
  readonly key: string;
  readonly language: string | null;
}

export function reasonKey(mark: Pick<Mark, 'kind' | 'reason'>, has: (key: string) => boolean): ReasonKey {
  const parts = mark.reason.split(':');
  const language = parts.find((part) => (LANGUAGES as readonly string[]).includes(part)) ?? null;
  // The language is a value of the sentence, not a part of its name: one entry serves all of them.
  const exact = `reason.${parts.filter((part) => part !== language).join('-')}`;
  if (has(exact)) return { key: exact, language };
  return { key: `reasonKind.${mark.kind}${language === null ? '' : 'In'}`, language };
}

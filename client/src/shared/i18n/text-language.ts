import type { ItemShape } from '../../../../core/inbox/items.contract.ts';

/** The language tag for the comment's own text; none where the language is not known, so that none is claimed. */
export const langOf = (language: ItemShape['language']): string | undefined =>
  language === 'mixed' || language === 'unknown' ? undefined : language;

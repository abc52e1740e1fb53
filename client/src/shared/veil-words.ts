import type { Category } from '../../../core/moderation/verdict.ts';
import type { Words } from './i18n/words.ts';

/** In place of a veiled text: that it is covered, and why. */
export const veilWords = ({ t }: Pick<Words, 't'>, veil: readonly Category[]): string =>
  t('fold.why', { categories: veil.map((category) => t(`category.${category}`)).join(', ') });

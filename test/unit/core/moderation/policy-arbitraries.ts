/** Any policy and anything that could be measured, for properties that must hold for all of them. */
import fc from 'fast-check';
import { categoriesToHide, type Decidable, decideWhy } from '../../../../core/moderation/decide.ts';
import type { CategoryRules, ModerationPolicy } from '../../../../core/moderation/policy.ts';
import { CATEGORIES, type Category, LANGUAGES, LEVELS } from '../../../../core/moderation/verdict.ts';

const score = fc.double({ min: 0, max: 1, noNaN: true });
const rule = fc.record({
  flagAt: fc.constantFrom('suspect' as const, 'strong' as const, 'off' as const),
  holdAt: fc.constantFrom('strong' as const, 'off' as const),
  hideAt: fc.constantFrom('strong' as const, 'off' as const),
  minScore: score,
});
const perCategory = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<Record<Category, T>> =>
  fc
    .tuple(...CATEGORIES.map(() => one))
    .map((all) => Object.fromEntries(CATEGORIES.map((name, i) => [name, all[i]])) as Record<Category, T>);

export const anyRules: fc.Arbitrary<CategoryRules> = perCategory(rule);

export const anyPolicy: fc.Arbitrary<ModerationPolicy> = fc.record({
  version: fc.constant('any-1'),
  categories: anyRules,
});

const signal = fc.constantFrom('lexicon' as const, 'model' as const, 'link' as const, 'pattern' as const);
const measured = fc.record({
  kind: fc.constantFrom(null, 'attack', 'official'),
  score,
  level: fc.constantFrom(...LEVELS),
  strongSignals: fc.array(signal, { maxLength: 4 }),
});
/** Of pictures: any category and level, any number of models. */
const seen = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  kind: fc.constant(null),
  score,
  level: fc.constantFrom(...LEVELS),
  strongSignals: fc.constantFrom([], ['image' as const]),
  version: fc.constantFrom('image-1', 'image-list-1'),
});

export const anyGiven: fc.Arbitrary<Decidable> = fc
  .record({
    language: fc.constantFrom(...LANGUAGES),
    about: fc.constantFrom(true, false, null),
    verdicts: perCategory(measured),
    pictures: fc.array(seen, { maxLength: 4 }),
  })
  .map(({ language, about, verdicts, pictures }) => ({
    language,
    verdicts: [
      ...CATEGORIES.map((category) => ({ category, ...verdicts[category], version: 'text-1' })),
      ...pictures,
    ],
    ...(about === null ? {} : { aboutMunicipality: about }),
  }));

/** The categories that a platform without a hold of its own would be asked to hide the text for. */
export const isHiddenBy = (given: Decidable, policy: ModerationPolicy): Category[] =>
  categoriesToHide(given, decideWhy(given, policy));

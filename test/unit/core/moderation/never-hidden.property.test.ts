/** No policy whatever takes out of sight what may not be: whatever its rules, whatever the verdicts. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  categoriesToHide,
  type Decidable,
  decidableOf,
  decideWhy,
} from '../../../../core/moderation/decide.ts';
import { DEFAULT_POLICY, STRICT_POLICY } from '../../../../core/moderation/policy.ts';
import { anyGiven, anyPolicy, isHiddenBy } from './policy-arbitraries.ts';

type Measured = Decidable['verdicts'][number];
const isText = ({ version }: Measured) => version.startsWith('text-');
const signals = ({ strongSignals = [] }: Measured) =>
  new Set(strongSignals.filter((signal) => signal !== 'word-list')).size;

/** What the text may be hidden for at all, told again without `decide`. */
function lawful(given: Decidable): ReadonlySet<string> {
  if (['se', 'smj', 'sma', 'unknown'].includes(given.language)) return new Set();
  const criticism = given.aboutMunicipality !== false;
  return new Set(
    given.verdicts
      .filter(({ category, kind }) => category !== 'disinformation' && kind !== 'official')
      .filter(({ category }) => !(criticism && (category === 'insult' || category === 'profanity')))
      .filter((verdict) => verdict.level === 'strong' && signals(verdict) >= 2 && isText(verdict))
      .map(({ category }) => category),
  );
}

describe('whatever the policy', () => {
  test('Comments are hidden for lawful categories only, on two signals', () => {
    fc.assert(
      fc.property(anyGiven, anyPolicy, (given, policy) => {
        const allowed = lawful(given);
        for (const category of isHiddenBy(given, policy))
          expect([category, allowed.has(category)]).toEqual([category, true]);
      }),
      { numRuns: 2000 },
    );
  });

  test('Disinformation, Sami, unknown language and criticism are not even held', () => {
    fc.assert(
      fc.property(anyGiven, anyPolicy, (given, policy) => {
        const { decision, categories } = decideWhy(given, policy);
        if (decision !== 'hold') return;
        expect(['se', 'smj', 'sma', 'unknown']).not.toContain(given.language);
        for (const category of categories) {
          expect(category).not.toBe('disinformation');
          if (given.aboutMunicipality !== false) expect(['insult', 'profanity']).not.toContain(category);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('A hide that is decided can be carried out, and pictures never make one', () => {
    fc.assert(
      fc.property(anyGiven, anyPolicy, (given, policy) => {
        const decided = decideWhy(given, policy);
        if (decided.decision === 'hide') expect(categoriesToHide(given, decided)).not.toEqual([]);
        const words = decideWhy({ ...given, verdicts: given.verdicts.filter(isText) }, policy);
        const withheld = ['hold', 'hide'];
        if (withheld.includes(words.decision)) expect(decided).toEqual(words);
        else expect(withheld).not.toContain(decided.decision);
      }),
      { numRuns: 2000 },
    );
  });

  test('A comment that a policy wants out of sight and may not hide is flagged, not passed over', () => {
    fc.assert(
      fc.property(anyGiven, anyPolicy, (given, policy) => {
        const wanted = given.verdicts.some(({ category, level, score }) => {
          const { hideAt, holdAt, minScore } = policy.categories[category];
          return level === 'strong' && score >= minScore && (hideAt === 'strong' || holdAt === 'strong');
        });
        if (wanted) expect(decideWhy(given, policy).decision).not.toBe('none');
      }),
    );
  });

  test('An item is decided again as its fresh classification was', () => {
    fc.assert(
      fc.property(anyGiven, anyPolicy, (given, policy) => {
        const { aboutMunicipality = null, ...rest } = given;
        const again = decidableOf({ ...rest, aboutMunicipality, classifier: 'text-1' });
        expect(again && decideWhy(again, policy)).toEqual(decideWhy(given, policy));
      }),
    );
  });
});

test('An item from before it was known whom it speaks of is never hidden as speech', () => {
  fc.assert(
    fc.property(anyGiven, (given) => {
      const older = decidableOf({ ...given, aboutMunicipality: null, classifier: 'text-1' });
      const hides = older === null ? [] : categoriesToHide(older, decideWhy(older, STRICT_POLICY));
      expect(hides).not.toContain('insult');
      expect(hides).not.toContain('profanity');
    }),
  );
  expect(decidableOf({ classifier: null, language: 'sv', verdicts: [] })).toBeNull();
});

test('The default policy hides nothing', () => {
  fc.assert(fc.property(anyGiven, (given) => expect(isHiddenBy(given, DEFAULT_POLICY)).toEqual([])));
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../../../core/moderation/decide.ts';
import { DEFAULT_POLICY, type ModerationPolicy, STRICT_POLICY } from '../../../../core/moderation/policy.ts';
import { replay } from '../../../../core/moderation/replay.ts';
import {
  CATEGORIES,
  type Category,
  type Classification,
  LANGUAGES,
  LEVELS,
  type Verdict,
} from '../../../../core/moderation/verdict.ts';

const quiet = (category: Category): Verdict => ({
  category,
  kind: null,
  score: 0.01,
  level: 'none',
  spans: [],
  version: 't',
});

function classification(
  change: Partial<Verdict> & { category: Category },
  rest: Partial<Classification> = {},
): Classification {
  return {
    language: 'sv',
    verdicts: CATEGORIES.map((category) =>
      category === change.category ? { ...quiet(category), ...change } : quiet(category),
    ),
    intent: { class: 'neutral', score: 0.5, flags: [] },
    registration: { class: 'minor', score: 0.5, reasons: [], caseNumber: null },
    needsAnswer: { value: false, score: 0.2 },
    aboutMunicipality: false,
    version: 't',
    ...rest,
  };
}

const sure = { level: 'strong', score: 0.95, strongSignals: ['lexicon', 'model'] } as const;

test('A comment in which nothing is found is decided as none', () => {
  expect(decide(classification({ category: 'hate' }), STRICT_POLICY)).toBe('none');
});

test('The default policy flags and never hides', () => {
  expect(decide(classification({ category: 'threat', ...sure }), DEFAULT_POLICY)).toBe('flag');
  expect(decide(classification({ category: 'insult', level: 'suspect', score: 0.5 }), DEFAULT_POLICY)).toBe(
    'flag',
  );
});

describe('the strict policy', () => {
  test('The strict policy hides where two signals agree', () => {
    expect(decide(classification({ category: 'hate', ...sure }), STRICT_POLICY)).toBe('hide');
  });
  test('The strict policy does not hide on one signal, however strong', () => {
    expect(
      decide(classification({ category: 'hate', ...sure, strongSignals: ['model'] }), STRICT_POLICY),
    ).toBe('flag');
  });

  test('A word of the municipality’s own list is never one of the two signals', () => {
    for (const other of ['model', 'lexicon', 'link'] as const) {
      const signals = { ...sure, strongSignals: ['word-list', other] as const };
      const given = classification({ category: 'insult', ...signals });
      expect(decide({ ...given, aboutMunicipality: false }, STRICT_POLICY)).toBe('flag');
    }
    const three = { ...sure, strongSignals: ['word-list', 'lexicon', 'model'] as const };
    const given = classification({ category: 'insult', ...three });
    expect(decide({ ...given, aboutMunicipality: false }, STRICT_POLICY)).toBe('hide');
  });
  test('The strict policy does not hide older items that do not say which signals there were', () => {
    expect(decide(classification({ category: 'hate', level: 'strong', score: 0.99 }), STRICT_POLICY)).toBe(
      'flag',
    );
  });
  test('The strict policy does not hide coarse criticism of the municipality', () => {
    for (const category of ['insult', 'profanity'] as const) {
      expect(decide(classification({ category, ...sure }, { aboutMunicipality: true }), STRICT_POLICY)).toBe(
        'flag',
      );
    }
  });
  test('The strict policy hides a threat against a politician', () => {
    expect(
      decide(classification({ category: 'threat', ...sure }, { aboutMunicipality: true }), STRICT_POLICY),
    ).toBe('hide');
  });
});

test('No policy hides disinformation, Sami, unknown language, or insults of officials', () => {
  const rule = fc.record({
    flagAt: fc.constantFrom('suspect', 'strong', 'off'),
    holdAt: fc.constantFrom('strong', 'off'),
    hideAt: fc.constantFrom('strong', 'off'),
    minScore: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const input = fc.record({
    rules: fc.tuple(...CATEGORIES.map(() => rule)),
    level: fc.constantFrom(...LEVELS),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    language: fc.constantFrom(...LANGUAGES),
    category: fc.constantFrom(...CATEGORIES),
    official: fc.boolean(),
  });
  fc.assert(
    fc.property(input, ({ rules, level, score, language, category, official }) => {
      const categories = Object.fromEntries(
        CATEGORIES.map((name, i) => [name, rules[i]]),
      ) as unknown as ModerationPolicy['categories'];
      const kind = official ? 'official' : null;
      const read = classification(
        { category, level, score, kind, strongSignals: ['lexicon', 'model', 'link'] },
        { language },
      );
      const decision = decide(read, { version: 'any', categories });
      const protectedText =
        category === 'disinformation' || ['se', 'sma', 'smj', 'unknown'].includes(language) || official;
      if (protectedText) expect(decision).not.toBe('hide');
    }),
  );
});

test('A replay counts per category what a policy would have done', () => {
  const about = { accountId: 'a1', hideable: true };
  const history = [
    { ...about, id: 'a', given: classification({ category: 'hate', ...sure }) },
    { ...about, id: 'b', given: classification({ category: 'hate' }) },
    { ...about, id: 'c', given: classification({ category: 'hate', ...sure }), hideable: false },
    { ...about, id: 'd', given: null },
  ];
  const result = replay(history, { now: () => DEFAULT_POLICY, proposed: STRICT_POLICY });
  expect(result).toMatchObject({
    items: 4,
    notClassified: 1,
    now: { decisions: { none: 1, flag: 3, hold: 0, hide: 0 }, outOfSight: 0 },
    proposed: { decisions: { none: 1, flag: 1, hold: 0, hide: 2 }, outOfSight: 1 },
    changes: [{ from: 'flag', to: 'hide', count: 2 }],
  });
  const hate = result.byCategory.find(({ category }) => category === 'hate');
  expect(hate).toMatchObject({
    now: { none: 1, flag: 2, hold: 0, hide: 0 },
    proposed: { none: 1, flag: 0, hold: 0, hide: 2 },
  });
  expect(hate?.examples).toEqual([
    { itemId: 'a', accountId: 'a1', now: 'flag', proposed: 'hide' },
    { itemId: 'c', accountId: 'a1', now: 'flag', proposed: 'hide' },
  ]);
});

/** `possible` sorts; it flags nothing, alarms nobody, and is no statement of the machine's. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adjustByLearned } from '../../../../classifiers/text/learned/adjust.ts';
import { readFindings } from '../../../../core/evidence/sealed-record.ts';
import { isGraver } from '../../../../core/inbox/graver.ts';
import type { Item } from '../../../../core/inbox/item.ts';
import { graveness } from '../../../../core/inbox/item-content.ts';
import { labelsFor } from '../../../../core/learning/learning.ts';
import { decide } from '../../../../core/moderation/decide.ts';
import { SEVERITY } from '../../../../core/moderation/severity.ts';
import {
  ABUSIVE_CATEGORIES,
  CATEGORIES,
  type Category,
  flaggedIn,
  graverLevel,
  LANGUAGES,
  type Level,
  lowerLevel,
} from '../../../../core/moderation/verdict.ts';
import { mayBeSecretItem } from '../../../../core/records/secret.ts';
import { anyPolicy } from './policy-arbitraries.ts';

const verdict = (category: Category, level: Level, score = 0.4) =>
  ({ category, level, score, kind: null, spans: [], version: 'text-1' }) as const;
const place = (...found: [Category, Level][]) =>
  graveness({ verdicts: found.map(([category, level]) => verdict(category, level)), decision: 'none' });

describe('the level possible', () => {
  test('The level possible lies between none and suspect', () => {
    expect(graverLevel('none', 'possible')).toBe('possible');
    expect(graverLevel('possible', 'suspect')).toBe('suspect');
    expect(lowerLevel('possible', 'suspect')).toBe('possible');
  });

  test('What is possible is not flagged, and not found by its category', () => {
    const verdicts = CATEGORIES.map((category) => verdict(category, 'possible'));
    expect(flaggedIn(verdicts)).toEqual([]);
    expect(graveness({ verdicts, decision: 'none' })).toMatchObject({ abusive: false, flagged: [] });
    expect(mayBeSecretItem({ verdicts })).toBe(false);
    expect(readFindings({ verdicts } as unknown as Parameters<typeof readFindings>[0])).toEqual([]);
  });

  test('No policy makes anything of what is possible, whatever its score and signals', () => {
    const measured = fc.record({
      category: fc.constantFrom(...CATEGORIES),
      kind: fc.constant(null),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      level: fc.constant('possible' as const),
      strongSignals: fc.constant(['lexicon', 'model'] as const),
      version: fc.constantFrom('text-1', 'image-1'),
    });
    fc.assert(
      fc.property(
        fc.array(measured),
        anyPolicy,
        fc.constantFrom(...LANGUAGES),
        (verdicts, policy, language) => {
          expect(decide({ language, verdicts, aboutMunicipality: false }, policy)).toBe('none');
        },
      ),
    );
  });

  test('A possible threat stands before what is merely flagged and behind suspected abuse', () => {
    const possible = place(['threat', 'possible']).severity;
    expect(possible).toBe(SEVERITY.possibleAbuse);
    expect(possible).toBeGreaterThan(SEVERITY.flagged);
    expect(possible).toBeLessThan(place(['insult', 'suspect']).severity);
    expect(place(['ads', 'possible'], ['threat', 'none']).severity).toBe(SEVERITY.calm);
    expect(place(['threat', 'possible'], ['insult', 'strong']).severity).toBe(SEVERITY.gravest);
    for (const category of ABUSIVE_CATEGORIES)
      expect(place([category, 'possible']).severity).toBe(SEVERITY.possibleAbuse);
  });

  test('An item does not become graver, nor wakes, by what is only possible', () => {
    const graded = (level: Level, severity: number) =>
      ({ verdicts: [verdict('threat', level)], severity, decision: 'none' }) as const;
    expect(isGraver(graded('none', 0), graded('possible', SEVERITY.possibleAbuse))).toBe(false);
    expect(isGraver(graded('possible', SEVERITY.possibleAbuse), graded('suspect', 2))).toBe(true);
  });

  test('A possible verdict that nobody remarked on teaches that nothing was found', () => {
    const item = {
      status: 'closed',
      handling: { first: 'eva', solver: 'eva' },
      revision: 1,
      corrections: [],
      verdicts: [verdict('threat', 'possible'), verdict('insult', 'suspect')],
    } as unknown as Item;
    expect(labelsFor(item)).toEqual([
      { category: 'threat', is: false, kind: 'unremarked' },
      { category: 'insult', is: true, kind: 'agreed' },
    ]);
  });
});

describe('what moderators taught', () => {
  const points = {
    ...{ own: 1, general: 0, evidence: 0, constant: 0, blind: 0.6, veto: 0.05 },
    ...{ possible: 0.2, suspect: 0.5, strong: 0.9 },
  };
  const adjusted = (from: { score: number; level: Level }, change: number) =>
    adjustByLearned(
      {
        findings: [],
        context: { learned: { name: 'l', read: () => undefined, adjustment: () => change } },
      } as unknown as Parameters<typeof adjustByLearned>[0],
      'threat',
      { score: from, points },
    );

  test('What was taught raises none to possible and possible to suspect, never further', () => {
    expect(adjusted({ score: 0.1, level: 'none' }, 1)).toMatchObject({ level: 'possible' });
    expect(adjusted({ score: 0.3, level: 'possible' }, 2)).toMatchObject({
      level: 'suspect',
      adjustment: 'raised',
    });
    expect(adjusted({ score: 0.3, level: 'possible' }, 6)).toMatchObject({ level: 'suspect' });
    expect(adjusted({ score: 0.6, level: 'suspect' }, 6)).toEqual({
      score: expect.any(Number),
      level: 'suspect',
    });
  });
  test('What was taught lowers suspect to possible, and possible to none', () => {
    expect(adjusted({ score: 0.55, level: 'suspect' }, -0.9)).toMatchObject({ level: 'possible' });
    expect(adjusted({ score: 0.3, level: 'possible' }, -3)).toMatchObject({ level: 'none' });
  });
});

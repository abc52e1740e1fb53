/** A weights file may hold a point for `possible`; without one nothing is. */
import { describe, expect, test } from '@jest/globals';
import { createTextClassifier } from '../../../../classifiers/text/create.ts';
import { parseModel, serialiseModel } from '../../../../classifiers/text/model/weights.ts';
import { decide } from '../../../../core/moderation/decide.ts';
import { STRICT_POLICY } from '../../../../core/moderation/policy.ts';
import { CATEGORIES, type Category, isFlagged, LEVEL_RANK } from '../../../../core/moderation/verdict.ts';
import { explain } from '../../../../ops/cli/explain.ts';
import { readTextResources } from '../../../../workers/classify/load.ts';

const { model: shipped, ...resources } = await readTextResources();
if (shipped === null) throw new Error('there are no weights');

/** The shipped weights with this point in every category and language. */
function classifierWith(possible: number | undefined) {
  const { header, tables } = shipped!;
  const calibration = Object.fromEntries(
    Object.entries(header.calibration).map(([group, points]) => [
      group,
      Object.fromEntries(
        Object.entries(points).map(([category, { possible: _, ...rest }]) => [
          category,
          possible === undefined ? rest : { ...rest, possible },
        ]),
      ),
    ]),
  );
  const bytes = serialiseModel(
    { ...header, calibration },
    tables.map(({ weights }) => weights),
  );
  return createTextClassifier({ ...resources, model: parseModel(bytes) });
}

const without = classifierWith(undefined);
const low = classifierWith(0.001);
const TEXTS = [
  'Du ska få ångra detta när vi ses',
  'Din jävla idiot, jag ska döda dig',
  'Det var väl ingen som saknade dem när de försvann',
  'Biblioteket är öppet till klockan sju',
  'Vi burde møtes uten vitner en kveld',
];
const levels = (classifier: typeof low, text: string) =>
  new Map(classifier.classify(text).verdicts.map(({ category, level }) => [category, level]));

describe('a point for possible', () => {
  test('A weights file without the point finds nothing possible', () => {
    for (const text of TEXTS) expect([...levels(without, text).values()]).not.toContain('possible');
  });
  test('The point turns none into possible, and touches no level above it', () => {
    let found = 0;
    for (const text of TEXTS) {
      const before = levels(without, text);
      for (const [category, level] of levels(low, text)) {
        const was = before.get(category) ?? 'none';
        if (level === 'possible') expect(was).toBe('none');
        else expect(level).toBe(was);
        expect(LEVEL_RANK[level]).toBeGreaterThanOrEqual(LEVEL_RANK[was]);
        if (level === 'possible') found += 1;
      }
    }
    expect(found).toBeGreaterThan(0);
  });
  test('What is possible is no strong signal, decides nothing, and stands in the explanation', () => {
    const text = 'Du ska få ångra detta när vi ses';
    const result = low.classify(text);
    const possible = result.verdicts.filter(({ level }) => level === 'possible');
    expect(possible.length).toBeGreaterThan(0);
    for (const { strongSignals } of possible) expect(strongSignals).toEqual([]);
    const quiet = { ...result, verdicts: result.verdicts.filter((verdict) => !isFlagged(verdict)) };
    expect(decide(quiet, STRICT_POLICY)).toBe('none');
    const categories: readonly Category[] = CATEGORIES;
    expect(explain(result, STRICT_POLICY, text)).toMatch(
      new RegExp(`(?:${categories.join('|')}) +possible +0\\.`, 'u'),
    );
  });
});

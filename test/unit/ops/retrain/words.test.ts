import { expect, test } from '@jest/globals';
import type { CategoryOutcome } from '../../../../classifiers/text/index.ts';
import { gatheredWords, listWords, outcomeWords } from '../../../../ops/retrain/words.ts';

const tally = (labels: number, before: number, after: number) => ({ labels, before, after });
const taken: CategoryOutcome = {
  category: 'ads',
  corrections: 30,
  groups: 1,
  strength: 0.7,
  verdict: 'better',
  logLoss: { before: 0.704, after: 0.262 },
  errors: { before: 0.58, after: 0.18 },
  corrected: tally(30, 4, 22),
  confirmed: tally(20, 20, 20),
  unremarked: tally(0, 0, 0),
  falseAlarms: { rows: 2177, before: 3, after: 3 },
  shippedHits: { rows: 82, before: 79, after: 79 },
};

test('The outcome says what was found, category by category', () => {
  expect(outcomeWords([taken])).toBe(
    `  ads: 30 corrections by 1 author. better, taken up at 70 % strength, so as to do no harm.
    held back: log loss 0.70 -> 0.26, errors 0.58 -> 0.18
    of 30 corrections 4 -> 22 right
    of 20 confirmed verdicts 20 -> 20 right
    project’s texts: 3 -> 3 of 2177 clean ones flagged, 79 -> 79 of 82 labelled ones found
`,
  );
  const few = { ...taken, verdict: 'too-few', logLoss: null, errors: null } as const;
  expect(outcomeWords([few])).toMatch(
    /too few corrections to learn from yet \(8 are needed, by 4 authors\)\.\n$/u,
  );
  expect(outcomeWords([])).toContain('nothing to learn from');
  const gathered = { samples: [], corrected: 1, found: 2, unremarked: 3, textless: 1 };
  expect(gatheredWords(gathered)).toMatch(
    /1 corrected comment;.*1 corrected comment had no text any more\./su,
  );
});

test('The list of learned models says who asked for each', () => {
  const row = {
    _id: 'x',
    tenantId: 'main',
    version: 3,
    state: 'in-use',
    classifier: 'text-2',
    createdAt: new Date('2026-11-21T10:00:00Z'),
    by: { kind: 'machine', id: 'command-line' },
    texts: 90,
    corrections: 30,
    figures: [taken],
  } as const;
  expect(listWords([row])).toBe(
    '  org-3  in-use    2026-11-21T10:00:00.000Z  on text-2, 30 corrections, command-line: ads\n',
  );
  expect(listWords([])).toContain('the shipped model judges alone');
});

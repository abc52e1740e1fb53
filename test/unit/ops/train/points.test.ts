import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Blindly, chooseLevels, type Scored } from '../../../../ops/train/levels.ts';
import { type Candidate, choosePoints, type Ladder } from '../../../../ops/train/points.ts';

const NAMES = ['threat', 'ads'] as const;
type Name = (typeof NAMES)[number];

const candidate = (text: number, p: number, rest: Partial<Candidate> = {}): Candidate => ({
  p,
  label: 0,
  text,
  alarm: null,
  found: false,
  ...rest,
});
const ladder = (name: Name, candidates: readonly Candidate[]): Ladder<Name> => ({
  name,
  candidates,
  floor: 0,
  positives: Math.max(1, candidates.filter(({ label }) => label === 1).length),
});
const ordinary = (text: number, p: number): Candidate => candidate(text, p, { alarm: 'ordinary' });
const positive = (text: number, p: number): Candidate => candidate(text, p, { label: 1 });

describe('points under one budget', () => {
  test('What costs no false alarm is taken, and what costs most for least is left', () => {
    const threat = ladder('threat', [
      positive(1, 0.9),
      ordinary(10, 0.5),
      positive(2, 0.4),
      positive(3, 0.3),
    ]);
    const ads = ladder('ads', [positive(4, 0.8), ordinary(11, 0.7), positive(5, 0.1)]);
    const points = choosePoints([threat, ads], new Set(), { budget: { ordinary: 0.5 }, wanted: 0 });
    // one false alarm may be afforded: it finds two of three threats, or one of two advertisements
    expect(points).toEqual([0.3, 0.8]);
  });

  test('A text that two categories flag is one false alarm', () => {
    const threat = ladder('threat', [ordinary(10, 0.5), positive(1, 0.4), ordinary(12, 0)]);
    const ads = ladder('ads', [ordinary(10, 0.7), positive(2, 0.1)]);
    expect(choosePoints([threat, ads], new Set(), { budget: { ordinary: 0.5 }, wanted: 0 })).toEqual([
      0.4, 0.1,
    ]);
  });

  test('A false alarm of a word that stands anyway is counted before any other', () => {
    const threat = ladder('threat', [ordinary(10, 0.5), positive(1, 0.4), ordinary(12, 0)]);
    const budget = { budget: { ordinary: 0.5 }, wanted: 0 };
    expect(choosePoints([threat], new Set(), budget)).toEqual([0.4]);
    expect(choosePoints([threat], new Set([12]), budget)[0]).toBeGreaterThan(1);
  });

  test('No more texts of a kind are flagged than the budget allows, whatever the scores', () => {
    const score = fc.integer({ min: 1, max: 99 }).map((value) => value / 100);
    const row = fc.record({ p: fc.tuple(score, score), isOrdinary: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        const ladders = NAMES.map((name, n) =>
          ladder(
            name,
            rows.map(({ p, isOrdinary }, text) =>
              isOrdinary ? ordinary(text, p[n] ?? 0) : positive(text, p[n] ?? 0),
            ),
          ),
        );
        const points = choosePoints(ladders, new Set(), { budget: { ordinary: 0.2 }, wanted: 0.5 });
        const isFlagged = (p: readonly number[]): boolean => p.some((value, n) => value >= (points[n] ?? 0));
        const all = rows.filter(({ isOrdinary }) => isOrdinary);
        const flagged = all.filter(({ p }) => isFlagged(p)).length;
        expect(flagged).toBeLessThanOrEqual(Math.floor(all.length * 0.2 + 1e-9));
      }),
    );
  });
});

describe('levels', () => {
  const scored = (text: number, p: number, rest: Partial<Scored> = {}): Scored => ({
    p,
    label: 0,
    evidence: true,
    words: false,
    weight: 1,
    text,
    alarm: null,
    ...rest,
  });
  const violations = Array.from({ length: 40 }, (_, i) => scored(i, 0.2 + i / 60, { label: 1 }));
  const harmless = Array.from({ length: 400 }, (_, i) => scored(100 + i, i / 1000, { alarm: 'ordinary' }));
  const freely = (): Blindly => 'freely';

  test('A text may be possible from a lower score than it is suspect, and suspect from a lower one than strong', () => {
    const levels = chooseLevels(new Map([['threat', [...violations, ...harmless]]]), freely).get('threat');
    expect(levels?.possible).toBeLessThan(levels?.suspect ?? 0);
    expect(levels?.suspect).toBeLessThanOrEqual(levels?.strong ?? 0);
  });

  test('Without ordinary comments to set it by there is no point for possible', () => {
    const levels = chooseLevels(new Map([['threat', violations]]), freely).get('threat');
    expect(levels).toBeDefined();
    expect(levels).not.toHaveProperty('possible');
  });

  test('A category that needs evidence is not suspect without it where as many such texts are harmless', () => {
    const named = violations.map((row) => ({ ...row, label: 0, text: row.text + 1000 }));
    const blind = [...violations, ...named, ...harmless].map((row) => ({ ...row, evidence: false }));
    expect(chooseLevels(new Map([['hate', blind]]), () => 'surely').get('hate')?.blind).toBeGreaterThan(1);
  });
});

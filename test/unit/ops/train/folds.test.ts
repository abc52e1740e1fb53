import { describe, expect, test } from '@jest/globals';
import { foldsOf } from '../../../../ops/train/cross-validate.ts';
import {
  ordinaryExample,
  readOrdinary,
  readOwn,
  toExample,
  translatedExamples,
} from '../../../../ops/train/own-data.ts';
import { type Example, setsPoints } from '../../../../ops/train/sources.ts';
import { ORDINARY } from '../../../../ops/train/tasks.ts';

const own = readOwn();
const ordinary = readOrdinary().map(ordinaryExample);
const examples: Example[] = [...own.map(toExample), ...translatedExamples(own), ...ordinary];
const folds = foldsOf(examples);

describe('folds', () => {
  test('Everything of a hand is in one fold, its translations too, so that no figure knows who wrote', () => {
    const foldsOfHand = new Map<string, Set<number>>();
    examples.forEach(({ source, group }, at) => {
      if (source === 'ordinary') return;
      foldsOfHand.set(group, (foldsOfHand.get(group) ?? new Set()).add(folds[at] ?? -1));
    });
    expect([...foldsOfHand.keys()].sort()).toEqual([...new Set(own.map(({ hand }) => hand))].sort());
    expect([...foldsOfHand].filter(([, inFolds]) => inFolds.size !== 1)).toEqual([]);
  });

  test('Ordinary comments are in no fold: nothing is trained on them', () => {
    expect(examples.filter(({ source }, at) => source === 'ordinary' && folds[at] !== ORDINARY)).toEqual([]);
  });

  test('About half of the ordinary comments set points, by whole authors', () => {
    const setting = ordinary.filter(setsPoints);
    expect(setting.length / ordinary.length).toBeGreaterThan(0.4);
    expect(setting.length / ordinary.length).toBeLessThan(0.6);
    const measuring = new Set(ordinary.filter((row) => !setsPoints(row)).map(({ group }) => group));
    expect(setting.filter(({ group }) => measuring.has(group))).toEqual([]);
  });
});

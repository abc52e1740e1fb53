import { describe, expect, test } from '@jest/globals';
import {
  isResting,
  NOT_TYPING,
  saidByKey,
  type Told,
  typing,
} from '../../../client/src/shared/typing-guard.ts';

const told = (...all: Told[]) => all.reduce(typing, NOT_TYPING);

describe('the guard of who writes', () => {
  test('Keys rest for 1.5 s after a field was lost in the middle of a word, and longer while letters come', () => {
    const lost = told({ type: 'entered' }, { type: 'wrote' }, { type: 'lost', at: 1_000 });
    expect([isResting(lost, 1_001), isResting(lost, 2_499), isResting(lost, 2_500)]).toEqual([
      true,
      true,
      false,
    ]);
    const typed = typing(lost, { type: 'pressed', at: 2_400 });
    expect([isResting(typed, 3_800), isResting(typed, 3_900)]).toEqual([true, false]);
  });

  test('Keys are heard at once after a field that its person left', () => {
    expect(
      isResting(told({ type: 'entered' }, { type: 'leaving' }, { type: 'lost', at: 1_000 }), 1_001),
    ).toBe(false);
    const wentOn = told(
      { type: 'entered' },
      { type: 'leaving' },
      { type: 'wrote' },
      { type: 'lost', at: 1_000 },
    );
    expect(isResting(wentOn, 1_001)).toBe(true);
  });

  test('A pointer ends the rest', () => {
    const lost = told({ type: 'entered' }, { type: 'lost', at: 1_000 });
    expect(isResting(typing(lost, { type: 'leaving' }), 1_001)).toBe(false);
  });

  test.each([
    ['a', false, false, 'wrote'],
    ['Enter', false, false, 'wrote'],
    ['Enter', false, true, 'leaving'],
    ['Enter', true, false, 'leaving'],
    ['Tab', false, false, 'leaving'],
    ['Escape', false, false, 'leaving'],
    ['a', true, false, null],
    ['ArrowLeft', false, false, null],
  ] as const)('The key %s (Ctrl %s, one line %s) says of its person: %s', (key, ctrl, oneLine, said) => {
    expect(saidByKey({ key, ctrl, oneLine })).toBe(said);
  });
});

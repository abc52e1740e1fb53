import { describe, expect, test } from '@jest/globals';
import { editSteps } from '../../../client/src/inbox/item/edit-steps.ts';

const shown = (text: string | null) => ({ text, at: '2026-03-02T08:00:00.000Z', receivedAt: '' });

describe('the edits of a text', () => {
  test('Each is compared with the one before it, the newest first', () => {
    const steps = editSteps([shown('a'), shown('b'), shown('c')], 3);
    expect(steps.map(({ before, revision }) => [before, revision.text])).toEqual([
      ['b', 'c'],
      ['a', 'b'],
    ]);
    expect(steps.every(({ skipped }) => skipped === 0)).toBe(true);
  });

  test('A text that is not kept is compared with nothing, nor is the one after it', () => {
    const steps = editSteps([shown('a'), shown(null), shown('c')], 3);
    expect(steps.map(({ before, revision }) => [before, revision.text])).toEqual([
      [null, 'c'],
      ['a', null],
    ]);
  });

  test('Edits that are left out are counted between the first text and the next one shown', () => {
    const steps = editSteps([shown('a'), shown('y'), shown('z')], 5000);
    expect(steps.map(({ before, skipped }) => [before, skipped])).toEqual([
      ['y', 0],
      [null, 4997],
    ]);
  });
});

import { expect, test } from '@jest/globals';
import { caseDifference } from '../../../../core/lists/case-difference.ts';

const row = (number: string, subject: string, more = {}) => ({ number, subject, ...more });

test('An import is told apart into what is new, gone, changed and as it was, by number', () => {
  const before = [
    row('KS 1', 'Bro', { place: 'Ån' }),
    row('KS 2', 'Väg'),
    row('KS 3', 'Park', { status: 'Öppet' }),
  ];
  const after = [
    row('KS 3', 'Park', { status: 'Avslutat' }),
    row('KS 4', 'Torg'),
    row('KS 1', 'Bro', { place: 'Ån' }),
  ];
  expect(caseDifference(before, after)).toEqual({
    added: [after[1]],
    gone: [before[1]],
    changed: [{ before: before[2], after: after[0] }],
    unchanged: 1,
  });
});

test('A field that is empty and one that is missing are the same', () => {
  const stored = { ...row('KS 1', 'Bro'), place: null as never };
  expect(caseDifference([stored], [row('KS 1', 'Bro')])).toMatchObject({ changed: [], unchanged: 1 });
});

test('Without a list before, everything is new; of a file without cases, everything is gone', () => {
  expect(caseDifference([], [row('KS 1', 'Bro')])).toMatchObject({ added: [{ number: 'KS 1' }], gone: [] });
  expect(caseDifference([row('KS 1', 'Bro')], [])).toMatchObject({ added: [], gone: [{ number: 'KS 1' }] });
});

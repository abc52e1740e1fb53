import { expect, test } from '@jest/globals';
import { options, UsageError } from '../../../ops/cli/usage.ts';

const read = (name: string) => options(['--name', name], { name: { type: 'string' } } as const).name;

test.each([
  'Kommun\uFFFD',
  'Kommun\0',
  'rad\nrad',
  'Kommun \ud83d',
])('An option that holds what was not typed is refused by its name: %j', (name) => {
  expect(() => read(name)).toThrow(UsageError);
  expect(() => read(name)).toThrow(/--name holds characters/u);
});

test('An option with letters of any alphabet is taken as it is', () => {
  expect(read('Sámi gielda Å 👩‍🏫')).toBe('Sámi gielda Å 👩‍🏫');
});

import { expect, test } from '@jest/globals';
import { idOf, linkOf, personNameOf, timeOf } from '../../../../connectors/shared/read.ts';

test.each([
  [1763733600, '2025-11-21T14:00:00.000Z'],
  [1763733600123, '2025-11-21T14:00:00.123Z'],
  ['1763733600', '2025-11-21T14:00:00.000Z'],
  ['1763733600123', '2025-11-21T14:00:00.123Z'],
  ['2025-11-21T14:00:00+0000', '2025-11-21T14:00:00.000Z'],
  ['2025-11-21T15:00:00+01:00', '2025-11-21T14:00:00.000Z'],
  ['2025-11-21T14:00:00.5Z', '2025-11-21T14:00:00.500Z'],
  ['2025-11-21T14:00:00', '2025-11-21T14:00:00.000Z'],
])('The time %p is read as %s', (value, expected) => {
  expect(timeOf(value)?.toISOString()).toBe(expected);
});

test.each([
  0,
  -1,
  Number.NaN,
  1e17,
  '',
  'yesterday',
  '2025-13-41T14:00:00Z',
  null,
  undefined,
  {},
  [],
  true,
])('The value %p is no time', (value) => {
  expect(timeOf(value)).toBeNull();
});

test('Ids are opaque texts, or integers that lost nothing', () => {
  expect(['1_2', 7, '', 1.5, 2 ** 53, 'x'.repeat(256), null].map(idOf)).toEqual([
    '1_2',
    '7',
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('Only web addresses are links', () => {
  expect(
    ['https://a.se/x', 'javascript:alert(1)', 'data:text/html,x', '//a.se', 'http://', 3].map(linkOf),
  ).toEqual(['https://a.se/x', null, null, null, null, null]);
});

test('A name as long as a letter is its beginning, and an address without end is none', () => {
  expect(personNameOf('Eva Å')).toBe('Eva Å');
  expect(personNameOf('å'.repeat(1_500_000))).toBe('å'.repeat(300));
  expect(personNameOf(7)).toBeNull();
  expect(linkOf(`https://social.example/${'a'.repeat(9000)}`)).toBeNull();
});

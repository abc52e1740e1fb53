import { expect, test } from '@jest/globals';
import { hasHiddenSigns, withSignsApart } from '../../../../core/inbox/hidden-signs.ts';

test.each([
  ['an override', 'gnir\u202ekcolb', 'direction'],
  ['an isolate', 'a\u2067b', 'direction'],
  ['an Arabic letter mark', 'a\u061cb', 'direction'],
  ['a zero-width space', 'id\u200bioter', 'invisible'],
  ['a soft hyphen', 'id\u00adioter', 'invisible'],
])('A text shows %s as a mark and loses no letter', (_name, text, sign) => {
  const parts = withSignsApart(text);
  expect(parts.map((part) => part.sign)).toEqual([null, sign, null]);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.every(({ start, text: part }) => text.startsWith(part, start))).toBe(true);
});

test('A family emoji, Sámi letters and a plain Arabic sentence have no hidden signs', () => {
  for (const text of ['👨‍👩‍👧', 'Buorre beaivi, čáppa giđđa', 'متى يفتح المسبح؟', ''])
    expect([text, hasHiddenSigns(text)]).toEqual([text, false]);
});

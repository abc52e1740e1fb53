import { expect, test } from '@jest/globals';
import { attachmentsOf } from '../../../../connectors/facebook/parts.ts';

const photo = 'https://cdn.example/1.jpg';
const alts = (value: object) => attachmentsOf({ photo, ...value }).map(({ alt }) => alt);

test('A picture keeps the words that the platform has for it', () => {
  expect(alts({ alt_text: ' En grop i gatan ' })).toEqual(['En grop i gatan']);
  expect(alts({ alt_text: 'a'.repeat(2_000) })[0]).toHaveLength(1_000);
});

test('No words, words of another kind and words about several pictures are left out', () => {
  expect(alts({})).toEqual([undefined]);
  expect(alts({ alt_text: '  ' })).toEqual([undefined]);
  expect(alts({ alt_text: 7 })).toEqual([undefined]);
  expect(alts({ alt_text: 'Två', photos: ['https://cdn.example/2.jpg'] })).toEqual([undefined, undefined]);
  expect('alt' in (attachmentsOf({ photo })[0] ?? {})).toBe(false);
});

import { versionName } from '../../../client/src/shared/version-name.ts';

const words = {
  t: (key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(' '),
};

describe('the name of a version', () => {
  it.each([
    ['municipality-3', 'versions.of.municipality 3'],
    ['account-0a1b-2c3d4e5-12', 'versions.of.account 12'],
    ['default-1', 'versions.default'],
    ['default-SE-1', 'versions.default'],
    ['something-else', 'something-else'],
  ])('The code %s is said in words', (code, name) => {
    expect(versionName(words, code)).toBe(name);
  });
});

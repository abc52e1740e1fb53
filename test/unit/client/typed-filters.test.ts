import { type Choices, meantBy } from '../../../client/src/inbox/list/typed-filters.ts';
import { readQuery } from '../../../core/inbox/search-query.ts';

const CHOICES: Choices = {
  account: [
    { value: 'a1', label: 'Norra kommunen' },
    { value: 'a2', label: 'Södra kommunen' },
    { value: 'a3', label: 'Badhuset' },
  ],
  platform: [
    { value: 'facebook', label: 'Facebook' },
    { value: 'x', label: 'X' },
  ],
  category: [
    { value: 'threat', label: 'hot' },
    { value: 'hate', label: 'hets mot folkgrupp' },
  ],
};
const meant = (typed: string) => meantBy(readQuery(typed).filters[0]!, CHOICES);

describe('a typed filter', () => {
  test('Its value is a code, a name, or the beginning of one name alone', () => {
    expect(meant('kategori:hot')).toEqual({ category: 'threat' });
    expect(meant('kategori:threat')).toEqual({ category: 'threat' });
    expect(meant('konto:bad')).toEqual({ accountId: 'a3' });
    expect(meant('konto:"södra kommunen"')).toEqual({ accountId: 'a2' });
    expect(meant('plattform:x')).toEqual({ platform: 'x' });
  });

  test('What may be several or none is nothing', () => {
    for (const typed of ['konto:kommunen', 'konto:', 'kategori:h', 'plattform:myspace'])
      expect(meant(typed)).toBeNull();
  });

  test('A day is written in the ways of three countries, and one that the calendar lacks is none', () => {
    expect(meant('från:2026-01-31')).toEqual({ from: '2026-01-31' });
    expect(meant('til:1.2.2026')).toEqual({ to: '2026-02-01' });
    expect(meant('to:31/1/2026')).toEqual({ to: '2026-01-31' });
    for (const typed of ['från:2026-02-30', 'från:igår', 'från:31.13.2026']) expect(meant(typed)).toBeNull();
  });
});

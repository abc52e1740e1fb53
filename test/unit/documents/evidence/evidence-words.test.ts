import sv from '../../../../client/src/shared/i18n/sv.json' with { type: 'json' };
import deadlines from '../../../../documents/deadlines/catalogues/sv.json' with { type: 'json' };
import { CATALOGUES, evidenceWords } from '../../../../documents/evidence/evidence-words.ts';

const shape = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => shape(child, `${path}.${key}`))
    : [`${path} ${[...String(value).matchAll(/\{\w+\}/gu)].map(([name]) => name).sort()}`];

describe('the words of evidence on paper', () => {
  it('The words of evidence have the same keys and gaps to fill in each language', () => {
    expect(shape(CATALOGUES.nb)).toEqual(shape(CATALOGUES.sv));
    expect(shape(CATALOGUES.en)).toEqual(shape(CATALOGUES.sv));
  });
  it('The grounds, categories, platforms and reasons are those that the product knows', () => {
    const { signal, category, platform, removalReason } = CATALOGUES.sv;
    expect(Object.keys(signal)).toEqual(Object.keys(sv.reason));
    expect(category).toEqual(sv.category);
    expect(platform).toEqual(deadlines.platform);
    expect(removalReason).toEqual(deadlines.removalReason);
  });
  it('A time is local with UTC behind it, and with its day where UTC has another', () => {
    const { moment } = evidenceWords({ language: 'sv', timeZone: 'Europe/Stockholm' });
    expect(moment('2026-03-02T08:15:00.123Z')).toBe('2 mars 2026 kl. 09:15:00 (08:15:00\u00a0UTC)');
    expect(moment('2026-03-01T23:15:00.000Z')).toBe(
      '2 mars 2026 kl. 00:15:00 (2026-03-01 23:15:00\u00a0UTC)',
    );
  });
  it('A time in another language says its day as that language does', () => {
    const at = '2026-03-02T08:15:00.000Z';
    const said = (language: 'nb' | 'en') => evidenceWords({ language, timeZone: 'Europe/Oslo' }).moment(at);
    expect(said('nb')).toBe('2. mars 2026 kl. 09:15:00 (08:15:00\u00a0UTC)');
    expect(said('en')).toBe('2 March 2026 at 09:15:00 (08:15:00\u00a0UTC)');
  });
});

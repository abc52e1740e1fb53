import { describe, expect, it } from '@jest/globals';
import { instantAt } from '../../../../core/deadlines/zone.ts';

const at = (wall: string): string =>
  new Date(instantAt(Date.parse(`${wall}Z`), 'Europe/Stockholm')).toISOString();

describe('an instant by the clock on the wall', () => {
  it('An hour of summer and one of winter lie as far from UTC as the zone says', () => {
    expect(at('2026-07-01T15:00')).toBe('2026-07-01T13:00:00.000Z');
    expect(at('2026-12-01T15:00')).toBe('2026-12-01T14:00:00.000Z');
  });
  it('The hours round a change of the clock are those of their own side', () => {
    expect(at('2026-03-29T01:30')).toBe('2026-03-29T00:30:00.000Z');
    expect(at('2026-03-29T03:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('2026-10-25T04:00')).toBe('2026-10-25T03:00:00.000Z');
  });
});

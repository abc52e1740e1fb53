import { describe, expect, test } from '@jest/globals';
import { clockFor } from '../../../../core/deadlines/clock.ts';
import { defaultPolicy, PolicyError } from '../../../../core/deadlines/deadline-policy.ts';
import { startDeadline } from '../../../../core/deadlines/life.ts';
import { previewEffect, previewMoments } from '../../../../core/deadlines/policy-preview.ts';
import { provePolicy } from '../../../../core/deadlines/prove-policy.ts';

const at = (text: string): number => Date.parse(text);
const iso = (time: number): string => new Date(time).toISOString();
const HOUR = 3_600_000;
const clockOf = (some = {}) => clockFor(defaultPolicy('SE', { version: 'x', ...some }));

describe('the preview of a policy', () => {
  test('Typical moments are the next Friday at three, Saturday at eleven and the eve of the next day off', () => {
    const now = at('2026-12-14T09:00:00Z');
    const moments = previewMoments(clockOf(), { now, chosen: at('2026-12-15T12:00:00Z') });
    expect(moments.map(({ key, received, due, dayOff }) => [key, iso(received), iso(due), dayOff])).toEqual([
      ['friday', '2026-12-18T14:00:00.000Z', '2026-12-21T14:00:00.000Z', null],
      ['saturday', '2026-12-19T10:00:00.000Z', '2026-12-21T23:00:00.000Z', null],
      ['before-day-off', '2026-12-23T14:00:00.000Z', '2026-12-28T14:00:00.000Z', 'Julafton'],
      ['chosen', '2026-12-15T12:00:00.000Z', '2026-12-16T12:00:00.000Z', null],
    ]);
  });

  test('On a Friday it is the Friday of the week after, and a night that is an hour longer moves nothing', () => {
    const moments = previewMoments(clockOf(), { now: at('2026-10-16T10:00:00Z'), chosen: null });
    expect(iso(moments[0]?.received ?? 0)).toBe('2026-10-23T13:00:00.000Z');
    const after = previewMoments(clockOf(), { now: at('2026-10-23T10:00:00Z'), chosen: null });
    expect(iso(after[0]?.received ?? 0)).toBe('2026-10-30T14:00:00.000Z');
  });

  test('A shorter target makes open items due earlier and some of them overdue at once', () => {
    const before = clockOf();
    const now = at('2026-12-15T12:00:00Z');
    const open = (received: string) => ({
      deadline: startDeadline(
        { by: 'visitor', via: 'webhook', publishedAt: at(received), fetchedAt: at(received), connectedAt: 0 },
        before,
      ),
    });
    const items = [open('2026-12-15T11:00:00Z'), open('2026-12-14T14:00:00Z'), open('2026-12-10T08:00:00Z')];
    expect(previewEffect(items, now, clockOf({ version: 'y', targetMs: 8 * HOUR }))).toEqual({
      open: 3,
      earlier: 3,
      later: 0,
      newlyOverdue: 1,
      noLongerOverdue: 0,
    });
    expect(previewEffect(items, now, clockOf({ version: 'z', targetMs: 240 * HOUR }))).toMatchObject({
      later: 3,
      noLongerOverdue: 1,
    });
  });

  test.each([
    [{ targetMs: -1 }, 'target'],
    [{ targetMs: 10_000 * 24 * HOUR }, 'target'],
    [{ warnAt: [0.5, 1.2] }, 'warnAt'],
    [{ clock: 'hours' }, 'hours'],
    [{ clock: 'hours', spans: { mon: [{ from: 600, to: 500 }] } }, 'spans.mon'],
    [{ halfDays: { nyarsafton: 2000 } }, 'halfDays.nyarsafton'],
    [{ closures: [{ date: '2026-02-30' }] }, 'closures'],
    [{ closures: [{ date: '2026-02-03', spans: [{ from: 9, to: 1 }] }] }, 'closures.2026-02-03'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
  ])('The wrong value in %j is named by its field', (some, field) => {
    let refused: unknown;
    try {
      provePolicy(defaultPolicy('SE', some as object), at('2026-12-15T12:00:00Z'));
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(PolicyError);
    expect((refused as PolicyError).field).toBe(field);
  });
});

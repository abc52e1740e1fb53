import { afterSaying, came, NO_BURSTS, sayAt } from '../../../client/src/shared/bursts.ts';

describe('arrivals said aloud', () => {
  it('A burst is said once, when it rests', () => {
    const burst = came(came(NO_BURSTS, 3, 1_000), 2, 1_500);
    expect([burst.count, sayAt(burst)]).toEqual([5, 3_500]);
    expect(sayAt(afterSaying(3_500))).toBeNull();
  });
  it('A rush that never rests is said after a minute all the same', () => {
    const rush = Array.from({ length: 100 }, (_, second) => 1_000 + second * 1_000);
    expect(sayAt(rush.reduce((bursts, at) => came(bursts, 1, at), NO_BURSTS))).toBe(61_000);
  });
  it('What comes within the minute after waits for its end', () => {
    expect(sayAt(came(afterSaying(3_500), 1, 10_000))).toBe(63_500);
    expect(sayAt(came(NO_BURSTS, 0, 10_000))).toBeNull();
  });
});

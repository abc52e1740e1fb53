import { jumpTo } from '../../../client/src/inbox/list/jumps.ts';

describe('jumping through the list', () => {
  const from = (at: number) => ({ at, count: 100, page: 8 });
  it.each([
    ['Home', 40, 0],
    ['End', 40, 99],
    ['PageDown', 40, 47],
    ['PageUp', 40, 33],
    ['PageDown', -1, 7],
    ['PageDown', 98, 99],
    ['PageUp', 3, 0],
  ] as const)('The key %s goes from row %p to row %p', (jump, at, to) => {
    expect(jumpTo(jump, from(at))).toBe(to);
  });
  it('A list lower than one row still goes on', () => {
    expect(jumpTo('PageDown', { at: 2, count: 100, page: 0 })).toBe(3);
  });
});

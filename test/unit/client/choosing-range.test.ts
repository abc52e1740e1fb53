import { describe, expect, it } from '@jest/globals';
import { between } from '../../../client/src/inbox/list/choosing-range.ts';

const IDS = ['a', 'b', 'c', 'd'];

describe('a range of rows', () => {
  it('A range holds both its ends, whichever was chosen first', () => {
    expect(between(IDS, 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(between(IDS, 'd', 'b')).toEqual(['b', 'c', 'd']);
  });
  it('A range begins at its end where nothing was chosen before, or where that is gone', () => {
    expect(between(IDS, null, 'c')).toEqual(['c']);
    expect(between(IDS, 'gone', 'c')).toEqual(['c']);
    expect(between(IDS, 'a', 'gone')).toEqual([]);
  });
});

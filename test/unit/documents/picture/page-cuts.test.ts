import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageCuts } from '../../../../documents/picture/page-cuts.ts';

test('A picture that fits is one page', () => {
  expect(pageCuts(100, [], 100)).toEqual([{ top: 0, bottom: 100 }]);
});

test('A cut goes above a line that stands across it, and through one that is taller than a page', () => {
  expect(pageCuts(150, [{ top: 90, bottom: 110 }], 100)[0]).toEqual({ top: 0, bottom: 90 });
  expect(pageCuts(250, [{ top: 0, bottom: 250 }], 100)).toHaveLength(3);
});

test('Pages follow on one another without a gap and none is higher than allowed, whatever stands where', () => {
  const box = fc
    .tuple(fc.nat(2000), fc.nat(300))
    .map(([top, size]) => ({ top: top + 0.3, bottom: top + size }));
  fc.assert(
    fc.property(fc.nat(3000), fc.array(box), fc.integer({ min: 50, max: 900 }), (height, boxes, most) => {
      const pages = pageCuts(height, boxes, most);
      expect(pages[0]?.top).toBe(0);
      expect(pages.at(-1)?.bottom).toBe(height);
      for (const [index, page] of pages.entries()) {
        expect(page.bottom - page.top).toBeLessThanOrEqual(most);
        if (index > 0) expect(page.top).toBe(pages[index - 1]?.bottom);
      }
    }),
  );
});

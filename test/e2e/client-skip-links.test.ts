/** The links past what repeats, in Chromium: seen while they have the focus, and in nobody's way. */
import { expect, test } from '@jest/globals';
import { clientSuite, page } from '../support/client-suite.ts';

clientSuite('the links past what repeats', { api: 'test' }, () => {
  test('A link past what repeats stands over a corner while it has the focus, and moves nothing', async () => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.visit('/inbox/all', '.row');
      const place = () => page.locator('main').boundingBox();
      const before = await place();
      const link = page.locator('.ds-skip-link', { hasText: 'Hoppa till innehållet' });
      await link.focus();
      const box = await link.boundingBox();
      expect([width, box?.height, (box?.width ?? 0) > 100]).toEqual([width, 48, true]);
      expect(await place()).toEqual(before);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });
});

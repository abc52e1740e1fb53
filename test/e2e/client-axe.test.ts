/** axe over every page of the client, in both themes and widths, on a fixture API. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, openPage } from '../support/browser.ts';
import { type FakeApi, startFakeApi } from '../support/fake-api.ts';

const built = existsSync(fileURLToPath(new URL('../../client/dist/index.html', import.meta.url)));
/** Named by the runner as skipped: no browser, or the client is not built. */
const suite = chromiumPath() !== null && built ? describe : describe.skip;

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

const nothing = async (): Promise<void> => undefined;
const tryPolicy = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Stränga' }).click();
  await page.getByRole('button', { name: 'Prova på historiken' }).click();
  await page.locator('summary', { hasText: 'exempel' }).first().click();
};
const PLACES: readonly [string, string, (page: Page) => Promise<unknown>][] = [
  ['the list', '/inbox/all', nothing],
  ['an item', '/inbox/all/i1', nothing],
  [
    'an abusive item, shown',
    '/inbox/all/i2',
    (page) => page.locator('.hand').getByText('Visa texten').click(),
  ],
  ['a stopped answer', '/inbox/all/i17', nothing],
  ['a right-to-left item', '/inbox/all/i11', nothing],
  ['the editor', '/inbox/all/i1', (page) => page.locator('.reply-line').click()],
  ['the hide sheet', '/inbox/all/i2', (page) => page.getByRole('button', { name: 'Dölj' }).first().click()],
  ['the menu of actions', '/inbox/all/i1', (page) => page.getByRole('button', { name: 'Mer' }).click()],
  ['accounts', '/accounts', nothing],
  ['policies', '/policies', tryPolicy],
  ['settings', '/settings', nothing],
  ['help', '/help', nothing],
];

/** Every place once in each theme and once in each width; the two mixed pairs look at what differs most. */
const CORE = PLACES.slice(0, 3);

suite.each([
  ['light', DESK, PLACES],
  ['dark', PHONE, PLACES],
  ['dark', DESK, CORE],
  ['light', PHONE, CORE],
] as const)('axe, %s at %p', (colorScheme, viewport, places) => {
  let browser: Browser;
  let api: FakeApi;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    api = await startFakeApi();
    ({ page } = await openPage(browser, { viewport, colorScheme, reducedMotion: 'reduce' }));
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await api.close();
  });
  it.each(places)(
    '%s',
    async (_name, path, prepare) => {
      await page.goto(api.url + path);
      await page.waitForLoadState('networkidle');
      await prepare(page);
      // Fades blend colours: contrast is measured when they are over.
      await page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState === 'finished'),
      );
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      );
      expect(found).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
    },
    60_000,
  );
});

/** The client in Chromium over the fixture API: one browser and one page for a file, and what its tests ask of a page. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, jest } from '@jest/globals';
import type { Browser, Page, PageScreenshotOptions } from 'playwright-core';
import { chromiumPath, launchBrowser, type Opened, openPage } from './browser.ts';
import { type FakeApi, startFakeApi } from './fake-api.ts';

export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };
/** Where pictures go that a person wants to look at; unset: nowhere. */
export const SHOTS = process.env.UPPSIKT_SHOTS;

/** Longer than a wait of the page's. */
const TEST_MS = 120_000;
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Live bindings, set before each test: read them inside tests only. */
export let page: Page;
export let api: FakeApi;
/** What the page complained of since its API was started. */
export let complaints: string[];
export let atRest: Opened['atRest'];

const built = existsSync(fileURLToPath(new URL('../../client/dist/index.html', import.meta.url)));
/** Named by the runner as skipped: no browser, or the client is not built. */
const suite = chromiumPath() !== null && built ? describe : describe.skip;

/**
 * @param api `test`: an API of its own for each test, and with it an origin, so nothing that one stored is seen by the
 * next; the page stays, as opening one costs more than all that most tests do. `file`: the tests go on from each other.
 */
export function clientSuite(name: string, { api: each }: { api: 'test' | 'file' }, tests: () => void): void {
  jest.setTimeout(TEST_MS);
  suite(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
      ({ page, complaints, atRest } = await openPage(browser, { viewport: DESK }));
    });
    const [before, after] = each === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
    before(async () => {
      api = await startFakeApi();
      await page.setViewportSize(DESK);
      await page.emulateMedia({ media: 'screen', colorScheme: 'light', reducedMotion: 'no-preference' });
      complaints.length = 0;
    });
    after(async () => {
      await page.context().setOffline(false);
      await page.goto('about:blank');
      await page.mouse.move(0, 0);
      await api.close();
    });
    // Jest ends in the order of writing: the browser last.
    afterAll(() => browser?.close());
    tests();
  });
}

/** Goes there, waits for what only the loaded page shows, and until it is at rest: then keys and clicks are heard. */
export async function visit(path: string, shows: string): Promise<void> {
  await page.goto(api.url + path);
  await page.locator(shows).first().waitFor();
  await atRest();
}

/** Presses a key when the page is at rest: one pressed while React still works on the last may be answered as before it. */
export async function press(key: string): Promise<void> {
  await atRest();
  await page.keyboard.press(key);
}

/**
 * What is wrong with the page as it stands: what axe finds, as `rule: where`, and how far it is wider than its window.
 * @param part a selector, where axe is to look at one part only
 */
export async function faults(part?: string): Promise<string[]> {
  await atRest();
  // Legacy: the other mode opens a page of its own to finish in. What passes is not described: that was half the time.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(AXE_TAGS);
  if (part !== undefined) axe.include(part);
  const { violations } = await axe.analyze();
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
    ...(wider > 0 ? [`wider than the window by ${wider} px`] : []),
  ];
}

/** A picture for a person to look at. */
export async function shoot(name: string, options: PageScreenshotOptions = {}): Promise<void> {
  if (SHOTS !== undefined) await page.screenshot({ ...options, path: `${SHOTS}/${name}.png` });
}

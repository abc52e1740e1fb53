/** The client in Chromium over the fixture API: one browser and one page for a file, with what its tests ask of it. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, jest, test } from '@jest/globals';
import type { Browser, PageScreenshotOptions } from 'playwright-core';
import { chromiumPath, launchBrowser, type OpenedPage, openPage } from './browser.ts';
import { startFakeApi } from './fake-api.ts';
import type { FakeApi } from './fake-api-shape.ts';

export const DESK = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };
/** Where pictures go that a person wants to look at; unset: nowhere. */
export const SHOTS = process.env.UPPSIKT_SHOTS;

/** Longer than a wait of the page's. */
const TEST_MS = 120_000;
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Playwright's page, and what the tests of the client ask of it besides. */
export type ClientPage = OpenedPage & {
  /** Goes there, waits for what only the loaded page shows, and until it is at rest: then keys and clicks are heard. */
  visit(path: string, shows: string): Promise<void>;
  /**
   * What is wrong with the page as it stands: what axe finds, as `rule: where`, and how far it is wider than its window.
   * @param part a selector, where axe is to look at one part only
   * @param rules those alone
   */
  faults(part?: string, rules?: readonly string[]): Promise<string[]>;
  /** A picture for a person to look at. */
  shoot(name: string, options?: PageScreenshotOptions): Promise<void>;
};

/** Live bindings, set before each test: read them inside tests only. */
export let page: ClientPage;
export let api: FakeApi;

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
      page = clientPage(await openPage(browser, { viewport: DESK }));
    });
    const [before, after] = each === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
    before(async () => {
      api = await startFakeApi();
      await page.setViewportSize(DESK);
      await page.emulateMedia({ media: 'screen', colorScheme: 'light', reducedMotion: 'no-preference' });
      page.consoleErrors.length = 0;
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

function clientPage(opened: OpenedPage): ClientPage {
  return Object.assign(opened, {
    async visit(path: string, shows: string) {
      await opened.goto(api.url + path);
      await opened.locator(shows).first().waitFor();
      await opened.atRest();
    },
    async faults(part?: string, rules?: readonly string[]) {
      await opened.atRest();
      // Legacy: the other mode opens a page of its own to finish in. What passes is not described: that was half the time.
      const axe = new AxeBuilder({ page: opened }).setLegacyMode().options({ resultTypes: ['violations'] });
      if (rules === undefined) axe.withTags(AXE_TAGS);
      else axe.withRules([...rules]);
      if (part !== undefined) axe.include(part);
      const { violations } = await axe.analyze();
      const wider = await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      return [
        ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
        ...(wider > 0 ? [`wider than the window by ${wider} px`] : []),
      ];
    },
    async shoot(name: string, options: PageScreenshotOptions = {}) {
      if (SHOTS !== undefined) await opened.screenshot({ ...options, path: `${SHOTS}/${name}.png` });
    },
  });
}

/** The windows that the client is looked at in; `zoomed`: the desk's at 200 %. */
const WIDTHS = {
  desk: DESK,
  tablet: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
  zoomed: { width: DESK.width / 2, height: DESK.height / 2 },
} as const;

/** How somebody looks at the client. */
export interface Look {
  readonly width: keyof typeof WIDTHS;
  readonly scheme: 'light' | 'dark';
}

/** `npm run test:looks` looks in every width and scheme; a commit once, in light, at the desk and on the phone by turns. */
export const everyLook = process.env.UPPSIKT_TEST_LOOKS === 'all' || SHOTS !== undefined;
export const SCHEMES = everyLook ? (['light', 'dark'] as const) : (['light'] as const);
const BY_TURNS = ['phone', 'desk'] as const;
const isPictured = (width: Look['width']): boolean => BY_TURNS.some((pictured) => pictured === width);
let turn = 0;
export const widthsOf = (perCommit?: readonly Look['width'][]): readonly Look['width'][] =>
  everyLook
    ? (Object.keys(WIDTHS) as Look['width'][]).filter((width) => SHOTS === undefined || isPictured(width))
    : (perCommit ?? [BY_TURNS[turn++ % BY_TURNS.length] ?? 'desk']);

export async function lookAs({ width, scheme }: Look): Promise<void> {
  await page.setViewportSize(WIDTHS[width]);
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
}

/**
 * A test for each look, named so that `npm run test:looks` picks it: `run` opens what is to be looked at and asks for
 * its faults. Where a state needs no test of its own, it is a line in `states/`.
 * @param where what is looked at, as a part of the sentence that is the test's name
 * @param options.perCommit the widths that a commit looks at, where it is not by turns
 */
export function eachLook(
  where: string,
  run: (look: Look) => Promise<void>,
  options: { readonly perCommit?: readonly Look['width'][] } = {},
): void {
  const looks = widthsOf(options.perCommit).flatMap((width) => SCHEMES.map((scheme) => ({ width, scheme })));
  test.each(looks)(`axe finds nothing wrong with ${where} ($width, $scheme)`, async (look) => {
    await lookAs(look);
    await run(look);
  });
}

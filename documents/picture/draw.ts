/** Draws HTML into PNG pages. The browser is handed the page and its fonts; whatever else it asks for is refused. */
import type { Browser, CDPSession, Page, Route } from 'playwright-core';
import sharp from 'sharp';
import { fontFile } from './fonts.ts';
import { pageCuts, type Stretch } from './page-cuts.ts';
import { PICTURE_WIDTH } from './style.ts';

/** No page of a picture is higher. In pixels. */
export const MAX_HEIGHT = 4000;
/** Beyond that many pages the record must do. */
const MAX_PAGES = 60;
const LIMIT_MS = 20_000;
const ORIGIN = 'http://picture.invalid';
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data:";

export interface DrawnPage {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

export interface Drawing {
  readonly html: string;
  /** What stands at the head of a page: its number among all. */
  pageWords(page: number, pages: number): string;
}

async function answer(route: Route, html: string): Promise<void> {
  const { pathname, origin } = new URL(route.request().url());
  if (origin !== ORIGIN) return route.abort();
  if (pathname === '/')
    return route.fulfill({
      body: html,
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': POLICY },
    });
  const font = await fontFile(pathname);
  return font === null ? route.abort() : route.fulfill({ body: font, contentType: 'font/woff2' });
}

/** Without transparency, which PDF/A-1 does not know. */
export const opaque = (png: Buffer): Promise<Buffer> =>
  sharp(png).flatten({ background: '#fff' }).removeAlpha().png({ compressionLevel: 6 }).toBuffer();

/** Heights, and what must not be cut through. Measured in the page, whose own scripts are off. */
function measured(page: Page): Promise<{ head: number; height: number; boxes: Stretch[] }> {
  return page.evaluate(() => {
    const roll = document.getElementById('roll');
    const mark = document.getElementById('mark');
    if (roll === null || mark === null) throw new Error('no picture');
    const top = roll.getBoundingClientRect().top;
    const boxes: { top: number; bottom: number }[] = [];
    const add = (box: DOMRect) => {
      if (box.height > 0) boxes.push({ top: box.top - top, bottom: box.bottom - top });
    };
    const texts = document.createTreeWalker(roll, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) add(box);
    }
    for (const image of roll.querySelectorAll('img')) add(image.getBoundingClientRect());
    return {
      head: Math.ceil(mark.getBoundingClientRect().height),
      height: Math.ceil(roll.getBoundingClientRect().height),
      boxes,
    };
  });
}

/** Lets the page show one stretch of the whole, under its head. */
async function turnTo(page: Page, { top, bottom }: Stretch, words: string): Promise<void> {
  await page.evaluate(
    ([from, height, text]) => {
      const roll = document.getElementById('roll');
      const frame = document.getElementById('frame');
      const number = document.getElementById('page');
      if (roll === null || frame === null || number === null) return;
      roll.style.marginTop = `-${from}px`;
      frame.style.height = `${height}px`;
      number.textContent = text;
    },
    [top, bottom - top, words] as const,
  );
}

/** A page is called loaded while a font of it may still be on its way, and one that comes may ask for the next. */
async function loadFonts(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let round = 0; round < 5; round++) {
      // Only what is laid out is asked for.
      document.body.getBoundingClientRect();
      await document.fonts.ready;
      if ([...document.fonts].every(({ status }) => status !== 'loading')) break;
    }
  });
}

/** Opens a picture in a page of its own, with its fonts there, and hands it to `work`. */
export async function withPicturePage<T>(
  browser: Browser,
  { html, pageWords }: Drawing,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: PICTURE_WIDTH, height: MAX_HEIGHT },
    deviceScaleFactor: 1,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    acceptDownloads: false,
  });
  try {
    const page = await context.newPage();
    await page.route('**/*', (route) => answer(route, html));
    await page.goto(`${ORIGIN}/`, { waitUntil: 'load', timeout: LIMIT_MS });
    // The number of pages is not known yet, its place is.
    await turnTo(page, { top: 0, bottom: 1 }, pageWords(1, 1));
    await loadFonts(page);
    return await work(page);
  } finally {
    await context.close();
  }
}

/**
 * What the page shows now. Of a picture of many pages most of the time goes to packing pixels; since each is packed again
 * without transparency, the browser is asked to pack loosely. Nothing moves here and the fonts are there: what playwright
 * waits for besides is not needed.
 */
async function shot(page: Page, devtools: CDPSession): Promise<Buffer> {
  // What is asked of the browser in its own words has no limit of its own; of a page that is closed it fails.
  const tooLate = setTimeout(() => void page.close().catch(() => undefined), LIMIT_MS);
  try {
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
    return Buffer.from(data, 'base64');
  } finally {
    clearTimeout(tooLate);
  }
}

export function drawPicture(browser: Browser, drawing: Drawing): Promise<DrawnPage[]> {
  return withPicturePage(browser, drawing, async (page) => {
    const { head, height, boxes } = await measured(page);
    const cuts = pageCuts(height, boxes, MAX_HEIGHT - head).slice(0, MAX_PAGES);
    const devtools = await page.context().newCDPSession(page);
    const drawn: DrawnPage[] = [];
    for (const [index, cut] of cuts.entries()) {
      await turnTo(page, cut, drawing.pageWords(index + 1, cuts.length));
      const size = { width: PICTURE_WIDTH, height: Math.min(MAX_HEIGHT, head + cut.bottom - cut.top) };
      await page.setViewportSize(size);
      drawn.push({ png: await opaque(await shot(page, devtools)), ...size });
    }
    return drawn;
  });
}

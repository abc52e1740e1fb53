/** Chromium for the end-to-end tests: the system's own, a fresh profile each time, no traffic of its own. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { librariesBeside } from '../../documents/picture/find-chromium.ts';
import { until } from './until.ts';

const CANDIDATES = [
  process.env.CHROMIUM_BINARY,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Null where this machine has none: the suite is then named as skipped. */
export const chromiumPath = (): string | null =>
  CANDIDATES.find((path) => path !== undefined && existsSync(path)) ?? null;

export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('No Chromium: install it or set CHROMIUM_BINARY.');
  const libraries = librariesBeside(executablePath);
  return chromium.launch({
    executablePath,
    ...(libraries === null
      ? {}
      : { env: { ...process.env, LD_LIBRARY_PATH: libraries } as Record<string, string> }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page, and what every test of one asks of it. */
export type OpenedPage = Page & {
  /** What the console had to say: its errors, and exceptions that nobody caught. */
  readonly consoleErrors: string[];
  /** Waits until all that was asked for is answered, the socket is open, nothing is loading and nothing moves. */
  atRest(): Promise<void>;
  /** Presses a key when the page is at rest: one pressed while React still works on the last may be answered as before it. */
  pressKey(key: string): Promise<void>;
};

/** A wait ends before its test does, so that what fails names what it waited for. */
const WAIT_MS = 45_000;

function restOf(page: Page): OpenedPage['atRest'] {
  const asked = new Set<unknown>();
  page.on('request', (request) => {
    // Another document: what the last one asked for, its socket among it, may end without a word.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked.clear();
    asked.add(request);
  });
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  // A socket that is left before it is open makes the browser complain.
  page.on('websocket', (socket) => {
    const settled = (): void => void asked.delete(socket);
    asked.add(socket);
    socket.on('framereceived', settled).on('socketerror', settled).on('close', settled);
  });
  const still = () =>
    page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      // React draws a change of address in pieces, between frames: the page is idle only when the last is drawn.
      for (let idle = 0; idle < 2; idle++) await new Promise((resolve) => requestIdleCallback(resolve));
      const moves = document.getAnimations().some(({ playState }) => playState !== 'finished');
      return !moves && document.querySelector('[aria-busy="true"]') === null;
    });
  return () => until('the page is at rest', async () => (await still()) && asked.size === 0, WAIT_MS);
}

/** A page in a context of its own, in Swedish unless asked otherwise. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const context = await browser.newContext({
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const atRest = restOf(page);
  const consoleErrors: string[] = [];
  page.on('pageerror', (error) => consoleErrors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });
  return Object.assign(page, {
    consoleErrors,
    atRest,
    async pressKey(key: string) {
      await atRest();
      await page.keyboard.press(key);
    },
  });
}

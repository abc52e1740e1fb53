/** Somebody signed in by link, in Chromium, on a real installation to which one simulated page is connected. */
import { afterAll, beforeAll, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Role } from '../../core/kernel/roles.ts';
import { launchBrowser, type OpenedPage, openPage } from './browser.ts';
import {
  addPage,
  administratorOf,
  type Outside,
  type Simulation,
  sharedOutside,
  speak,
  startOutside,
} from './outside.ts';

/** Live bindings, set before the file's tests: read them inside tests only. */
export let outside: Outside;
export let simulation: Simulation;
export let page: OpenedPage;

const TEST_MS = 90_000;

/**
 * Opened before and closed after the tests of a file.
 * @param connected the page, with an id and a token of this file's own
 * @param options.role where it decides for the whole municipality, which another file must not meet: somebody of that
 * role signs in on an installation of this file's own. Else the page's administrator does, on the one that files share.
 * @param options.spoken what citizens wrote on the page before
 */
export function signedIn(
  connected: { readonly id: string; readonly token: string },
  options: { readonly role?: Role; readonly spoken?: readonly string[] } = {},
): void {
  jest.setTimeout(TEST_MS);
  let browser: Browser | undefined;
  beforeAll(async () => {
    const { role } = options;
    outside = role === undefined ? await sharedOutside() : await startOutside();
    simulation = await outside.simulate(connected);
    await addPage(outside, simulation, connected);
    for (const text of options.spoken ?? []) await speak(simulation, text);
    const who = role === undefined ? ['--as', administratorOf(connected)] : ['--role', role];
    const link = (await outside.cli('sign-in', ...who)).stdout.trim();
    browser = await launchBrowser();
    page = await openPage(browser);
    await page.goto(link);
    await page.waitForURL(/\/inbox/u);
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await simulation?.stop();
    await outside?.stop();
    outside?.remove();
  }, 30_000);
}

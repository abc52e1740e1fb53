/** The inbox in Chromium on a real installation: signed in by link, live within a second, answered by keyboard. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, type Opened, openPage } from '../support/browser.ts';
import {
  addPage,
  askUntil,
  callsOf,
  type Outside,
  type Simulation,
  speak,
  startOutside,
} from '../support/outside.ts';
import { fastest } from '../support/until.ts';

jest.setTimeout(90_000);

const PAGE = '100000000000043';
const PAGE_TOKEN = 'page-token-of-the-inbox-test';

let outside: Outside;
let simulation: Simulation;
let browser: Browser;
let page: Page;
let complaints: string[];
let atRest: Opened['atRest'];

/** Presses a key when the page is at rest: only then is it sure to be heard. */
const press = async (key: string): Promise<void> => {
  await atRest();
  await page.keyboard.press(key);
};

const calls = () => callsOf(simulation);

beforeAll(async () => {
  outside = await startOutside();
  simulation = await outside.simulate({ id: PAGE, token: PAGE_TOKEN });
  await addPage(outside, simulation, { id: PAGE, token: PAGE_TOKEN });
  const link = (await outside.cli('sign-in')).stdout.trim();
  browser = await launchBrowser();
  ({ page, complaints, atRest } = await openPage(browser));
  await page.goto(link);
  await page.waitForURL(/\/inbox/u);
}, 150_000);

afterAll(async () => {
  await browser?.close();
  await simulation?.stop();
  await outside?.stop();
  outside?.remove();
}, 30_000);

describe('the inbox', () => {
  test('the link is spent: nobody else gets in with it, and no session is 401', async () => {
    expect((await fetch(`${outside.url}/api/session`)).status).toBe(401);
    expect(new URL(page.url()).hash).toBe('');
  });

  test('a comment is on screen within a second of its webhook', async () => {
    const took = await fastest(1_000, async (nth) => {
      await speak(simulation, `Inlägg ${nth} om lekplatsen.`);
      await page.getByText(`Inlägg ${nth} om lekplatsen.`).first().waitFor();
    });
    expect(took).toBeLessThan(1_000);
  });

  test('read, reply with r and Ctrl+Enter: the citizen is answered', async () => {
    await speak(simulation, 'Lampan på Skolgatan är trasig, kan ni laga den?');
    await page.getByText('Lampan på Skolgatan är trasig').first().click();
    await press('r');
    await page.keyboard.type('Hej Kim! Tack, vi lagar den i morgon. /Eva');
    await press('Control+Enter');
    const sent = await askUntil(calls, (all) => all.some(({ type }) => type === 'reply'));
    expect(sent.filter(({ type }) => type === 'reply').map(({ message }) => message)).toEqual([
      'Hej Kim! Tack, vi lagar den i morgon. /Eva',
    ]);
  });

  test('abuse is folded, says why, and is hidden with h and Enter', async () => {
    const id = await speak(simulation, 'Du är en jävla idiot, Anna Testson.');
    const row = page.getByText('Olämpligt innehåll är dolt').first();
    // Somebody is reading: the new one waits behind "1 new" and nothing moves under the hand.
    await page.getByRole('button', { name: /nytt? .*visa|nya .*visa/u }).click();
    await row.waitFor();
    expect(await page.getByText('jävla idiot').count()).toBe(0);
    await row.click();
    await press('h');
    await page.getByRole('dialog').waitFor();
    await press('Enter');
    const done = await askUntil(calls, (all) => all.some(({ type }) => type === 'hide'));
    expect(done.find(({ type }) => type === 'hide')?.targetId).toBe(id);
  });

  test('the page had nothing to complain of', () => {
    expect(complaints.filter((line) => !/401/u.test(line))).toEqual([]);
  });
});

/** Two administrators of one page, each in a browser of their own, on a real installation. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser, type OpenedPage, openPage } from '../support/browser.ts';
import { administratorOf, askUntil, callsOf, speak } from '../support/outside.ts';
import { outside, page, signedIn, simulation } from '../support/signed-in.ts';

const CONNECTED = { id: '100000000000047', token: 'page-token-of-the-two' };
signedIn(CONNECTED);

let browser: Browser;
let other: OpenedPage;
const EVA = administratorOf(CONNECTED);
const linkFor = async (email: string): Promise<string> =>
  (await outside.cli('sign-in', '--as', email)).stdout.trim();

beforeAll(async () => {
  browser = await launchBrowser();
  other = await openPage(browser);
  await other.goto(await linkFor(`b.${CONNECTED.id}@test.example`));
  await other.waitForURL(/\/inbox/u);
}, 60_000);
afterAll(() => browser?.close());

async function openBoth(text: string): Promise<void> {
  await speak(simulation, text);
  for (const one of [page, other]) {
    const row = one.locator('.row').filter({ hasText: text }).first();
    await row.or(one.locator('.new-line')).first().waitFor();
    // The line may be gone by itself: what waits is put in where nobody does anything.
    if (!(await row.isVisible()))
      await one
        .locator('.new-line')
        .click({ timeout: 3_000 })
        .catch(() => undefined);
    await row.click();
    await one.locator('.selected-item').filter({ hasText: text }).waitFor();
  }
}

describe('two at one question', () => {
  test('One sees the other write, is asked first, and only one answer goes out until somebody chooses a second', async () => {
    await openBoth('När öppnar badet i sommar?');
    await page.pressKey('r');
    await page.keyboard.type('Den första juni.');
    await other.locator('.presence').getByText('skriver ett svar').waitFor();
    await other.pressKey('r');
    await other.getByRole('button', { name: 'Ta över svaret' }).click();
    await other.keyboard.type('I juni.');
    await page.locator('.since').getByText('skriver svaret nu').waitFor();
    await other.pressKey('Control+Enter');
    await page
      .locator('.since')
      .getByText(/svarade \d\d:\d\d: ”I juni\.”/u)
      .waitFor();
    await page.pressKey('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'Skicka ändå?' }).waitFor();
    const replies = async () =>
      (await callsOf(simulation)).filter(({ type }) => type === 'reply').map(({ message }) => message);
    await askUntil(replies, (sent) => sent.length > 0);
    expect(await replies()).toEqual(['I juni.']);
    expect(await page.locator('.editor__field').inputValue()).toBe('Den första juni.');
  });

  test('Whoever is signed out goes on writing, signs in over the page, and finds the draft in another browser', async () => {
    await openBoth('Var lämnar man gamla cyklar?');
    await page.pressKey('r');
    await page.keyboard.type('På åter', { delay: 20 });
    await page.context().clearCookies();
    await page.keyboard.type('vinningen i Norra hamnen.', { delay: 60 });
    const panel = page.getByRole('region', { name: 'Du har loggats ut' });
    await panel.waitFor();
    expect(await page.locator('.editor__field').inputValue()).toBe('På återvinningen i Norra hamnen.');
    const link = await linkFor(EVA);
    await panel.getByLabel('Klistra in en inloggningslänk').fill(link);
    await panel.getByRole('button', { name: 'Logga in' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(await page.locator('.editor__field').inputValue()).toBe('På återvinningen i Norra hamnen.');
    await page.locator('.dot--live').waitFor();
    await page
      .locator('.sidebar')
      .getByRole('link', { name: /^Utkast/u })
      .waitFor();
    await page.atRest();
    const elsewhere = await openPage(browser);
    await elsewhere.goto(await linkFor(EVA));
    await elsewhere.waitForURL(/\/inbox/u);
    const row = elsewhere.locator('.row').filter({ hasText: 'gamla cyklar' }).first();
    await row.getByText('utkast').waitFor();
    await row.click();
    await elsewhere.locator('.reply-line').filter({ hasText: 'Norra hamnen' }).waitFor();
    await elsewhere.context().close();
  });
});

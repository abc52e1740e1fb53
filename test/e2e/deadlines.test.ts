/** The monitoring page in Chromium over invented figures: filters in the URL, lists behind figures, axe, print. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, type Opened, openPage } from '../support/browser.ts';
import { type FakeApi, startFakeApi } from '../support/fake-api.ts';

const built = existsSync(fileURLToPath(new URL('../../client/dist/index.html', import.meta.url)));
/** Named by the runner as skipped: no browser, or the client is not built. */
const suite = chromiumPath() !== null && built ? describe : describe.skip;
const shots = process.env.UPPSIKT_SHOTS;

suite('the monitoring page', () => {
  let browser: Browser;
  let api: FakeApi;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    api = await startFakeApi();
    browser = await launchBrowser();
    opened = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    page = opened.page;
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await api.close();
  });
  const open = async (query = ''): Promise<void> => {
    await page.goto(`${api.url}/deadlines${query}`);
    await page.locator('.monitored').first().waitFor();
  };

  test('shows four figures, each a link to the list behind it', async () => {
    await open('?from=2026-03-02&to=2026-03-15&account=a-fb');
    expect(await page.locator('.figure').count()).toBe(4);
    expect(api.deadlines.asked.at(-1)).toContain('from=2026-03-01T23%3A00%3A00.000Z');
    expect(api.deadlines.asked.at(-1)).toContain('to=2026-03-15T23%3A00%3A00.000Z&accountId=a-fb');
    await page.getByRole('link', { name: /Besvarat i tid/u }).click();
    await page.waitForURL(/list=fell-due/u);
    await page.locator('#behind-title:focus', { hasText: 'Förföll i perioden' }).waitFor();
    expect(new URL(page.url()).searchParams.get('account')).toBe('a-fb');
  }, 30_000);

  test('a cell of the heat map opens its hour', async () => {
    await page.locator('.heat__cell a').first().click();
    await page.waitForURL(/list=arrivals&weekday=0&hour=\d+/u);
    await page.getByRole('heading', { name: /^Kom in mån från kl\. \d\d:00$/u }).waitFor();
    await page.getByRole('link', { name: 'Stäng listan' }).click();
    await page.locator('#behind').waitFor({ state: 'detached' });
  }, 30_000);

  test('the period is chosen by button and stands in the URL', async () => {
    await page.getByRole('button', { name: '90 dagar' }).click();
    await page.locator('.preset[aria-pressed="true"]', { hasText: '90 dagar' }).waitFor();
    expect(page.url()).toMatch(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/u);
    await page.getByRole('combobox', { name: 'Nämnd' }).selectOption('Tekniska nämnden');
    await page.waitForURL(/board=Tekniska/u);
  }, 30_000);

  test('a breach is explained in words', async () => {
    await page.locator('#breaches .monitored').first().getByText('Skriv en kommentar').click();
    await page.getByLabel('Varför blev det sent?').fill('Semester utan ersättare.');
    await page.getByRole('button', { name: 'Spara', exact: true }).click();
    await page.locator('#breaches').getByText('Semester utan ersättare.').waitFor();
    expect(api.deadlines.comments).toEqual([{ id: 'i1', text: 'Semester utan ersättare.' }]);
  }, 30_000);

  test('follows the socket', async () => {
    const before = api.deadlines.asked.length;
    api.arrive('En ny fråga');
    const waited = Date.now();
    while (api.deadlines.asked.length === before && Date.now() - waited < 10_000)
      await page.waitForTimeout(100);
    expect(api.deadlines.asked.length).toBeGreaterThan(before);
  }, 30_000);

  const DESK = { width: 1280, height: 800 };
  const PHONE = { width: 360, height: 740 };
  const LOOKS = [
    ['desk', 'light', DESK],
    ['phone', 'dark', PHONE],
    ...(shots === undefined
      ? []
      : ([
          ['desk', 'dark', DESK],
          ['phone', 'light', PHONE],
        ] as const)),
  ] as const;

  test.each(LOOKS)(
    'fits and is clean for axe: %s, %s',
    async (name, colorScheme, viewport) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await open('?list=breached');
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .options({ resultTypes: ['violations'] })
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      if (shots === undefined) return;
      await page.evaluate(() => document.querySelector('.page')?.scrollTo(0, 0));
      await page.screenshot({ path: `${shots}/${name}-${colorScheme}.png` });
      const height = await page.evaluate(() => document.querySelector('.page__inner')?.scrollHeight ?? 0);
      await page.setViewportSize({ ...viewport, height: height + 80 });
      await page.screenshot({ path: `${shots}/${name}-${colorScheme}-whole.png` });
    },
    60_000,
  );

  test('prints without the tool around it', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    expect(await page.locator('.sidebar').isVisible()).toBe(false);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    await page.setViewportSize({ width: 687, height: 1010 });
    if (shots) await page.screenshot({ path: `${shots}/print.png`, fullPage: true });
    const pdf = await page.pdf({ ...(shots && { path: `${shots}/page.pdf` }), preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'screen' });
  }, 30_000);

  test('says so when there is nothing, and when it cannot be read', async () => {
    api.deadlines.mode = 'empty';
    await page.goto(`${api.url}/deadlines`);
    await page.getByText('Inget förföll obesvarat i perioden.').waitFor();
    expect(await page.locator('.figure__value').first().textContent()).toBe('–');
    if (shots) await page.screenshot({ path: `${shots}/empty.png` });
    expect(opened.complaints).toEqual([]);
    api.deadlines.mode = 'failing';
    await page.goto(`${api.url}/deadlines`);
    await page.getByRole('alert').first().waitFor({ timeout: 15_000 });
    if (shots) await page.screenshot({ path: `${shots}/failing.png` });
  }, 30_000);
});

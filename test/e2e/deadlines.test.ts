/** The monitoring page in Chromium over invented figures: filters in the URL, lists behind figures, axe, print. */
import { expect, test } from '@jest/globals';
import {
  api,
  atRest,
  clientSuite,
  complaints,
  DESK,
  faults,
  PHONE,
  page,
  SHOTS,
  shoot,
  visit,
} from '../support/client-suite.ts';
import { until } from '../support/until.ts';

clientSuite('the monitoring page', { api: 'file' }, () => {
  const open = (query = '') => visit(`/deadlines${query}`, '.monitored');

  test('shows four figures, each a link to the list behind it', async () => {
    await open('?from=2026-03-02&to=2026-03-15&account=a-fb');
    expect(await page.locator('.figure').count()).toBe(4);
    expect(api.deadlines.asked.at(-1)).toContain('from=2026-03-01T23%3A00%3A00.000Z');
    expect(api.deadlines.asked.at(-1)).toContain('to=2026-03-15T23%3A00%3A00.000Z&accountId=a-fb');
    await page.getByRole('link', { name: /Besvarat i tid/u }).click();
    await page.waitForURL(/list=fell-due/u);
    await atRest();
    await page.locator('#behind-title:focus', { hasText: 'Förföll i perioden' }).waitFor();
    expect(new URL(page.url()).searchParams.get('account')).toBe('a-fb');
  });

  test('a cell of the heat map opens its hour', async () => {
    await page.locator('.heat__cell a').first().click();
    await page.waitForURL(/list=arrivals&weekday=0&hour=\d+/u);
    await atRest();
    await page.getByRole('heading', { name: /^Kom in mån från kl\. \d\d:00$/u }).waitFor();
    await page.getByRole('link', { name: 'Stäng listan' }).click();
    await page.locator('#behind').waitFor({ state: 'detached' });
  });

  test('the period is chosen by button and stands in the URL', async () => {
    await page.getByRole('button', { name: '90 dagar' }).click();
    await page.locator('.preset[aria-pressed="true"]', { hasText: '90 dagar' }).waitFor();
    expect(page.url()).toMatch(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/u);
    await page.getByRole('combobox', { name: 'Nämnd' }).selectOption('Tekniska nämnden');
    await page.waitForURL(/board=Tekniska/u);
    await until('the board is asked for', () => api.deadlines.asked.at(-1)?.includes('board=') === true);
    await atRest();
  });

  test('a breach is explained in words', async () => {
    await page.locator('#breaches .monitored').first().getByText('Skriv en kommentar').click();
    await page.getByLabel('Varför blev det sent?').fill('Semester utan ersättare.');
    await page.getByRole('button', { name: 'Spara', exact: true }).click();
    await page.locator('#breaches').getByText('Semester utan ersättare.').waitFor();
    expect(api.deadlines.comments).toEqual([{ id: 'i1', text: 'Semester utan ersättare.' }]);
  });

  test('follows the socket', async () => {
    await atRest();
    const before = api.deadlines.asked.length;
    api.arrive('En ny fråga');
    await until('the figures are read anew', () => api.deadlines.asked.length > before);
  });

  const LOOKS = [
    ['desk', 'light', DESK],
    ['phone', 'dark', PHONE],
    ...(SHOTS === undefined
      ? []
      : ([
          ['desk', 'dark', DESK],
          ['phone', 'light', PHONE],
        ] as const)),
  ] as const;

  test.each(LOOKS)('fits and is clean for axe: %s, %s', async (name, colorScheme, viewport) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await open('?list=breached');
    expect(await faults()).toEqual([]);
    if (SHOTS === undefined) return;
    await page.evaluate(() => document.querySelector('.page')?.scrollTo(0, 0));
    await shoot(`${name}-${colorScheme}`);
    const height = await page.evaluate(() => document.querySelector('.page__inner')?.scrollHeight ?? 0);
    await page.setViewportSize({ ...viewport, height: height + 80 });
    await shoot(`${name}-${colorScheme}-whole`);
  });

  test('prints without the tool around it', async () => {
    await page.setViewportSize(DESK);
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    expect(await page.locator('.sidebar').isVisible()).toBe(false);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    await page.setViewportSize({ width: 687, height: 1010 });
    await shoot('print', { fullPage: true });
    const pdf = await page.pdf({ ...(SHOTS && { path: `${SHOTS}/page.pdf` }), preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'screen' });
  });

  test('says so when there is nothing, and when it cannot be read', async () => {
    api.deadlines.mode = 'empty';
    await page.goto(`${api.url}/deadlines`);
    await page.getByText('Inget förföll obesvarat i perioden.').waitFor();
    expect(await page.locator('.figure__value').first().textContent()).toBe('–');
    await shoot('empty');
    expect(complaints).toEqual([]);
    api.deadlines.mode = 'failing';
    await page.goto(`${api.url}/deadlines`);
    await page.getByRole('alert').first().waitFor();
    await shoot('failing');
  });
});

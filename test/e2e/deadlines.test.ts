/** The monitoring page in Chromium over invented figures: filters in the URL, lists behind figures, axe, print. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, DESK, page, SHOTS } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

clientSuite('the monitoring page', { api: 'file' }, () => {
  const open = (query = '') => page.visit(`/deadlines${query}`, '.breach');
  const unfold = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const titles = (list: string) => page.locator(`${list} li`).allInnerTexts();

  test('The page shows four figures, each a link to the list behind it', async () => {
    await open('?from=2026-03-02&to=2026-03-15&account=a-fb');
    expect(await page.locator('.figure').count()).toBe(4);
    expect(api.deadlines.asked.at(-1)).toContain('from=2026-03-01T23%3A00%3A00.000Z');
    expect(api.deadlines.asked.at(-1)).toContain('to=2026-03-15T23%3A00%3A00.000Z&accountId=a-fb');
    await page.locator('.figure__link', { hasText: 'Besvarat i tid' }).click();
    await page.waitForURL(/list=owed/u);
    await page.atRest();
    await page.locator('#behind-title:focus', { hasText: 'Skulle besvaras i perioden' }).waitFor();
    expect(new URL(page.url()).searchParams.get('account')).toBe('a-fb');
  });

  test('The target and its source stand beside the share, and what was answered, closed or gone stands apart', async () => {
    await page.getByText('Mål: svar inom 24 timmar på arbetsdagar.').waitFor();
    await page.getByText('Källa: Riktlinjer för sociala medier, KS 2026/17.').waitFor();
    const parts = await page.locator('.parts__list > div').allInnerTexts();
    expect(parts.map((part) => part.split(/\s*\n\s*/u))).toEqual([
      ['Besvarat i tid', '121'],
      ['Besvarat för sent', '10'],
      ['Inte besvarat', '11'],
      ['Avslutat utan behov av svar', '14'],
      ['Dolt eller borttaget', '7'],
      ['Väntar på avsändaren nu', '2'],
    ]);
    await unfold('Borttagning');
    const names = page.locator('#removals tbody th');
    expect(await names.allInnerTexts()).toEqual(['olaga hot', 'misstänkt hot', 'personangrepp']);
  });

  test('A cell of the heat map opens its hour; the map is one Tab stop, and the arrows move in it', async () => {
    await page
      .getByRole('navigation', { name: 'Innehåll' })
      .getByRole('link', { name: 'När inlägg kommer in' })
      .click();
    await page.locator('#arrivals-title:focus').waitFor();
    expect(await page.locator('.heat__cell a[tabindex="0"]').count()).toBe(1);
    await page.locator('.heat__cell a').first().focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.heat__cell a:focus').getAttribute('aria-label')).toContain('tis');
    await page.locator('.heat__cell a').first().click();
    await page.waitForURL(/list=arrivals&weekday=0&hour=\d+/u);
    await page.atRest();
    await page.getByRole('heading', { name: /^Kom in mån från kl\. \d\d:00$/u }).waitFor();
    await page.getByRole('link', { name: 'Stäng listan' }).click();
    await page.locator('#behind').waitFor({ state: 'detached' });
  });

  test('The period is chosen by button, stands in the URL, and Back takes it away again', async () => {
    await page.getByRole('button', { name: 'Denna vecka' }).click();
    await page.locator('.preset[aria-pressed="true"]', { hasText: 'Denna vecka' }).waitFor();
    await page.goBack();
    await page
      .locator('.preset[aria-pressed="true"]', { hasText: 'Denna vecka' })
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '90 dagar' }).click();
    await page.locator('.preset[aria-pressed="true"]', { hasText: '90 dagar' }).waitFor();
    expect(page.url()).toMatch(/from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/u);
    await page.getByRole('combobox', { name: 'Nämnd' }).selectOption('Tekniska nämnden');
    await page.waitForURL(/board=Tekniska/u);
    await until('the board is asked for', () => api.deadlines.asked.at(-1)?.includes('board=') === true);
    await page.atRest();
  });

  test('What is late or due soon says whose it is and what it says, behind its veil where it is grave', async () => {
    await open();
    expect((await titles('#due .due-list')).length).toBeGreaterThan(1);
    const tile = (name: string) => page.locator('.due-list li', { hasText: name });
    await tile('Eva Sjöberg').getByText('Varför plogas inte Storgatan?').waitFor();
    expect(await tile('Omar Ängström').innerText()).toContain('personangrepp');
    expect(await tile('Omar Ängström').innerText()).not.toContain('idiot');
  });

  test('A breach is explained in words', async () => {
    await page.locator('#breaches .breach').first().getByText('Skriv en förklaring').click();
    await page.getByLabel('Varför blev det sent?').fill('Semester utan ersättare.');
    await page.getByRole('button', { name: 'Spara', exact: true }).click();
    await page.locator('#breaches').getByText('Semester utan ersättare.').waitFor();
    expect(api.deadlines.comments).toEqual([{ id: 'i1', text: 'Semester utan ersättare.' }]);
  });

  test('Breaches are a table that is sorted by its headings and filtered by cause, in the URL', async () => {
    await page.getByRole('button', { name: 'Försenat', exact: true }).click();
    await page.waitForURL(/sort=late&order=desc/u);
    await page.locator('#breaches th[aria-sort="descending"]', { hasText: 'Försenat' }).waitFor();
    await page.getByRole('combobox', { name: 'Orsak' }).selectOption('not-seen');
    await page.waitForURL(/cause=not-seen/u);
    await until('one cause is left', async () => (await page.locator('#breaches .breach').count()) === 1);
    await page.goBack();
    await until('all are back', async () => (await page.locator('#breaches .breach').count()) === 5);
  });

  test('From the heading to the end are fewer than sixty Tab stops', async () => {
    await open();
    const stops = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          '.deadlines :is(a[href], button, input, select, summary, [tabindex="0"])',
        ),
      ]
        .filter((one) => one.tabIndex >= 0 && one.checkVisibility())
        // A date is three fields and a button in Chromium.
        .reduce((sum, one) => sum + (one.matches('input[type="date"]') ? 4 : 1), 0),
    );
    expect(stops).toBeLessThan(60);
  });

  test('Three hundred accounts: those with the lowest share at first, and all of them drawn at once', async () => {
    api.deadlines.more = 298;
    await open();
    await page.getByText('De 15 med lägst andel av 300.').waitFor();
    const drawing = await page.evaluate(async () => {
      const all = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Visa alla 300');
      const before = performance.now();
      all?.click();
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      return performance.now() - before;
    });
    process.stderr.write(`300 accounts drawn in ${Math.round(drawing)} ms\n`);
    await until(
      'all are there',
      async () => (await page.locator('#attainment tbody').first().locator('tr').count()) === 300,
    );
    await page.shoot('300-accounts');
    expect(await page.faults()).toEqual([]);
    api.deadlines.more = 0;
  });

  test('The unit writes what was done, and says who gets the report when', async () => {
    await page.route('**/api/session', async (route) => {
      const answer = await route.fetch();
      const session = await answer.json();
      await route.fulfill({ json: { ...session, permissions: [...session.permissions, 'accounts:write'] } });
    });
    await open();
    await unfold('Rapport till nämnden');
    await page.getByLabel('Vad som har gjorts').fill('Två läser på lördagar.');
    await page.getByRole('button', { name: 'Spara texten' }).click();
    await page
      .locator('#report')
      .getByText('Sparat')
      .or(page.getByText('Två läser på lördagar.'))
      .first()
      .waitFor();
    await page.getByLabel('Mottagare, e-postadresser').fill('namnd@exempel.se');
    await page.getByRole('button', { name: 'Lägg till', exact: true }).click();
    await page.getByText('Varje månad: namnd@exempel.se').waitFor();
    expect(await page.faults()).toEqual([]);
    await page.locator('#report').scrollIntoViewIfNeeded();
    await page.shoot('report');
    await page.unroute('**/api/session');
  });

  test('The figures follow the socket', async () => {
    await page.atRest();
    const before = api.deadlines.asked.length;
    api.arrive('En ny fråga');
    await until('the figures are read anew', () => api.deadlines.asked.length > before);
  });

  test('The page prints without the tool around it', async () => {
    await page.setViewportSize(DESK);
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    expect(await page.locator('.sidebar').isVisible()).toBe(false);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    await page.setViewportSize({ width: 687, height: 1010 });
    await page.shoot('print', { fullPage: true });
    const pdf = await page.pdf({ ...(SHOTS && { path: `${SHOTS}/page.pdf` }), preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'screen' });
  });

  test('The page says so when there is nothing, and when it cannot be read', async () => {
    api.deadlines.mode = 'empty';
    await page.goto(`${api.url}/deadlines`);
    await page.getByText('Inget blev försenat i perioden.').waitFor();
    expect(await page.locator('.figure__value').first().textContent()).toBe('–');
    await page.shoot('empty');
    expect(page.consoleErrors).toEqual([]);
    api.deadlines.mode = 'failing';
    await page.goto(`${api.url}/deadlines`);
    await page.getByRole('alert').first().waitFor();
    await page.shoot('failing');
  });
});

/** What is urgent is seen at once: the brief, the order, what is new apart from it, the tab's title. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

const selected = () => page.locator('.row[aria-current="true"]');
const headings = () => page.locator('.rows__heading').allInnerTexts();

clientSuite('What is urgent', { api: 'test' }, () => {
  test('The empty pane is a brief whose numbers lead to their lists, and Enter begins with the most urgent', async () => {
    await page.visit('/inbox/all', '.row');
    const brief = page.locator('.brief');
    await brief.getByRole('link', { name: '1 försenat' }).waitFor();
    await brief.getByRole('link', { name: /inom fyra timmar/u }).waitFor();
    await page.pressKey('Enter');
    await selected().filter({ hasText: 'Eva Sjöberg' }).waitFor();
    await page.visit('/inbox/all', '.row');
    await brief.getByRole('link', { name: /olämpliga/u }).click();
    await page.waitForURL('**/inbox/abusive');
  });

  test('What is new stands apart, and j from nothing goes to the most urgent all the same', async () => {
    await page.visit('/inbox/all', '.row');
    await page.locator('.dot--live').waitFor();
    const item = api.arrive('En alldeles ny fråga');
    await page.locator(`#row-${item.id}`).waitFor();
    expect(await headings()).toEqual(['Nya', 'Kortast tid först']);
    expect(await page.locator('.row').first().getAttribute('id')).toBe(`row-${item.id}`);
    await page.pressKey('j');
    await selected().filter({ hasText: 'Eva Sjöberg' }).waitFor();
  });

  test('What is abusive goes by how grave it is, and a threat looks graver than an oath', async () => {
    await page.visit('/inbox/abusive', '.row');
    await page.getByRole('button', { name: 'Sortering: Allvarligast först' }).waitFor();
    const threat = page.locator('.row .chip--grave').first();
    expect(await threat.innerText()).toContain('hot');
    const look = (name: string) =>
      page
        .locator(`.row .chip--${name}`)
        .first()
        .evaluate((field) => getComputedStyle(field).backgroundColor);
    expect(await look('grave')).not.toBe(await look('strong'));
  });

  test('The title of the tab carries the view and its count, and follows both', async () => {
    await page.visit('/inbox/breached', '.row');
    await until('the title counts', async () => (await page.title()) === '(1) Försenade – Uppsikt');
    api.change('i1', { status: 'closed', deadline: { ...api.items[0]!.deadline, state: 'closed' } });
    await until('the title follows', async () => (await page.title()) === 'Försenade – Uppsikt');
    await page.pressKey('g');
    await page.keyboard.press('s');
    await until('another page has its own', async () => (await page.title()) === 'Uppsikt');
  });
});

clientSuite('The page of alarms', { api: 'test' }, () => {
  test('At night it says that alarms rest, until when, and what is late meanwhile', async () => {
    api.alarms.alarms = [];
    api.alarms.restUntil = new Date(Date.now() + 6 * 3_600_000).toISOString();
    await page.visit('/alarms', '.alarms__now');
    await page.getByText(/Larm om svarstider skickas inte just nu\. Nästa går ut .*\d\d:\d\d/u).waitFor();
    expect(await page.faults()).toEqual([]);
    await page.shoot('alarms-at-night');
    await page.getByRole('link', { name: '1 försenat' }).click();
    await page.waitForURL('**/inbox/breached');
    api.alarms.restUntil = null;
    await page.visit('/alarms', '.alarms__now');
    expect(await page.locator('.alarms__now').innerText()).not.toContain('skickas inte');
  });
});

clientSuite('The search field', { api: 'test' }, () => {
  test('The arrow down and Enter lead from a search to its first hit, and Escape leaves the focus on no body', async () => {
    await page.visit('/inbox/all', '.row');
    await page.pressKey('/');
    await page.keyboard.type('simhallen');
    await page.waitForFunction(() => document.querySelectorAll('.row').length === 1);
    await page.pressKey('ArrowDown');
    await page.locator('.row[aria-current="true"]:focus').waitFor();
    await page.pressKey('/');
    await page.pressKey('Escape');
    await page.locator('.row').nth(5).waitFor();
    await page.atRest();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });

  test('A rush of arrivals is said in one sentence', async () => {
    await page.visit('/inbox/all', '.row');
    await page.locator('.dot--live').waitFor();
    for (const nth of [1, 2, 3]) api.arrive(`Fråga ${nth}`);
    await until('it is said', async () =>
      (await page.locator('.said').innerText()).includes('3 nya inlägg.'),
    );
  });
});

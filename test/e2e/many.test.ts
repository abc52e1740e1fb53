/** Acts on many comments, and saved views, in Chromium over the fixture API. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, PHONE, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

const menu = () => page.getByRole('button', { name: 'Gör med de valda' });
const dialog = () => page.getByRole('dialog');
const said = () => page.locator('.said');
const openRows = () => api.items.filter(({ status }) => status === 'open');
const ask = async (act: string): Promise<void> => {
  await menu().click();
  await page.getByRole('button', { name: act, exact: true }).click();
  await dialog().waitFor();
};
/** By mistake nothing is pressed in its first moments. */
const press = async (name: string | RegExp): Promise<void> => {
  await page.waitForTimeout(450);
  await dialog().getByRole('button', { name, exact: true }).click();
};

clientSuite('acts on many, and saved views', { api: 'test' }, () => {
  test('Rows are chosen by x, Shift and an arrow; the act is counted, done, said once and taken back as one', async () => {
    await page.visit('/inbox/all', '.row');
    await page.locator('.row').nth(0).click();
    await page.atRest();
    await page.locator('.row').nth(0).focus();
    await page.keyboard.press('x');
    await page.getByText('1 valt').waitFor();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 valda').waitFor();
    const third = page.locator('.row').nth(3);
    await third.click({ modifiers: ['Shift'] });
    await page.getByText('4 valda').waitFor();
    await ask('Avsluta flera');
    await press('Säg varför de är klara');
    expect(api.many.asked).toEqual([]);
    await dialog().getByLabel('Behöver inget svar').check();
    await page.shoot('many-fields');
    expect(await page.faults('dialog')).toEqual([]);
    await press('Räkna först');
    await dialog().getByText('4 inlägg ändras.').waitFor();
    await page.shoot('many-counted');
    expect(await page.faults('dialog')).toEqual([]);
    await press('Avsluta 4 inlägg');
    await dialog().getByText('4 inlägg är avslutade.').waitFor();
    await until('it is said', async () =>
      ((await said().textContent()) ?? '').includes('4 inlägg är avslutade.'),
    );
    await press('Ångra alla');
    await dialog().getByText('4 inlägg är som förut.').waitFor();
    await press('Stäng');
    await dialog().waitFor({ state: 'detached' });
    expect(api.many.asked).toHaveLength(1);
    expect(api.many.asked[0]).toMatchObject({ type: 'close', reason: 'no-answer-needed' });
  });

  test('All that match is asked for by the filters of the list, and goes on when its window is closed', async () => {
    await page.visit('/inbox/all?platform=facebook', '.row');
    await page.locator('.account-chip').getByText('Facebook').waitFor();
    await page.getByRole('button', { name: 'Välj flera' }).click();
    await page.getByRole('button', { name: 'Välj alla som passar' }).click();
    await page.getByText('Alla som passar är valda').waitFor();
    await ask('Behåll flera dolda');
    api.many.held = true;
    const count = openRows().filter(({ platform }) => platform === 'facebook').length;
    await dialog().getByText(`${count} inlägg ändras.`).waitFor();
    expect(api.many.asked[0]).toEqual({
      type: 'confirm',
      matching: { platform: 'facebook', sort: 'due', view: 'all' },
    });
    await press(/^Behåll/u);
    await dialog().getByText('Det fortsätter även om du stänger rutan eller fönstret.').waitFor();
    await page.visit('/inbox/all', '.row');
    await page.getByText(/^Behåll flera dolda: 0 av/u).waitFor();
    await page.getByRole('button', { name: 'Visa', exact: true }).click();
    api.many.held = false;
    await dialog()
      .getByText(/förblir dolda och är avslutade\.$/u)
      .waitFor();
  });

  test('A filtered list is saved under a name, stands in the sidebar with its count, and its address says every filter', async () => {
    await page.visit('/inbox/all', '.row');
    await page.getByRole('button', { name: 'Filtrera listan' }).click();
    await dialog().getByLabel('Plattform').selectOption('facebook');
    await dialog().getByLabel('Från och med').fill('2020-01-01');
    expect(await page.faults('dialog')).toEqual([]);
    await press('Spara som vy');
    await dialog().getByLabel('Namn').fill('Facebook i år');
    await dialog().getByLabel('Dela med alla').check();
    await press('Spara');
    await page.waitForURL(/\/inbox\/all\?platform=facebook&from=2020-01-01$/u);
    const link = page.locator('.sidebar [aria-current="page"]', { hasText: 'Facebook i år' });
    await link.waitFor();
    const count = openRows().filter(({ platform }) => platform === 'facebook').length;
    expect(await link.textContent()).toContain(String(count));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Facebook i år');
    const shown = await page.locator('.row .row__platform-name').allTextContents();
    expect(new Set(shown)).toEqual(new Set(['Facebook']));
    expect(await page.faults()).toEqual([]);
    await page.locator('.account-chip').filter({ hasText: 'Facebook' }).getByRole('link').click();
    await page.waitForURL(/\/inbox\/all\?from=2020-01-01$/u);
  });

  test('Saved views are put in order, renamed and removed, also on a phone, and a lost account is said', async () => {
    const shape = { type: 'own', mine: true, by: null, count: 0 } as const;
    api.many.views = [
      { ...shape, id: 'v1', name: 'Försenade hot', filters: { view: 'breached', category: 'threat' } },
      {
        ...shape,
        id: 'v2',
        name: 'Allt som rör skolskjutsar, trafik och vägarbeten på den gamla sidan',
        filters: { view: 'all', accountId: 'a-gone' },
      },
    ];
    await page.setViewportSize({ width: 390, height: PHONE.height });
    await page.visit('/inbox/all', '.row');
    await page.getByRole('button', { name: /^Byt vy/u }).click();
    await page.locator('.list-head').getByText('kontot finns inte längre').waitFor();
    await page.shoot('views-phone');
    await page.getByRole('button', { name: 'Filtrera listan' }).click();
    await press('Ändra sparade vyer');
    await dialog().getByRole('button', { name: 'Flytta ned Försenade hot' }).click();
    await until('the order is kept', () => api.many.views[1]?.id === 'v1');
    expect(await page.faults('dialog')).toEqual([]);
    await page.shoot('views-dialog-phone');
    await dialog()
      .getByRole('button', { name: /^Ta bort Allt/u })
      .click();
    await dialog().getByRole('button', { name: 'Ta bort', exact: true }).click();
    await until('it is gone', () => api.many.views.length === 1);
    await dialog().getByRole('button', { name: 'Ändra Försenade hot' }).click();
    await dialog().getByLabel('Namn').fill('Hot i dag');
    await press('Spara');
    await until('it is renamed', () => api.many.views[0]?.name === 'Hot i dag');
  });
});

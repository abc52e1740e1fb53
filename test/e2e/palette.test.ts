/** One field over everything that can be done and gone to. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

const palette = () => page.locator('dialog.palette[open]');
const field = () => palette().getByRole('combobox');
const option = (name: RegExp) => palette().getByRole('option', { name }).first();
const ARMED_MS = 450;

async function open(): Promise<void> {
  await page.pressKey('Control+k');
  await field().waitFor();
  await page.waitForTimeout(ARMED_MS);
}
async function run(words: string): Promise<void> {
  await open();
  await page.keyboard.type(words);
  await palette().locator('[aria-selected="true"]').waitFor();
  await page.keyboard.press('Enter');
  await palette().waitFor({ state: 'detached' });
}

clientSuite('The palette', { api: 'test' }, () => {
  test('The letters that follow its key at once go into its field, and none runs as a command', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dneh');
    expect(await field().inputValue()).toBe('dneh');
    expect(await page.locator('dialog[open]').count()).toBe(1);
    await page.keyboard.press('Escape');
    await palette().waitFor({ state: 'detached' });
    expect(api.requests).toEqual([]);
  });

  test('Views, pages, accounts, acts, colleagues and items by number are found and gone to', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await run('förs');
    await page.waitForURL('**/inbox/breached');
    await run('inst');
    await page.waitForURL('**/settings');
    await until('the focus is somewhere', () =>
      page.evaluate(() => document.activeElement !== document.body),
    );
    await run('norrk insta');
    await page.waitForURL('**/inbox/all?accountId=a-ig');
    await run('1001_i4');
    await page.waitForURL('**/inbox/all/i4');
    await page.locator('.selected-item', { hasText: 'simhallen' }).waitFor();
    await run('mats till');
    await until('it is assigned', () => api.requests.at(-1)?.body.type === 'assign');
    expect(api.requests.at(-1)).toMatchObject({ itemId: 'i4', body: { to: 'p-mats' } });
    await run('skriv ant');
    await page.locator('dialog[open] textarea:focus').waitFor();
    await page.pressKey('Escape');
    await open();
    // What was chosen lately comes first, the latest of all.
    expect(await palette().getByRole('option').first().innerText()).toContain('Skriv anteckning');
  });

  test('The palette says what it is, how much fits and that nothing does, and offers only what makes sense', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await open();
    expect(await page.faults('dialog')).toEqual([]);
    await page.shoot('palette');
    expect(await option(/^Visa igen på sidan/u).count()).toBe(0);
    expect(await option(/^Dölj/u).count()).toBe(1);
    expect(await field().getAttribute('aria-activedescendant')).toBeNull();
    await page.keyboard.press('ArrowDown');
    const active = await field().getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.type('qqqq');
    await palette().getByText('Inga träffar').waitFor();
    expect(await palette().locator('output').innerText()).toBe('0 val');
    expect(await page.faults('dialog')).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await palette().count()).toBe(1);
    await page.shoot('palette-nothing');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await page.faults('dialog')).toEqual([]);
  });

  test('It gives back the focus and the caret to whoever was writing', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await page.pressKey('r');
    await page.keyboard.type('Hej då');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await open();
    await page.keyboard.press('Escape');
    await page.locator('.editor__field:focus').waitFor();
    await page.keyboard.type('X');
    expect(await page.locator('.editor__field').inputValue()).toBe('Hej Xdå');
    await page.keyboard.press('Escape');
    await page.pressKey('/');
    await page.keyboard.type('sim');
    await open();
    await page.keyboard.press('Escape');
    await page.locator('.search input:focus').waitFor();
    await page.keyboard.type('hallen');
    expect(await page.locator('.search input').inputValue()).toBe('simhallen');
  });

  test('A phone reaches it by a button in the list and in an item', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.visit('/inbox/all', '.row');
    await page.getByRole('button', { name: 'Alla kommandon' }).click();
    await field().waitFor();
    expect(await page.faults('dialog')).toEqual([]);
    await page.shoot('palette-phone');
    await page.keyboard.type('mina');
    await option(/^Mina/u).click();
    await page.waitForURL('**/inbox/mine');
    await page.visit('/inbox/all/i1', '.selected-item');
    await page.getByRole('button', { name: 'Mer' }).click();
    await page.getByRole('button', { name: 'Alla kommandon' }).last().click();
    await field().waitFor();
  });
});

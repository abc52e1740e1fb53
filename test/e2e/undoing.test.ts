/** What is taken back puts back the item, the focus and what was being written, and says so. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

const said = () => page.locator('.said').innerText();
const focused = () => page.evaluate(() => document.activeElement?.id ?? '');

clientSuite('Taking back', { api: 'test' }, () => {
  test('An answer that is taken back stands in its open field with the caret behind it', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await page.pressKey('r');
    await page.keyboard.type('hej');
    await page.pressKey('Control+Enter');
    await page.locator('.row[aria-current="true"]').filter({ hasText: 'Omar Ängström' }).waitFor();
    await page.pressKey('u');
    await page.locator('.editor__field:focus').waitFor();
    await page.keyboard.type(' igen');
    expect(await page.locator('.editor__field').inputValue()).toBe('hej igen');
    await until('it is said', async () =>
      (await said()).includes('Ångrat: Svaret till Eva Sjöberg skickas.'),
    );
    await page.waitForURL('**/i1');
    await page.shoot('undone-reply');
  });

  test('A closed item that is taken back has the focus in its row', async () => {
    await page.visit('/inbox/all/i5', '.row');
    await page.pressKey('e');
    await page.locator('dialog[open] [data-confirm]:focus').waitFor();
    await page.waitForTimeout(450);
    await page.pressKey('Enter');
    await page.locator('#row-i5[data-settled]').waitFor();
    await page.pressKey('u');
    await until('the row has the focus', async () => (await focused()) === 'row-i5');
    expect(await said()).toContain('Ångrat: Inlägget från Omar Lindqvist är avslutat.');
  });

  test('A decision on registration and a note are taken back with u', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await page.pressKey('d');
    await page.locator('dialog[open]').waitFor();
    await page.waitForTimeout(450);
    await page.pressKey('Enter');
    await until('it is registered', () => api.requests.at(-1)?.body.type === 'register');
    await page.getByRole('button', { name: /Ångra/u }).waitFor();
    await page.pressKey('u');
    await until('nothing is decided', () => api.items.find(({ id }) => id === 'i1')?.recordsOutcome === null);
    expect(api.requests.at(-1)?.body).toMatchObject({ type: 'register', outcome: 'withdrawn' });
    await page.pressKey('n');
    await page.locator('dialog[open] textarea:focus').waitFor();
    await page.keyboard.type('Ring upp');
    await page.pressKey('Control+Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.pressKey('u');
    await page.locator('dialog[open] textarea:focus').waitFor();
    await page.keyboard.type(' i dag');
    expect(await page.locator('dialog[open] textarea').inputValue()).toBe('Ring upp i dag');
  });

  test('An assignment says to whom', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await page.pressKey('i');
    await page.getByText('Tilldelat Eva Jonsson.').first().waitFor();
  });
});

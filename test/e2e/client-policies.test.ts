/** The page of rules over a fixture API: every state, a phone, the keyboard; and the machine's hide in the inbox. */
import { beforeEach, expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { HIDDEN_BY_MACHINE } from '../support/fake-policies.ts';

clientSuite('the page of rules', { api: 'test' }, () => {
  beforeEach(() => page.emulateMedia({ reducedMotion: 'reduce' }));

  const rules = () => page.visit('/policies', 'text=Ingen har ändrat reglerna än');
  const field = (category: RegExp, label: string) =>
    page.getByRole('group', { name: category }).getByLabel(label);
  const button = (name: string) => page.getByRole('button', { name });

  test('The page tries a change and puts just that in force, for the account that is chosen', async () => {
    await rules();
    expect(await button('Ta i bruk').isDisabled()).toBe(true);
    await page.locator('.policy__place select').selectOption('a-fb');
    // React sets the choice together with the place's own form: what was filled before would be in the old one.
    await page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('.policy__place select')?.value === 'a-fb',
    );
    await page.waitForURL(/account=a-fb/u);
    await page.atRest();
    await field(/^Hot/u, 'Dölj').selectOption('strong');
    await field(/^Hot/u, 'Lägsta säkerhet').fill('80');
    expect(await page.getByText('ändrad', { exact: true }).count()).toBe(1);
    await button('Prova på tidigare inlägg').click();
    await page.getByText('Av 1').waitFor();
    await button('Ta i bruk').click();
    await page.getByRole('dialog').getByText('1 kategori ändras: Hot.').waitFor();
    await page.getByRole('dialog').getByText('Högst 0,13 inlägg om dagen skulle döljas.').waitFor();
    await page.getByRole('dialog').getByText('Ungdomsgården: kontot är inte anslutet').waitFor();
    await page.pressKey('Enter');
    await page.getByText('Gäller nu: kontots version 1').waitFor();
    await page.getByText('Nu gäller kontots version 1.').waitFor();
    const sent = api.policies.asked.find(({ path, body }) => path === '/' && body !== undefined);
    expect(sent?.body).toMatchObject({
      accountId: 'a-fb',
      basedOn: null,
      policy: { base: 'default', categories: { threat: { hideAt: 'strong', minScore: 0.8 } } },
    });
    await button('Följ kommunens regler igen').click();
    await page.getByRole('dialog').getByText('inlägg om dagen').waitFor();
    await page.pressKey('Enter');
    await page.getByText('Ingen har ändrat reglerna än').waitFor();
    await page.locator('.rule-row--changed').first().waitFor({ state: 'detached' });
    expect(await field(/^Hot/u, 'Dölj').inputValue()).toBe('off');
    await page.getByRole('button', { name: /Använd som förslag.*kontots version 1/u }).click();
    expect(await field(/^Hot/u, 'Dölj').inputValue()).toBe('strong');
    expect(page.consoleErrors).toEqual([]);
  });

  test('Rules that were not tried are tried when they are put in force; the page says that somebody else was first', async () => {
    api.policies.mode = 'conflict';
    await rules();
    await button('Stränga').click();
    await button('Ta i bruk').click();
    await page.getByRole('dialog').getByText('inlägg om dagen').waitFor();
    await page.shoot('policies-before-in-force');
    await page.pressKey('Enter');
    await page.getByRole('alert').getByText('Någon annan har ändrat reglerna').waitFor();
    expect(api.policies.versions).toEqual([]);
  });

  test('The page loads, fails with a way on, and says when there is no history', async () => {
    api.policies.mode = 'failing';
    await page.goto(`${api.url}/policies`);
    await button('Försök igen').waitFor();
    api.policies.mode = 'no-history';
    await button('Försök igen').click();
    await page.getByText('Inga regler har tagits i bruk här än.').waitFor();
    await button('Prova på tidigare inlägg').click();
    await page.getByText('Inga inlägg kom in').waitFor();
  });

  test('A machine’s hide is confirmed with y, with the reason that a person chose', async () => {
    api.change('i2', HIDDEN_BY_MACHINE);
    await page.visit('/inbox/all/i2', 'text=Dolt av Uppsikt.');
    expect(await button('Behåll dolt').innerText()).toMatch(/\by$/u);
    await page.pressKey('y');
    await page.getByRole('dialog').getByLabel('Skäl').selectOption('incitement');
    await page.getByRole('dialog').getByLabel('Lagen kräver det').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Behåll dolt' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.atRest();
    expect(api.requests.at(-1)?.body).toMatchObject({
      type: 'confirm',
      reason: 'incitement',
      axis: 'legalDuty',
    });
  });
});

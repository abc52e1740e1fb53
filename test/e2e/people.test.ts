/** The people's page: who is let in, changed, invited and removed, and keys that are shown once. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { mayDo } from '../support/states/state.ts';

const dialog = () => page.locator('dialog[open]');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name });
const open = async (): Promise<void> => {
  mayDo('people:manage');
  await page.visit('/people', 'h1:text("Personer")');
  await page.getByText('Rut Registrator').waitFor();
};

clientSuite('people', { api: 'test' }, () => {
  test('A person is let in by the keyboard, and the button says what is missing until nothing is', async () => {
    await open();
    await button('Lägg till en person').press('Enter');
    await inDialog(/Skriv adressen/u).waitFor();
    await page.keyboard.type('moa.ek@exempel.se');
    await inDialog(/Välj roll/u).waitFor();
    await dialog().getByLabel('Roll').selectOption('registrar');
    await dialog().getByLabel('Vissa nämnders konton', { exact: false }).check();
    await inDialog(/Välj minst en/u).waitFor();
    await dialog().getByLabel('Tekniska nämnden').check();
    await inDialog(/^Lägg till/u).press('Enter');
    await dialog().waitFor({ state: 'detached' });
    expect(api.members.asked.at(-1)?.body).toEqual({
      email: 'moa.ek@exempel.se',
      role: 'registrar',
      accountIds: null,
      boards: ['Tekniska nämnden'],
    });
    await page.locator('.entry__term', { hasText: 'moa.ek@exempel.se' }).waitFor();
  });

  test('Whoever holds something is removed only with a word about who takes over', async () => {
    await open();
    await button('Ta bort: Eva Jonsson').click();
    await dialog().getByText('3 inlägg är tilldelade personen.').waitFor();
    await dialog().getByText('Kontoadministratör för Norrkommun').waitFor();
    await inDialog(/Välj vem som tar över/u).click();
    expect(api.members.asked).toEqual([]);
    // A registrar could not be the account's administrator.
    expect(await dialog().locator('option').allTextContents()).not.toContain('Rut Registrator, registrator');
    await dialog().getByLabel('Tar över').selectOption('p-mats');
    api.members.refusal = 'two_administrators';
    await inDialog(/^Ta bort/u).click();
    await dialog().getByText('Välj någon som tar över.').waitFor();
    api.members.refusal = null;
    await inDialog(/^Ta bort/u).click();
    await dialog().waitFor({ state: 'detached' });
    expect(api.members.asked.at(-1)).toEqual({ path: '/api/members/p-eva/removal', body: { to: 'p-mats' } });
    expect(await page.getByText('Eva Jonsson', { exact: true }).count()).toBe(0);
  });

  test('A system administrator is out of reach for who is none', async () => {
    await open();
    await page.getByText('Sixten Sysadmin').waitFor();
    expect(await button('Ändra: Sixten Sysadmin').count()).toBe(0);
    await button('Ändra: Rut Registrator').click();
    expect(await dialog().locator('option[value="system-administrator"]').count()).toBe(0);
  });

  test('A link and a key are shown once, and are nowhere afterwards', async () => {
    await open();
    await button('Bjud in: Mats Åberg').click();
    await dialog().getByText('/sign-in#').waitFor();
    await inDialog('Stäng').last().click();
    expect(await page.getByText('/sign-in#').count()).toBe(0);
    await button('Skapa en nyckel').click();
    await dialog().getByLabel('Vad den är till').fill('Öppna data');
    await dialog().getByLabel('Roll').selectOption('auditor');
    await inDialog(/^Skapa/u).click();
    await dialog().getByText('upp_').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.entry__term', { hasText: 'Öppna data' }).waitFor();
    expect(await page.getByText('upp_').count()).toBe(0);
  });
});

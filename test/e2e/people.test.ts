/** The people's page: who is let in, changed, invited and removed, and keys that are shown once. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { mayDo } from '../support/states/state.ts';

const dialog = () => page.locator('dialog[open]');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const ofPerson = (act: string, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${act} ?: ${name}$`, 'u') });
const inDialog = (name: string | RegExp) => dialog().getByRole('button', { name });
const heard = (words: string) => page.locator('.said', { hasText: words }).waitFor({ state: 'attached' });
const open = async (): Promise<void> => {
  mayDo('people:manage');
  await page.visit('/people', 'h1:text("Personer")');
  await page.locator('.entry__term', { hasText: 'Rut Registrator' }).waitFor();
};

clientSuite('people', { api: 'test' }, () => {
  test('A person is let in, and the button says what is missing until nothing is', async () => {
    await open();
    await button('Lägg till en person').press('Enter');
    await inDialog(/Skriv adressen/u).waitFor();
    await page.keyboard.type('moa.ek@exempel.se');
    await inDialog(/Välj roll/u).waitFor();
    await dialog().getByLabel('Roll').selectOption('registrar');
    await dialog().getByLabel('Vissa nämnders konton', { exact: false }).check();
    await inDialog(/Välj minst en/u).waitFor();
    await dialog().getByLabel('Tekniska nämnden').check();
    await inDialog(/^Lägg till/u).click();
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
    await ofPerson('Ta bort', 'Mats Åberg').click();
    await dialog().getByText('3 inlägg är tilldelade kollegan.').waitFor();
    await dialog().getByText('Kontoadministratör för Norrkommun').waitFor();
    await inDialog(/Välj vem som tar över/u).click();
    expect(api.members.asked).toEqual([]);
    // A registrar could not be the account's administrator.
    expect(await dialog().locator('option').allTextContents()).not.toContain('Rut Registrator, registrator');
    await dialog().getByLabel('Tar över').selectOption('p-lisa');
    api.members.refusal = 'two_administrators';
    await inDialog(/^Ta bort/u).click();
    await dialog().getByText('Välj någon som tar över.').waitFor();
    api.members.refusal = null;
    await inDialog(/^Ta bort/u).click();
    await dialog().waitFor({ state: 'detached' });
    expect(api.members.asked.at(-1)).toEqual({ path: '/api/members/p-mats/removal', body: { to: 'p-lisa' } });
    await heard('Mats Åberg är borttagen. 3 inlägg lämnades över.');
    expect(await page.locator('.entry__term', { hasText: 'Mats Åberg' }).count()).toBe(0);
  });

  test('A system administrator is out of reach for who is none', async () => {
    await open();
    await page.getByText('Sixten Sysadmin', { exact: true }).waitFor();
    expect(await ofPerson('Ändra', 'Sixten Sysadmin').count()).toBe(0);
    await ofPerson('Ändra', 'Rut Registrator').click();
    expect(await dialog().locator('option[value="system-administrator"]').count()).toBe(0);
  });

  test('A link and a key are shown once, and are nowhere afterwards', async () => {
    await open();
    await ofPerson('Bjud in', 'Rut Registrator').click();
    await dialog().getByText('/sign-in#').waitFor();
    await inDialog('Stäng').last().click();
    await dialog().waitFor({ state: 'detached' });
    expect(await page.getByText('/sign-in#').count()).toBe(0);
    await button('Skapa en nyckel').click();
    await dialog().getByLabel('Vad den är till').fill('Öppna data');
    await dialog().getByLabel('Roll').selectOption('auditor');
    await inDialog(/^Skapa/u).click();
    await dialog().getByText('upp_').waitFor();
    await inDialog('Stäng').last().click();
    await dialog().waitFor({ state: 'detached' });
    await page.locator('.entry__term', { hasText: 'Öppna data' }).waitFor();
    expect(await page.getByText('upp_').count()).toBe(0);
    await ofPerson('Avsluta', 'Öppna data').click();
    await inDialog(/^Avsluta/u).click();
    await heard('Nyckeln Öppna data är avslutad.');
    expect(api.members.keys.map(({ name }) => name)).toEqual(['Statistik till webbplatsen']);
  });

  test('An account gets another key only when the platform accepts it, is paused and is disconnected', async () => {
    mayDo('accounts:write');
    await page.visit('/accounts', '.account');
    const account = page.locator('.account', { hasText: '102030' });
    await account.getByRole('button', { name: /^Byt nyckel/u }).click();
    await page.keyboard.type('dead');
    await inDialog(/^Kontrollera/u).click();
    await dialog().getByText('Plattformen godtar inte nyckeln').waitFor();
    await dialog().getByLabel('Nyckel').fill('another');
    await inDialog(/^Kontrollera/u).click();
    await heard('Norrkommun har en ny nyckel.');
    await account.getByRole('button', { name: /^Pausa/u }).click();
    await account.getByText('Svar och åtgärder är pausade.').waitFor();
    await account.getByRole('button', { name: /^Låt gå ut igen/u }).click();
    await account.getByText('Ansluten. Svar och åtgärder skickas.').waitFor();
    await account.getByRole('button', { name: /^Koppla från/u }).click();
    await dialog().getByText('Nyckeln förstörs.').waitFor();
    await inDialog(/^Koppla från/u).click();
    await heard('Norrkommun är frånkopplat.');
    await account.getByText('Inget tas in och inget skickas.').waitFor();
    expect(await account.getByRole('button', { name: /^Pausa/u }).count()).toBe(0);
  });

  test('Many accounts are searched by name, board and platform', async () => {
    const [first] = api.accounts;
    if (first === undefined) throw new Error('no account');
    api.accounts = Array.from({ length: 300 }, (_, n) => ({ ...first, id: `a${n}`, name: `Sida ${n}` }));
    await page.visit('/accounts', '.account');
    await page.getByLabel('Sök bland kontona').fill('sida 29 facebook');
    await page.getByText('13 konton', { exact: true }).waitFor();
    expect(await page.locator('.account__name').count()).toBe(13);
  });
});

/** The municipality's lists in Chromium: written, checked, imported; read-only for moderators; every state, axe, phone. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';

const TABS = ['words', 'claims', 'cases', 'changes'] as const;

clientSuite('the municipality’s lists', { api: 'file' }, () => {
  const open = (tab: string) => page.visit(`/lists/${tab}`, 'h1:text("Kommunens listor")');

  test('The lists are reached from the settings', async () => {
    await page.goto(`${api.url}/settings`);
    await page.getByRole('link', { name: 'Kommunens listor' }).click();
    await page.waitForURL(/\/lists\/words$/u);
    await page.atRest();
    await page.getByRole('heading', { name: 'Kommunens listor' }).waitFor();
  });

  test('The lists are reached from the sidebar, and by their key', async () => {
    const nav = page.getByRole('navigation', { name: 'Huvudmeny' });
    await page.goto(`${api.url}/inbox/all`);
    await nav.getByRole('link', { name: 'Listor', exact: true }).click();
    await page.getByRole('heading', { name: 'Kommunens listor' }).waitFor();
    expect(await nav.getByRole('link', { name: 'Listor' }).getAttribute('aria-current')).toBe('page');
    await page.goto(`${api.url}/help`);
    await page.getByText('Gå till Listor').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'Kommunens listor' }).waitFor();
  }, 30_000);

  test('A word is previewed, warned of, added with the keyboard, and removed', async () => {
    await open('words');
    const field = page.getByLabel('Ord', { exact: true });
    await field.fill('ett två tre fyra fem');
    await page.getByText('eller upp till fyra ord i följd, med stjärna').waitFor();
    await field.fill('kommun');
    await page.getByText('Hittar också mycket vanliga ord').waitFor();
    await page.shoot('lists-words-warned', { fullPage: true });
    await field.fill('parkbänk');
    await page.getByText('Finns i 14 av 420 inlägg').waitFor();
    await page.getByText('parkbänken (9)').waitFor();
    await page.getByRole('radio', { name: 'Kränkande ord' }).check();
    await page.getByText('Ordet finns i mer än 1 av 200 inlägg').waitFor();
    await page.shoot('lists-words-too-common', { fullPage: true });
    await page.getByRole('button', { name: 'Föreslå ordet' }).click();
    await page.getByText('”parkbänk” är föreslaget').waitFor();
    await page.getByText('Fanns i 14 av 420 inlägg').waitFor();
    await page.getByRole('button', { name: /^Avslå|^Ta tillbaka/u }).click();
    await page.getByText('Fanns i 14 av 420 inlägg').waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Undantagna ord' }).check();
    await field.fill('grönkålsnisse*');
    await page.getByText('”grönkålsnisse” står redan under Kränkande ord').waitFor();
    expect(await page.getByRole('button', { name: 'Lägg till' }).isDisabled()).toBe(true);
    await field.fill('parkbänk');
    await page.getByText('Finns i 14 av 420 inlägg').waitFor();
    await page.getByRole('radio', { name: 'Undantagna ord' }).check();
    await field.press('Enter');
    await page.getByText('”parkbänk” står nu på listan.').waitFor();
    const entry = page.locator('.entry', { hasText: 'parkbänk' });
    await entry.getByRole('button', { name: /^Ta bort ?: parkbänk$/u }).click();
    await entry.waitFor({ state: 'detached' });
    expect(api.lists.words.map(({ term }) => term)).not.toContain('parkbänk');
  });

  test('A claim is added, changed and switched; one that ships can be switched off', async () => {
    await open('claims');
    await page.getByRole('button', { name: 'Lägg till ett påstående' }).click();
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Skriv vad som är sant.').waitFor();
    await page.shoot('lists-claims-form', { fullPage: true });
    await page.getByLabel('Påstående', { exact: true }).fill('Biblioteket läggs ner');
    await page.getByLabel('Andra formuleringar').fill('De stänger biblioteket\n\nBiblan försvinner');
    await page.getByLabel('Fakta', { exact: true }).fill('Biblioteket flyttar till Torget 2.');
    await page.getByLabel('Vem kan svara?', { exact: true }).fill('kulturförvaltningen');
    await page.getByLabel('Gäller till (valfritt)').fill('2027-01-31');
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('till 2027-01-31').waitFor();
    expect(api.lists.claims[0]).toMatchObject({
      claim: 'Biblioteket läggs ner',
      variants: ['De stänger biblioteket', 'Biblan försvinner'],
      validTo: '2027-01-31',
    });
    await page.getByRole('switch', { name: /^Används ?: Biblioteket läggs ner$/u }).click();
    await page.getByRole('switch', { name: /^Används ?: Vaccin orsakar autism/u }).click();
    await page.getByLabel('Sök bland påståenden').fill('vaccin');
    await page.locator('.entry', { hasText: 'Biblioteket' }).waitFor({ state: 'detached' });
    await page.atRest();
    expect(api.lists.claims.find(({ claim }) => claim.startsWith('Biblioteket'))?.on).toBe(false);
    expect(api.lists.off).toContain('vaccine-autism');
  });

  test('A list of cases is checked, its bad rows named by line, and then imported', async () => {
    await open('cases');
    const file = (name: string, text: string) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(text, 'latin1'),
    });
    const input = page.locator('input[type="file"]');
    await input.setInputFiles(file('fel.csv', 'ett;två\n1;2'));
    await page.getByText('Första raden måste ha rubriker').waitFor();
    expect(await page.getByRole('button', { name: 'Läs in', exact: true }).count()).toBe(0);
    await input.setInputFiles(
      file(
        'diariet.csv',
        'Dnr;Ärendemening;Plats\nKS 2026/1;Snöröjning på Åsgatan;Åsgatan\n;Utan nummer;\nKS 2026/1;Igen;',
      ),
    );
    await page.getByText('Rad 3: nummer saknas').waitFor();
    await page.getByText('Rad 4: numret finns på en tidigare rad').waitFor();
    await page.getByRole('cell', { name: 'Snöröjning på Åsgatan' }).waitFor();
    await page.getByText('1 nya, 2 försvinner, 0 ändras, 0 är likadana').waitFor();
    await page.getByText('2 ärenden försvinner').click();
    await page.getByRole('cell', { name: 'Bygglov för förråd' }).first().waitFor();
    await page.shoot('lists-cases-checked', { fullPage: true });
    await page.getByRole('button', { name: 'Ersätt listan, nu 2, med 1 ärende' }).click();
    await page.getByText('1 ärende är inläst.').waitFor();
    expect(api.lists.cases.map(({ subject }) => subject)).toEqual(['Snöröjning på Åsgatan']);
    await page.getByLabel('Sök på nummer, ärendemening eller plats').fill('finns inte');
    await page.getByText('Inget hittades.').waitFor();
    await page.getByLabel('Sök på nummer, ärendemening eller plats').fill('');
    await page.getByRole('button', { name: 'Töm listan' }).click();
    await page.getByRole('button', { name: 'Ja, töm listan' }).click();
    await page.getByText('Ingen lista är inläst än.').waitFor();
    await page.getByRole('button', { name: 'Ta tillbaka listan med 1 ärende' }).click();
    await page.getByRole('cell', { name: 'Snöröjning på Åsgatan' }).waitFor();
  });

  test('The switch for praise is kept and logged', async () => {
    await open('changes');
    await page.getByRole('switch', { name: 'Beröm behöver svar' }).click();
    await page.getByText('Inställning: slogs på').waitFor();
    await page.getByText('Kränkande ord: grönkålsnisse').waitFor();
    expect(api.lists.praise).toBe(true);
  });

  test('A moderator reads and changes nothing', async () => {
    api.permissions = api.permissions.filter((one) => one !== 'lists:write' && one !== 'cases:write');
    await open('words');
    await page.getByText('Du kan läsa listan.').waitFor();
    expect(await page.getByRole('button', { name: /Ta bort|Lägg till/u }).count()).toBe(0);
    await open('claims');
    expect(await page.getByRole('button', { name: /Ta bort|Ändra|Lägg till/u }).count()).toBe(0);
    await open('cases');
    expect(await page.locator('input[type="file"]').count()).toBe(0);
    api.permissions = [...api.permissions, 'lists:write', 'cases:write'];
  });

  test('Empty and failing lists say so', async () => {
    api.lists.mode = 'empty';
    await open('words');
    expect(await page.getByText('Inga ord än.').count()).toBe(3);
    await open('claims');
    await page.getByText('Inga egna påståenden än.').waitFor();
    api.lists.mode = 'failing';
    for (const tab of TABS) {
      await open(tab);
      await page.getByRole('alert').first().waitFor();
    }
    api.lists.mode = 'ok';
    await page.getByRole('button', { name: 'Försök igen' }).first().click();
    await page.getByRole('switch', { name: 'Beröm behöver svar' }).waitFor();
  });

  test('The browser complained of nothing but the refusals we made', () => {
    expect(page.consoleErrors.filter((line) => !line.includes('503'))).toEqual([]);
  });
});

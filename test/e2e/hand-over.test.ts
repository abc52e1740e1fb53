/** Giving items to the registrar in Chromium: the boards' case systems, one item, several; every state, axe, phone. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, PHONE, page } from '../support/client-suite.ts';
import { LONG_BOARD } from '../support/fake-hand-overs.ts';
import { until } from '../support/until.ts';

const open = async (): Promise<void> => {
  api.permissions.push('board-routes:write');
  await page.visit('/board-routes', 'h1:text("Ärendesystem")');
};
const board = (name: string) => page.getByRole('article', { name });

clientSuite('the case systems of the boards', { api: 'test' }, () => {
  test('A way is set with the keyboard, and what is wrong with it is said', async () => {
    await open();
    await page.getByRole('heading', { name: 'Barn- och utbildningsnämnden' }).waitFor();
    const first = board('Barn- och utbildningsnämnden');
    await first.getByRole('button', { name: /^Ställ in/u }).press('Enter');
    const field = first.getByLabel('Registratorns e-postadress');
    await field.fill('registrator');
    // The browser's own check of an address would hide ours.
    await first.locator('form').evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''));
    await first.getByRole('button', { name: 'Spara' }).click();
    await first.getByText('Det är inte en e-postadress.').waitFor();
    await page.shoot('board-routes-form', { fullPage: true });
    await field.fill('registrator@norrkommun.example');
    await field.press('Enter');
    await first.getByText('Vägen är sparad. Prova den innan den används.').waitFor();
    expect(api.handOvers.saved.at(-1)).toMatchObject({
      board: 'Barn- och utbildningsnämnden',
      settings: { kind: 'email', to: 'registrator@norrkommun.example' },
      formats: ['pdf', 'evidence'],
    });
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
    expect(focused).toContain('Ändra');
  });

  test('A trial tells how it went, and a key that was shown is confirmed by a person', async () => {
    await open();
    const known = board('Kommunstyrelsen');
    await known.getByText(/^Provat .*: skickat$/u).waitFor();
    await known.getByRole('button', { name: /^Prova/u }).click();
    await known.getByText('Provet är framme.').waitFor();
    api.handOvers.trial = { state: 'failed', cause: 'host-key-unknown', shown: `SHA256:${'b'.repeat(43)}` };
    const long = board(LONG_BOARD);
    await long.getByRole('button', { name: /^Prova/u }).click();
    await long.getByText('Mottagarens nyckel är inte bekräftad ännu.').waitFor();
    await page.shoot('board-routes-key', { fullPage: true });
    await long.getByRole('button', { name: 'Det stämmer, spara fingeravtrycket' }).click();
    await until('the key is saved', () => api.handOvers.saved.length === 1);
    expect(api.handOvers.saved[0]?.settings).toMatchObject({ hostKey: `SHA256:${'b'.repeat(43)}` });
  });

  test('A way is taken away only when asked twice', async () => {
    await open();
    const known = board('Kommunstyrelsen');
    await known.getByRole('button', { name: /^Ta bort vägen/u }).click();
    await known.getByText('Ta bort vägen för Kommunstyrelsen?').waitFor();
    await known.getByRole('button', { name: 'Ta bort vägen', exact: true }).click();
    await known.getByText('Ingen väg är inställd.').waitFor();
  });

  test('Who may not set ways has no page for them', async () => {
    await page.visit('/inbox/all', '.row');
    expect(await page.getByRole('link', { name: 'Ärendesystem' }).count()).toBe(0);
  });

  test('Without boards, and where they cannot be read, the page says so', async () => {
    api.handOvers.mode = 'empty';
    await open();
    await page.getByText('så det finns inga nämnder ännu').waitFor();
    api.handOvers.mode = 'failing';
    await page.goto(`${api.url}/board-routes`);
    await page.getByText('En del av Uppsikt är inte tillgänglig just nu.').waitFor();
  });
});

clientSuite('giving items to the registrar', { api: 'test' }, () => {
  const sealed = {
    captures: [
      {
        id: 'c1',
        state: 'sealed' as const,
        manifestSha256: 'a'.repeat(64),
        picture: { state: 'taken' as const, cause: null },
      },
    ],
  };

  test('One item goes with one button, and its number is typed when it comes', async () => {
    api.change('i1', sealed);
    await page.visit('/inbox/all/i1', '.selected-item');
    await page.getByRole('button', { name: 'Lämna till registrator' }).click();
    await page.getByText('väntar på att skickas').waitFor();
    await page.getByLabel('Diarienummer från registrator').fill('KS 2026/117');
    await page.getByRole('button', { name: 'Spara numret' }).click();
    await page.getByText('Diarienummer KS 2026/117').waitFor();
    expect(await page.getByLabel('Diarienummer från registrator').count()).toBe(0);
  });

  test('A refusal that somebody was told of is typed with its reason, and the item can be given again', async () => {
    api.change('i1', sealed);
    await page.visit('/inbox/all/i1', '.selected-item');
    await page.getByRole('button', { name: 'Lämna till registrator' }).click();
    await page.getByText('Registratorn tog inte emot det').click();
    await page.getByLabel('Varför det avvisades').fill('Fel nämnd');
    await page.shoot('hand-over-refused');
    expect(await page.faults('.hand-overs')).toEqual([]);
    await page.getByRole('button', { name: 'Spara att det avvisades' }).click();
    await page.getByText('Svar: Fel nämnd').waitFor();
    await page.getByText('En medarbetare skrev in att det avvisades').waitFor();
    await page.getByRole('button', { name: 'Lämna igen' }).waitFor();
  });

  test('Several are chosen with the keyboard, counted first, and each refusal has a name', async () => {
    await page.visit('/inbox/all', '.row');
    await page.getByRole('button', { name: 'Välj flera' }).press('Enter');
    const boxes = page.locator('.choose-box input');
    await boxes.nth(0).press('Space');
    await boxes.nth(1).press('Space');
    await page.getByText('2 valda').waitFor();
    await page.shoot('choosing');
    await page.getByRole('button', { name: 'Gör med de valda' }).click();
    await page.getByRole('button', { name: 'Lämna till registrator' }).click();
    await page.getByText('1 inlägg lämnas till sin nämnds registrator.').waitFor();
    await page.getByText('inget underlag är sparat').waitFor();
    await page.shoot('choosing-dialog');
    expect(await page.faults('dialog')).toEqual([]);
    await page.getByRole('button', { name: 'Lämna', exact: true }).click();
    await page.getByText('1 inlägg är på väg till registrator.').waitFor();
    expect(api.handOvers.bulks.map(({ dryRun }) => dryRun)).toEqual([true, false]);
    await page.getByRole('dialog').getByRole('button', { name: 'Stäng', exact: true }).last().click();
    await page.getByText('Inget valt').waitFor();
    await page.getByRole('button', { name: 'Sluta välja' }).click();
    expect(await boxes.count()).toBe(0);
  });

  test('On a phone several are chosen too, and nothing is wider than its window', async () => {
    await page.setViewportSize(PHONE);
    await page.visit('/inbox/all', '.row');
    await page.getByRole('button', { name: 'Välj flera' }).click();
    await page.locator('.choose-box input').first().check();
    await page.shoot('choosing-phone');
    expect(await page.faults()).toEqual([]);
  });
});

/** What the lists say of an item, in Chromium: the likely case, the correction into the answer, two persons, a masked number. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';

clientSuite('what the lists say of an item', { api: 'file' }, () => {
  const open = async (name: string): Promise<string> => {
    const id = api.items.find(({ author }) => author?.name === name)?.id ?? '';
    await page.visit(`/inbox/all/${id}`, '.selected-item');
    return id;
  };

  test('A likely case is named with its subject, and as unsure where the score is low', async () => {
    const id = await open('Cyklande Cecilia');
    await page.getByText('Hör troligen till').waitFor();
    await page.getByText('KS 2026/00123 (Ny cykelbana vid badplatsen)').waitFor();
    await page.shoot('known-case');
    const { registration } = api.items.find((item) => item.id === id) as (typeof api.items)[number];
    api.change(id, { registration: { ...registration, score: 0.49 } });
    await page.getByText('Osäkert, fråga registratorn. Kan höra till').waitFor();
    await page.locator('.figures summary', { hasText: 'osäkert, fråga registratorn' }).waitFor();
  });

  test('One key puts the correction into the answer, beside what was written, and only once', async () => {
    await open('Vera Vaccin');
    await page.getByText('Liknar ett känt falskt påstående').waitFor();
    await page.shoot('known-claim');
    await page.pressKey('r');
    await page.locator('.editor__field').fill('Hej Vera!');
    await page.pressKey('Escape');
    await page.pressKey('f');
    const field = page.locator('.editor__field:focus');
    await field.waitFor();
    expect(await field.inputValue()).toMatch(/^Hej Vera!\n\nVaccin ger inte autism\..*barnhälsovården/su);
    await page.getByRole('button', { name: /Svara med fakta/u }).click();
    expect(
      (await page.locator('.editor__field').inputValue()).match(/Vaccin ger inte autism/gu),
    ).toHaveLength(1);
    await page.shoot('known-answer');
  });

  test('Removing a false claim asks for claim, correction and source, and says that a second person must agree', async () => {
    const id = await open('Vera Vaccin');
    await page.pressKey('h');
    await page.getByText('En kollega måste godkänna innan något händer.').waitFor();
    expect(await page.getByLabel('Påstående', { exact: true }).inputValue()).toBe(
      'Vaccin orsakar autism hos barn',
    );
    await page.shoot('known-sheet');
    await page.getByLabel('Källa', { exact: true }).fill('');
    await page.getByRole('button', { name: /^Dölj/u }).last().click();
    await page.getByText('Fyll i påstående, fakta och källa.').waitFor();
    await page.getByLabel('Källa', { exact: true }).fill('folkhälsomyndigheten');
    await page.getByRole('button', { name: /^Dölj/u }).last().click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.atRest();
    expect(api.requests.at(-1)).toMatchObject({
      itemId: id,
      body: { type: 'hide', reason: 'disinformation', claim: { source: 'folkhälsomyndigheten' } },
    });
  });

  test('A colleague reads the whole reason and agrees; who asked can only take it back', async () => {
    const id = await open('Vera Vaccin');
    const waiting = (by: { id: string; name: string }) => {
      api.consents = [
        {
          actionId: 'act-c',
          type: 'hide',
          by,
          at: new Date().toISOString(),
          claim: { claim: 'Påståendet', correction: 'Rättelsen', source: 'Källan' },
          note: 'Har delats vidare',
        },
      ];
      const action = {
        id: 'act-c',
        type: 'hide' as const,
        state: 'blocked' as const,
        cause: 'second-person' as const,
      };
      api.change(id, { actions: [action] });
    };
    waiting({ id: 'p-eva', name: 'Eva Jonsson' });
    await page.reload();
    await page.getByText('Du kan inte godkänna det du själv har bett om.').waitFor();
    expect(await page.getByRole('button', { name: 'Godkänn' }).count()).toBe(0);
    waiting({ id: 'p-mats', name: 'Mats Kallio' });
    await page.reload();
    await page.getByText('Mats Kallio vill ta bort inlägget').waitFor();
    expect(await page.getByRole('button', { name: 'Försök igen' }).count()).toBe(0);
    await page.shoot('known-consent');
    await page.getByRole('button', { name: 'Godkänn' }).click();
    await page.getByText('Mats Kallio vill ta bort inlägget').waitFor({ state: 'detached' });
    expect(api.consented).toEqual(['act-c']);
  });

  test('A masked number is shown by a button, logged, and masked again when the page is opened anew', async () => {
    const id = await open('Nils Nummer');
    expect(await page.locator('body').innerText()).not.toContain('19121212-1212');
    await page.shoot('known-masked');
    await page.getByRole('button', { name: 'Visa personnummer' }).click();
    await page.locator('.selected-item .hit', { hasText: '19121212-1212' }).waitFor();
    expect(api.revealed).toMatchObject([{ itemId: id }]);
    await page.reload();
    expect(await page.locator('body').innerText()).not.toContain('19121212-1212');
    api.permissions = api.permissions.filter((one) => one !== 'personal-data:reveal');
    await page.reload();
    expect(await page.getByRole('button', { name: 'Visa personnummer' }).count()).toBe(0);
    api.permissions.push('personal-data:reveal');
  });

  test('The browser complained of nothing', () => {
    expect(page.consoleErrors).toEqual([]);
  });
});

/** What is veiled and why, who has chosen to see it, and what only may be abuse: in Chromium over a fixture API. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';

const GRAVE = 'i2';
const WHY = 'Texten är övertäckt: personangrepp';
const OFFER = 'Vill du att texten alltid visas när du öppnar ett inlägg?';
const text = () => page.locator('.selected-item__text');
const focused = () => page.evaluate(() => document.activeElement?.className ?? '');
const possible = () => api.items.find(({ author }) => author?.name === 'Pelle Kanske')?.id ?? '';
const open = (path: string) => page.visit(path, '.selected-item');

clientSuite('the veil', { api: 'test' }, () => {
  test('The row of a veiled item says why in words, and never shows the text', async () => {
    api.settings = { showsVeiled: true, askedAboutVeil: true };
    await page.visit('/inbox/all', '.row');
    const row = page.locator(`#row-${GRAVE}`);
    expect(await row.innerText()).toContain(WHY);
    expect(await row.innerText()).not.toContain('jävla idiot');
    expect(await row.locator('.row__chips').innerText()).toContain('personangrepp');
  });

  test('Masked numbers are said in words in the row, and the rest of the text is there', async () => {
    await page.visit('/inbox/all', '.row');
    await page.pressKey('/');
    await page.keyboard.type('adress');
    const row = page.locator('.row', { hasText: 'Nils Nummer' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/rätta min adress[\s\S]*personuppgifter är dolda/u);
  });

  test('The key v shows the text and puts the focus on it, and the next key goes on from there', async () => {
    await open(`/inbox/all/${GRAVE}`);
    expect(await text().innerText()).toContain(WHY);
    await page.pressKey('v');
    await page.locator('.selected-item .hit').first().waitFor();
    expect(await text().innerText()).toContain('jävla idiot');
    expect(await focused()).toContain('selected-item__text');
    expect(api.requests).toEqual([]);
    await page.pressKey('v');
    expect(api.requests).toEqual([]);
    await page.pressKey('j');
    await page.locator('.row[aria-current="true"]', { hasText: 'Ylva Wikström' }).waitFor();
    await page.pressKey('k');
    await page.getByText(WHY).last().waitFor();
    expect(await page.locator('.selected-item').innerText()).not.toContain('jävla idiot');
  });

  test('The choice is offered at the first veiled text, once, and is kept on the server', async () => {
    api.settings = { showsVeiled: false, askedAboutVeil: false };
    await open(`/inbox/all/${GRAVE}`);
    await page.getByText(OFFER).waitFor();
    await page.shoot('veil-offer');
    // Passing by is no answer.
    await page.pressKey('j');
    await page.getByText(OFFER).waitFor({ state: 'detached' });
    await page.pressKey('k');
    await page.getByText(OFFER).waitFor();
    expect(api.settings.askedAboutVeil).toBe(false);
    await page.getByRole('button', { name: 'Ja, visa alltid' }).click();
    await page.getByText(OFFER).waitFor({ state: 'detached' });
    expect(await text().innerText()).toContain('jävla idiot');
    expect(await focused()).toContain('selected-item__text');
    expect(api.settings).toEqual({ showsVeiled: true, askedAboutVeil: true });
    await page.reload();
    await page.locator('.selected-item .hit').first().waitFor();
    expect(await page.getByText(OFFER).count()).toBe(0);
  });

  test('Who shows the text with the key has been asked, and who wants to be asked each time stays covered', async () => {
    api.settings = { showsVeiled: false, askedAboutVeil: false };
    await open(`/inbox/all/${GRAVE}`);
    await page.getByRole('button', { name: 'Nej, fråga varje gång' }).click();
    await page.getByText(OFFER).waitFor({ state: 'detached' });
    expect(await text().innerText()).toContain(WHY);
    expect(await focused()).toContain('text-link');
    api.settings = { showsVeiled: false, askedAboutVeil: false };
    await page.reload();
    await page.getByText(OFFER).waitFor();
    await page.pressKey('v');
    await page.locator('.selected-item .hit').first().waitFor();
    await page.getByText(OFFER).waitFor();
    await page.reload();
    await page.getByText(WHY).last().waitFor();
    expect(await page.getByText(OFFER).count()).toBe(0);
    expect(api.settings).toEqual({ showsVeiled: false, askedAboutVeil: true });
  });

  test('The same choice stands in the settings', async () => {
    await page.visit('/settings', 'h1');
    const choice = page.getByRole('switch', { name: 'Visa texten direkt när jag öppnar' });
    await choice.click();
    await page.waitForFunction(() => document.querySelector('input[role="switch"]:checked') !== null);
    expect(api.settings.showsVeiled).toBe(true);
    await choice.click();
    await page.getByRole('heading', { name: 'Övertäckta texter' }).waitFor();
    await open(`/inbox/all/${GRAVE}`);
    expect(await text().innerText()).toContain(WHY);
  });

  test('What may be a threat has a dotted chip and a view of its own with a count, and is not veiled', async () => {
    await page.visit('/inbox/all', '.row');
    const view = page.locator('.sidebar .nav-link', { hasText: 'Olämpliga?' });
    expect(await view.innerText()).toMatch(/1/u);
    await view.click();
    await page.waitForURL(/\/inbox\/possible$/u);
    const row = page.locator(`#row-${possible()}`);
    await row.waitFor();
    expect(await page.locator('.row').count()).toBe(1);
    expect(await row.locator('.chip--possible').innerText()).toContain('kan vara hot');
    expect(await row.innerText()).toContain('vi ses nog');
    await row.click();
    await text().waitFor();
    expect(await page.locator('.selected-item .hit').count()).toBe(0);
    await page.shoot('possible-item');
  });

  test('The key w denies what is only possible, and the dialog of c confirms it', async () => {
    await open(`/inbox/possible/${possible()}`);
    await page.pressKey('w');
    await page.locator('.corrections').waitFor();
    expect(api.requests.at(-1)?.body).toMatchObject({ type: 'correct', category: 'threat', as: 'wrong' });
    expect(await page.locator('.selected-item .chip--possible').count()).toBe(0);
    await page.getByRole('button', { name: 'Ta tillbaka' }).click();
    await page.locator('.selected-item .chip--possible').waitFor();
    await page.pressKey('c');
    await page.getByRole('radio', { name: /saknas|Något saknas/u }).click();
    await page.getByLabel('Rätt bedömning').selectOption('threat');
    await page.pressKey('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(api.requests.at(-1)?.body).toMatchObject({ type: 'correct', category: 'threat', as: 'missing' });
  });
});

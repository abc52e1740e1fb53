/** No decision by default: what no finding supports is chosen by the person, and the button says what is missing. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

const dialog = () => page.locator('dialog[open]');
const confirm = () => dialog().locator('[data-confirm]');
/** Longer than a dialog that has opened is deaf. */
const ARMED_MS = 450;

async function open(item: string, key: string): Promise<void> {
  await page.visit(`/inbox/all/${item}`, '.row');
  await page.pressKey(key);
  await dialog().waitFor();
  await page.waitForTimeout(ARMED_MS);
}

clientSuite('Deciding', { api: 'test' }, () => {
  test.each([
    ['h', 'Välj skäl'],
    ['w', 'Välj rätt bedömning'],
    ['e', 'Välj varför det avslutas'],
    ['a', 'Skriv ett namn'],
  ])('The key %s and Enter decide nothing on a harmless question, and the button says %p', async (key, says) => {
    // i4 asks when the baths open: nothing was found in it.
    await open('i4', key);
    expect(await confirm().innerText()).toContain(says);
    expect(
      await dialog()
        .locator('[data-first]')
        .first()
        .evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await page.pressKey('Enter');
    expect(await dialog().count()).toBe(1);
    expect(api.requests).toEqual([]);
  });

  test('Registering proposes nothing that may be purged', async () => {
    await open('i4', 'd');
    expect(await confirm().innerText()).toContain('Välj vad som ska hända');
    await page.pressKey('Enter');
    expect(api.requests).toEqual([]);
    await page.pressKey(' ');
    await page.pressKey('Enter');
    await until('it is registered', () => api.requests.at(-1)?.body.type === 'register');
    expect(api.requests.at(-1)?.body).toMatchObject({ outcome: 'registered' });
  });

  test('A reason that a person chose hides with its own ground, by keyboard alone', async () => {
    await open('i4', 'h');
    await page.keyboard.type('olaga h');
    expect(await dialog().locator('select').inputValue()).toBe('threat');
    await page.pressKey('Enter');
    // A select opens with Enter in some browsers: the button is a Tab away.
    if (api.requests.length === 0) await confirm().press('Enter');
    await until('it is hidden', () => api.requests.length === 1);
    expect(api.requests[0]?.body).toMatchObject({ reason: 'threat', axis: 'legalDuty' });
  });

  test('A hide says who still sees it, and for a legal duty what the law asks for instead', async () => {
    await open('i4', 'h');
    await dialog().getByText('Avsändaren och avsändarens vänner ser det fortfarande.').waitFor();
    expect(await dialog().innerText()).not.toContain('Radera det i stället');
    await page.keyboard.type('olaga h');
    await dialog()
      .getByText(/Lagen kräver att det tas bort.*Radera det i stället/u)
      .waitFor();
    await page.pressKey('Escape');
    expect(api.requests).toEqual([]);
  });

  test('Rest is proposed until an hour before the answer is due, and says what is later than that', async () => {
    // Due in 20 hours or so.
    await open('i9', 's');
    expect(
      await dialog()
        .locator('input:checked')
        .evaluate((input) => input.closest('.ds-field')?.textContent),
    ).toContain('En timme före svarstiden');
    await dialog()
      .getByText(/, efter svarstiden/u)
      .first()
      .waitFor();
    await page.pressKey('Enter');
    await until('it rests', () => api.requests.length === 1);
    const due = Date.parse(api.items.find(({ id }) => id === 'i9')?.deadline.dueAt ?? '');
    expect(api.requests[0]?.body).toMatchObject({ until: new Date(due - 3_600_000).toISOString() });
  });

  test('A colleague is assigned with a, the beginning of a name and Enter', async () => {
    await open('i4', 'a');
    await page.keyboard.type('mat');
    await dialog()
      .getByRole('option', { name: /Mats Kallio/u, selected: true })
      .waitFor();
    await page.pressKey('Enter');
    await until('it is assigned', () => api.requests.length === 1);
    expect(api.requests[0]?.body).toMatchObject({ type: 'assign', to: 'p-mats' });
  });
});

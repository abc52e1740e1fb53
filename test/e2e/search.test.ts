/** The search as a person uses it: filters in the address, hits marked, counted and said, on the desk and on a phone. */
import { expect, test } from '@jest/globals';
import { clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

const NARROW = { width: 390, height: 844 };
const typed = () => page.locator('.search input');
/** It has the width of the field, and does not stand beside it. */
async function isUnderField(): Promise<boolean> {
  const [field, note] = [await typed().boundingBox(), await page.locator('.search-note').boundingBox()];
  if (field === null || note === null) return false;
  return note.y >= field.y + field.height && note.width >= field.width;
}
const shows = (where: string, text: string) => page.locator(where).filter({ hasText: text }).waitFor();

clientSuite('The search', { api: 'test' }, () => {
  test('Hits are marked in row and text, counted and said, and words stay out of the address', async () => {
    await page.visit('/inbox/all', '.row');
    await page.pressKey('/');
    await page.keyboard.type('simhallen');
    await shows('h1', 'Sökresultat');
    await page.locator('.row mark').first().waitFor();
    await shows('.search-note__hits', '1 träff');
    expect(await isUnderField()).toBe(true);
    await until('it is said', async () => (await page.locator('.said').innerText()).includes('1 träff'));
    await page.pressKey('Enter');
    await page.locator('.selected-item__text mark').first().waitFor();
    expect(page.url()).not.toContain('simhall');
    expect(await page.faults()).toEqual([]);
    await page.shoot('search-hits');
  });

  test('A typed filter goes into the address and under the heading, and is taken away there', async () => {
    await page.visit('/inbox/all', '.row');
    await page.pressKey('/');
    await page.keyboard.type('plattform:insta kategori:finnsinte ');
    await page.locator('.account-chip').waitFor();
    expect(new URL(page.url()).searchParams.get('platform')).toBe('instagram');
    await shows('.search-note__unread', 'Ingen kategori, eller flera, heter ”finnsinte”.');
    await page.reload();
    await shows('.account-chip__name', 'Plattform: Instagram');
    await page.locator('.row').first().waitFor();
    const platforms = await page.locator('.row__platform-name').allInnerTexts();
    expect(new Set(platforms)).toEqual(new Set(['Instagram']));
    await page.getByRole('link', { name: 'Ta bort filtret Plattform: Instagram' }).click();
    await until('it is gone', async () => new URL(page.url()).search === '');
  });

  test('Nothing found, and how to search, fit a phone', async () => {
    await page.setViewportSize(NARROW);
    await page.visit('/inbox/all', '.row');
    await page.locator('.search-toggle').click();
    await typed().fill('hästskoåkare');
    await page.getByText('Inget inlägg har alla orden', { exact: false }).waitFor();
    await page.locator('.search-note__how summary').click();
    await page.getByText('Precis de orden, i den ordningen.').waitFor();
    expect(await isUnderField()).toBe(true);
    expect(await page.faults()).toEqual([]);
    await page.shoot('search-none-phone');
  });
});

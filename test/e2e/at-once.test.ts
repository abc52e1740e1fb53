/** The next item comes up before the server has answered; what it refuses is put back, and no key is lost or misled. */
import { expect, test } from '@jest/globals';
import type { Route } from 'playwright-core';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

const selected = (name: string) => page.locator('.row[aria-current="true"]', { hasText: name }).waitFor();
const dialog = () => page.locator('dialog[open]');
const itemOf = (id: string) => api.items.find((item) => item.id === id);
const acts = '**/api/items/*/actions';
const ARMED_MS = 450;

/** Acts are held until `answer` is called, which answers them in their order; those it refuses, it refuses all. */
async function held(refused: readonly string[] = []): Promise<() => Promise<void>> {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(acts, async (route: Route) => {
    await opened;
    const id = new URL(route.request().url()).pathname.split('/').at(-2) ?? '';
    if (!refused.includes(id)) return route.continue();
    const error = { code: 'unavailable', message: 'x', requestId: 'req-7F3A' };
    return route.fulfill({ status: 503, contentType: 'application/json', body: JSON.stringify({ error }) });
  });
  return async () => {
    open();
    await page.atRest();
    await page.unroute(acts);
  };
}

/** Closes what is selected, with the first reason where none is proposed. */
async function close(): Promise<void> {
  await page.keyboard.press('e');
  await dialog().waitFor();
  await page.waitForTimeout(ARMED_MS);
  if ((await dialog().locator('input:focus').count()) > 0) await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
}

clientSuite('What is done at once', { api: 'test' }, () => {
  test('Three in a row are closed before any is answered, each the one that was in hand', async () => {
    await page.visit('/inbox/all/i1', '.row');
    const answer = await held();
    await close();
    await selected('Omar Ängström');
    await close();
    await selected('Ylva Wikström');
    await close();
    await selected('Omar Svensson');
    expect(api.requests).toEqual([]);
    expect(await page.locator('.row[data-settled]').count()).toBe(3);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('row-i4');
    await answer();
    await until('all three are closed', () => api.requests.length === 3);
    expect(api.requests.map(({ itemId, body }) => [itemId, body.type])).toEqual([
      ['i1', 'close'],
      ['i2', 'close'],
      ['i3', 'close'],
    ]);
    expect(new Set(api.requests.map(({ key }) => key)).size).toBe(3);
    await selected('Omar Svensson');
  });

  test('What is refused comes back with the reason, said once, to whoever did nothing since, and is tried again', async () => {
    await page.visit('/inbox/all/i1', '.row');
    const answer = await held(['i1']);
    await close();
    await selected('Omar Ängström');
    await answer();
    await selected('Eva Sjöberg');
    const alert = page.getByRole('alert');
    await alert.filter({ hasText: 'Inlägget kunde inte avslutas.' }).waitFor();
    expect(await alert.count()).toBe(1);
    expect(await alert.innerText()).toContain('inte tillgänglig just nu');
    expect(await page.locator('#row-i1[data-settled]').count()).toBe(0);
    await page.locator('#row-i1:focus').waitFor();
    expect(await page.faults()).toEqual([]);
    await page.shoot('refused');
    // Away and back: it stands there, and is not said again.
    await page.waitForTimeout(800);
    await page.pressKey('j');
    await page.locator('.undo-bar--refused').waitFor();
    await page.pressKey('k');
    await page.locator('.problem').waitFor();
    expect(await alert.count()).toBe(0);
    await page.locator('.problem').getByRole('button', { name: 'Försök igen' }).click();
    await until('it is closed', () => itemOf('i1')?.status === 'closed');
    expect(await page.locator('.problem, .undo-bar--refused').count()).toBe(0);
  });

  test('What is refused and stands in no list comes back with the focus on itself, not on a row of another', async () => {
    await page.visit('/inbox/abusive/i1', '.row');
    await page.locator('.selected-item').getByText('Eva Sjöberg').first().waitFor();
    const answer = await held(['i1']);
    await close();
    await page.locator('.row:focus').waitFor();
    await answer();
    await page.locator('.problem').waitFor();
    await page.locator('#item-place:focus').waitFor();
  });

  test('Whoever is busy with the next item is left there, and told in a bar that leads back', async () => {
    await page.visit('/inbox/all/i1', '.row');
    const answer = await held(['i1']);
    await close();
    await selected('Omar Ängström');
    await page.keyboard.press('j');
    await selected('Ylva Wikström');
    await page.keyboard.press('n');
    await dialog().locator('textarea:focus').waitFor();
    await page.keyboard.type('Ring ');
    await answer();
    const bar = page.locator('.undo-bar--refused');
    await bar.waitFor();
    await page.keyboard.type('upp');
    expect(await dialog().locator('textarea').inputValue()).toBe('Ring upp');
    expect(await bar.innerText()).toContain('Inlägget från Eva Sjöberg: Inlägget kunde inte avslutas.');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(await page.faults()).toEqual([]);
    await page.shoot('refused-elsewhere');
    await selected('Ylva Wikström');
    await bar.getByRole('button', { name: 'Gå till inlägget' }).click();
    await selected('Eva Sjöberg');
    await page.locator('.problem').waitFor();
    expect(await bar.count()).toBe(0);
  });

  test('A refused answer comes back in its open field with every word', async () => {
    await page.visit('/inbox/all/i1', '.row');
    const answer = await held(['i1']);
    await page.pressKey('r');
    await page.keyboard.type('Hej, vi plogar i kväll');
    await page.keyboard.press('Control+Enter');
    await selected('Omar Ängström');
    await answer();
    await page.locator('.editor__field:focus').waitFor();
    expect(await page.locator('.editor__field').inputValue()).toBe('Hej, vi plogar i kväll');
    await selected('Eva Sjöberg');
    await page.keyboard.type('!');
    await page.pressKey('Control+Enter');
    await until('it is sent', () => api.requests.length === 1);
    expect(api.requests[0]).toMatchObject({ itemId: 'i1', body: { text: 'Hej, vi plogar i kväll!' } });
  });

  test('An undo that is pressed before the answer takes back what was done last', async () => {
    await page.visit('/inbox/all/i1', '.row');
    const answer = await held();
    await close();
    await selected('Omar Ängström');
    await page.keyboard.press('u');
    await answer();
    await until('it is open again', () => itemOf('i1')?.status === 'open' && api.requests.length === 2);
    await selected('Eva Sjöberg');
  });

  test('What does not finish an item is no wall either: its dialog is gone at once and the next key runs', async () => {
    await page.visit('/inbox/all/i4', '.row');
    const answer = await held();
    await page.keyboard.press('a');
    await dialog().waitFor();
    await page.waitForTimeout(ARMED_MS);
    await page.keyboard.type('mat');
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await selected('Frida Många');
    await answer();
    await until('it is assigned', () => itemOf('i4')?.assignee === 'p-mats');
  });
});

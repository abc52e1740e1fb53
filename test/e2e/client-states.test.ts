/** The client in Chromium over a fixture API: every state, and the keyboard. */
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { fastest, until } from '../support/until.ts';

clientSuite('the client', { api: 'test' }, () => {
  const open = (path: string) =>
    page.visit(path, api.mode === 'ok' && path.startsWith('/inbox') ? '.row' : 'h1');
  const selected = () => page.locator('.row[aria-current="true"]');
  const lastRequest = () => api.requests.at(-1);

  test('A new comment is a row within a second while the list is idle at its top', async () => {
    await open('/inbox/all');
    await page.locator('.dot--live').waitFor();
    const took = await fastest(1_000, async () => {
      const item = api.arrive('En alldeles ny fråga');
      await page.locator(`#row-${item.id}`).waitFor();
    });
    expect(took).toBeLessThan(1_000);
  });

  test('The account in the address limits list, counts and news until its chip is removed', async () => {
    await open('/inbox/all?accountId=a-ig');
    await page.locator('.dot--live').waitFor();
    const count = async () => Number(await page.locator('.list-head__count').innerText());
    const ofIt = api.items.filter(({ accountId, status }) => accountId === 'a-ig' && status === 'open');
    expect(await count()).toBe(ofIt.length);
    expect(await page.locator('.row').count()).toBe(ofIt.length);
    expect(await page.locator('.account-chip').innerText()).toContain('(Instagram)');
    expect(await page.locator('.sidebar .nav-link').first().getAttribute('href')).toContain('accountId=a-ig');
    const other = api.arrive('En fråga till Facebooksidan');
    const seen = api.change(ofIt[0]?.id ?? '', { assignee: 'p-mats' });
    await page.locator(`#row-${seen.id}`).getByText('MK').waitFor();
    expect(await page.locator(`#row-${other.id}, .new-line`).count()).toBe(0);
    await page.locator('.row').first().click();
    await page.waitForURL(/\/inbox\/all\/[^?]+\?accountId=a-ig$/u);
    await selected().waitFor();
    await page.atRest();
    await page.getByRole('link', { name: 'Visa alla konton' }).click();
    await page.waitForURL(/\/inbox\/all\/[^?]+$/u);
    await page.atRest();
    await page.waitForFunction((few) => document.querySelectorAll('.row').length > few, ofIt.length);
    expect(await page.locator('.account-chip').count()).toBe(0);
  });

  test('New comments wait behind a line while a pointer is over the list, and nothing moves', async () => {
    await open('/inbox/all');
    await page.locator('.dot--live').waitFor();
    const first = page.locator('.row').nth(1);
    await first.hover();
    const before = await first.boundingBox();
    api.arrive('En ny');
    api.arrive('En till');
    const line = page.getByRole('button', { name: 'Visa 2 nya inlägg' });
    await line.waitFor();
    expect(api.items.some(({ text }) => text === 'En ny')).toBe(true);
    expect(await page.locator('.row').nth(1).textContent()).toBe(await first.textContent());
    expect((await first.boundingBox())?.height).toBe(before?.height);
    await line.click();
    await page.getByText('En till').first().waitFor();
    expect(await page.locator('.new-line').count()).toBe(0);
  });

  test('The inbox is driven by keys: j, r, Ctrl+Enter, the next item, u', async () => {
    await open('/inbox/all');
    await page.pressKey('j');
    await page.pressKey('j');
    await expectText(selected(), 'Omar Ängström');
    await page.pressKey('k');
    await expectText(selected(), 'Eva Sjöberg');
    // Typed at once: no letter of the answer may run as a command.
    await page.pressKey('r');
    await page.keyboard.type('hej, vi åker ut nu');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(await page.locator('textarea').inputValue()).toBe('hej, vi åker ut nu');
    await page.pressKey('Control+Enter');
    await expectText(selected(), 'Omar Ängström');
    await page.atRest();
    expect(lastRequest()).toMatchObject({
      itemId: 'i1',
      body: { type: 'reply', text: 'hej, vi åker ut nu' },
    });
    expect(lastRequest()?.key).toMatch(/^[0-9a-f-]{36}$/u);
    await page.getByRole('button', { name: 'Ångra' }).waitFor();
    await page.pressKey('u');
    await expectText(selected(), 'Eva Sjöberg');
    await page.locator('.editor__field:focus').waitFor();
    expect(await page.locator('.editor__field').inputValue()).toBe('hej, vi åker ut nu');
    await until(
      'the answer is taken back',
      () => api.items.find(({ id }) => id === 'i1')?.actions.at(-1)?.state === 'cancelled',
    );
  });

  test('The selection takes no step back when the address follows later than the keys', async () => {
    await open('/inbox/all');
    await page.pressKey('j');
    const rows = await page.locator('.row').evaluateAll((all) => all.map(({ id }) => id));
    const from = rows.indexOf((await selected().getAttribute('id')) ?? '');
    // The address is written after a rest of 250 ms: keys before, while and after it is.
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('j');
      await page.waitForTimeout(step % 2 === 0 ? 240 : 20);
    }
    await page.atRest();
    expect(await selected().getAttribute('id')).toBe(rows[from + 6]);
    await page.waitForURL(new RegExp(`${rows[from + 6]?.slice('row-'.length)}$`, 'u'));
    expect(await selected().getAttribute('id')).toBe(rows[from + 6]);
  });

  test('The keys h and Enter hide an item with the reason of its gravest verdict and the ground in law', async () => {
    await open('/inbox/all/i2');
    await page.pressKey('h');
    await page.locator('dialog[open] [data-confirm]:focus').waitFor();
    expect(await page.locator('dialog[open] select').inputValue()).toBe('threat');
    await page.pressKey('Enter');
    await expectText(selected(), 'Ylva Wikström');
    await page.atRest();
    expect(lastRequest()?.body).toMatchObject({
      type: 'hide',
      reason: 'threat',
      axis: 'legalDuty',
      version: expect.any(Number),
    });
  });

  test('The key e closes an item and its row stays where it was, greyed', async () => {
    await open('/inbox/all/i1');
    await page.pressKey('e');
    await page.locator('dialog[open] input:focus').waitFor();
    await page.waitForTimeout(450);
    await page.pressKey(' ');
    await page.pressKey('Enter');
    await expectText(selected(), 'Omar Ängström');
    await page.locator('#row-i1[data-settled]').waitFor();
    expect(await page.locator('.row').first().getAttribute('id')).toBe('row-i1');
  });

  test('The focus returns to where it was when a dialog is closed', async () => {
    await open('/inbox/all');
    await page.pressKey('j');
    await page.locator('#row-i1:focus').waitFor();
    await page.pressKey('h');
    await page.locator('dialog[open]').waitFor();
    await page.pressKey('Escape');
    await page.locator('#row-i1:focus').waitFor();
    // The browser gives the focus back before React has taken the dialog away.
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('dialog').count()).toBe(0);
  });

  test('The focus stays on the selected row through a long run of j', async () => {
    await open('/inbox/all');
    for (let step = 0; step < 40; step++) await page.keyboard.press('j');
    await page.locator('.row[aria-current="true"]:focus').waitFor();
  });

  test('A stale answer says who was first and keeps the draft', async () => {
    await open('/inbox/all/i5');
    api.mode = 'stale';
    await page.pressKey('r');
    await page.keyboard.type('Tack!');
    await page.pressKey('Control+Enter');
    await expectText(page.getByRole('alert'), 'Någon annan hann före.');
    await expectText(page.getByRole('alert'), 'Väntar på svar');
    expect(await page.locator('textarea').inputValue()).toBe('Tack!');
    await page.pressKey('Control+Enter');
    await page.waitForFunction(() => document.querySelector('textarea') === null);
    await page.atRest();
    expect(lastRequest()).toMatchObject({ itemId: 'i5', body: { type: 'reply', text: 'Tack!' } });
  });

  test('A draft is kept over navigation', async () => {
    await open('/inbox/all/i1');
    await page.pressKey('r');
    await page.keyboard.type('Ett utkast');
    await page.pressKey('Escape');
    await page.locator('.reply-line').waitFor();
    await page.pressKey('j');
    await expectText(selected(), 'Omar Ängström');
    await page.pressKey('k');
    await expectText(page.locator('.reply-line'), 'Utkast: Ett utkast');
  });

  test('A failed answer says why it did not go out, and is tried again', async () => {
    await open('/inbox/all/i17');
    await expectText(page.locator('.action-state'), 'Kontot är inte anslutet till plattformen.');
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await expectText(page.locator('.action-state'), 'Svaret skickas om en liten stund.');
  });

  test('Matched words are explained to mouse and keyboard', async () => {
    await open('/inbox/all/i2');
    await page.locator('.selected-item').getByRole('button', { name: 'Visa texten' }).click();
    const hit = page.locator('.hit').first();
    await hit.focus();
    await page.getByText('Ordet finns i listan ”personangrepp”.').first().waitFor();
    expect(await page.locator('.selected-item__text').getAttribute('lang')).toBe('sv');
  });

  test('The list closes its gap after the connection was lost', async () => {
    await open('/inbox/all');
    await page.locator('.dot--live').waitFor();
    await page.context().setOffline(true);
    api.dropSockets();
    await page.locator('.dot--offline').waitFor();
    const item = api.arrive('Kom medan vi var borta');
    await page.context().setOffline(false);
    await page.locator(`#row-${item.id}, .new-line`).first().waitFor();
    await page.locator('.dot--live').waitFor();
  });

  test('A search puts no words in the address', async () => {
    await open('/inbox/all');
    await page.pressKey('/');
    await page.keyboard.type('simhallen');
    await expectText(page.locator('h1'), 'Sökresultat');
    await page.waitForFunction(() => document.querySelectorAll('.row').length === 1);
    expect(page.url()).not.toContain('simhallen');
  });

  test('The list pages on at its end', async () => {
    await open('/inbox/all');
    await page.locator('.rows').evaluate((element) => element.scrollTo(0, 1e6));
    await page.waitForFunction(() => (document.querySelector('.rows__all')?.clientHeight ?? 0) > 92 * 60);
  });

  test('The setting switches single keys off', async () => {
    await open('/settings');
    await page.getByRole('switch', { name: 'Kortkommandon med en tangent' }).click();
    await open('/inbox/all');
    await page.pressKey('j');
    await page.atRest();
    expect(await selected().count()).toBe(0);
  });

  test('The token of the fragment signs in once and is cleared', async () => {
    api.mode = 'signed-out';
    await open('/inbox/all');
    await expectText(page.locator('h1'), 'Logga in med en länk');
    await page.goto('about:blank');
    await open('/sign-in#a-good-token');
    await page.waitForURL('**/inbox/all');
    await page.atRest();
    await page.locator('.row').first().waitFor();
    await page.goto('about:blank');
    await open('/sign-in#expired-token');
    await expectText(page.locator('h1'), 'Länken gäller inte längre');
    expect(page.url()).not.toContain('expired');
  });

  test('The client has a state for nothing, for waiting and for failing', async () => {
    api.mode = 'empty';
    await open('/inbox/mine');
    await expectText(page.locator('.list-pane'), 'Inget konto är anslutet än');
    api.mode = 'failing';
    await open('/inbox/all');
    await expectText(page.getByRole('alert'), 'En del av Uppsikt är inte tillgänglig just nu.');
    await expectText(page.getByRole('alert'), 'req-7F3A');
    api.mode = 'ok';
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await page.locator('.row').first().waitFor();
    api.mode = 'slow';
    await page.getByRole('link', { name: /Otilldelade/u }).click();
    await page.locator('.row--bone').first().waitFor();
  });

  test('The Swedish client shows no Norwegian of its component library', async () => {
    await open('/inbox/all/i2');
    for (const key of ['h', 'e', 'd']) {
      await page.pressKey(key);
      await page.locator('dialog[open]').waitFor();
      const markup = await page.locator('body').innerHTML();
      for (const word of ['Lukk', 'Laster', 'Fjern', 'igjen']) expect(markup).not.toContain(word);
      await page.pressKey('Escape');
      await page.waitForFunction(() => !document.querySelector('dialog'));
    }
  });

  test('The client breaks no rule of its content security policy and throws nothing', async () => {
    await open('/inbox/all/i2');
    await page.pressKey('h');
    await page.locator('dialog[open]').waitFor();
    expect(page.consoleErrors).toEqual([]);
  });
});

async function expectText(locator: ReturnType<Page['locator']>, text: string): Promise<void> {
  await locator.filter({ hasText: text }).first().waitFor();
}

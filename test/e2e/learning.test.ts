/** Corrections by one key, and the accuracy page, in Chromium over invented items and figures. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, DESK, PHONE, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

clientSuite('learning', { api: 'file' }, () => {
  const lastBody = () => api.requests.at(-1)?.body;
  /** An item with exactly one verdict, and one with several. */
  const found = (count: number) =>
    api.items.find(
      ({ verdicts, corrections }) =>
        corrections.length === 0 && verdicts.filter(({ level }) => level !== 'none').length === count,
    );

  test('One key calls the only verdict wrong; another takes it back', async () => {
    const item = found(1);
    const category = item?.verdicts.find(({ level }) => level !== 'none')?.category;
    await page.visit(`/inbox/all/${item?.id}`, '.says-wrong');
    await page.shoot('wrong-before');
    await page.pressKey('w');
    await page.locator('.corrections__one').waitFor();
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(lastBody()).toMatchObject({ type: 'correct', category, as: 'wrong' });
    expect(await page.locator('.corrections__one').innerText()).toMatch(/Inte .*Eva Jonsson.*text-1/su);
    expect(await page.locator('.says-wrong').count()).toBe(0);
    await page.shoot('wrong-after');
    await page.getByRole('button', { name: /Ångra/u }).waitFor();
    await page.pressKey('u');
    await page.locator('.says-wrong').waitFor();
    expect(lastBody()).toMatchObject({ type: 'correct', category, as: 'withdrawn' });
    await page.pressKey('w');
    await page.locator('.corrections__one').getByRole('button', { name: 'Ta tillbaka' }).click();
    await page.locator('.says-wrong').waitFor();
    expect(lastBody()).toMatchObject({ as: 'withdrawn' });
  });

  test('An undo waits for what it takes back, and the next key for the undo', async () => {
    const item = found(1);
    const category = item?.verdicts.find(({ level }) => level !== 'none')?.category;
    await page.visit(`/inbox/all/${item?.id}`, '.says-wrong');
    const asked = api.requests.length;
    const pressed = Promise.withResolvers<void>();
    await page.route('**/actions', async (route) => {
      const answer = await route.fetch();
      await pressed.promise;
      await route.fulfill({ response: answer });
    });
    for (const key of ['w', 'u', 'i']) await page.keyboard.press(key);
    pressed.resolve();
    await until('all three are answered', () => api.requests.length === asked + 3);
    await page.unrouteAll({ behavior: 'wait' });
    expect(api.requests.slice(asked).map(({ body }) => body)).toMatchObject([
      { type: 'correct', category, as: 'wrong' },
      { type: 'correct', category, as: 'withdrawn' },
      { type: 'assign', to: 'p-eva' },
    ]);
    await page.locator('.says-wrong').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('Where more than one verdict stands, the same key asks which', async () => {
    const item = found(2);
    await page.visit(`/inbox/all/${item?.id}`, '.chips');
    expect(await page.locator('.says-wrong').count()).toBe(0);
    await page.pressKey('w');
    await page.locator('dialog[open]').waitFor();
    await page.pressKey('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    await page.pressKey('c');
    await page.locator('dialog[open]').waitFor();
    await page.pressKey('Escape');
  });

  test('The page shows a share only where there is enough to say one', async () => {
    await page.goto(`${api.url}/accuracy?from=2026-03-02&to=2026-03-15&account=a-fb`);
    const row = (name: string) => page.locator('#categories tbody tr').filter({ hasText: name });
    await row('personangrepp').getByText('85').waitFor();
    expect(await row('hot').innerText()).toContain('inte bedömt');
    expect(await row('reklam').innerText()).toMatch(/31\s+30\s+14\s+55\s%/u);
    expect(api.deadlines.asked.at(-1)).toContain('accountId=a-fb');
    const href = await page.getByRole('link', { name: 'Exportera (CSV)' }).getAttribute('href');
    expect(href).toMatch(/^\/api\/accuracy\/export\?from=.*&accountId=a-fb&lang=sv$/u);
    // 120 flagged and only 13 judged: silence is no agreement that can be quoted
    expect(await row('svordom').innerText()).toMatch(/120\s+13\s+3\s+inte bedömt/u);
    await page.getByText('inlärd modell 3').waitFor();
  });

  test('The accuracy page is reached from the sidebar, by keys, and on a phone from the settings', async () => {
    await page.visit('/settings', 'h1');
    await page.locator('.sidebar').getByRole('link', { name: 'Träffsäkerhet' }).click();
    await page.waitForURL(/\/accuracy$/u);
    await page.pressKey('g');
    await page.keyboard.press('s');
    await page.waitForURL(/\/settings$/u);
    await page.pressKey('g');
    await page.keyboard.press('t');
    await page.waitForURL(/\/accuracy$/u);
    await page.atRest();
    await page.setViewportSize(PHONE);
    await page.goto(`${api.url}/settings`);
    await page.locator('.setting__links').getByRole('link', { name: 'Träffsäkerhet' }).click();
    await page.waitForURL(/\/accuracy$/u);
    await page.atRest();
  });

  test('The accuracy page says so when there is nothing, and when it cannot be read', async () => {
    await page.setViewportSize(DESK);
    await page.emulateMedia({ colorScheme: 'light' });
    api.deadlines.mode = 'empty';
    await page.goto(`${api.url}/accuracy`);
    await page.getByText('Ingen har avslutat något inlägg').waitFor();
    await page.getByText('Bedömningen görs så som den levererades').waitFor();
    await page.shoot('accuracy-empty');
    expect(page.consoleErrors).toEqual([]);
    api.deadlines.mode = 'failing';
    await page.goto(`${api.url}/accuracy`);
    await page.getByRole('alert').first().waitFor();
    await page.shoot('accuracy-failing');
    api.deadlines.mode = 'ok';
  });
});

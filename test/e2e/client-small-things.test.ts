/** Small things of the inbox in Chromium, over a fixture API. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

clientSuite('small things', { api: 'test' }, () => {
  const count = () => page.locator('.list-head__count').innerText();
  const idOf = (author: string) => api.items.find((item) => item.author?.name === author)?.id ?? '';

  test('The list says which of how many is open, and is jumped through with Home, End, PageUp and PageDown', async () => {
    for (let n = 0; n < 260; n++) api.arrive(`Fråga nummer ${n} om bygglov`);
    await page.visit('/inbox/all', '.row');
    const all = await count();
    expect(Number(all)).toBeGreaterThan(260);
    await page.pressKey('j');
    await page.locator('.row[aria-current="true"]:focus').waitFor();
    await page.keyboard.press('Home');
    await page.waitForFunction(
      (first) => document.querySelector('.list-head__count')?.textContent === first,
      `1 av ${all}`,
    );
    await page.locator('.row[aria-current="true"]:focus').waitFor();
    await page.keyboard.press('PageDown');
    await page.locator('.row[aria-current="true"]:focus').waitFor();
    const [n] = (await count()).split(' ');
    expect(Number(n)).toBeGreaterThan(5);
    await page.pressKey('End');
    await page.waitForFunction(
      (end) => document.querySelector('.list-head__count')?.textContent === end,
      `${all} av ${all}`,
    );
    await page.locator('.row[aria-current="true"]:focus').waitFor();
    expect(await page.locator('.rows__one').last().getAttribute('aria-setsize')).toBe(all);
    await page.pressKey('Home');
    await page.waitForFunction(
      (end) => document.querySelector('.list-head__count')?.textContent === end,
      `1 av ${all}`,
    );
    await page.locator('.row[aria-current="true"]:focus').waitFor();
  });

  test('A veiled row is one line lower and has nothing empty under its text', async () => {
    await page.visit('/inbox/abusive', '.row');
    const rows = await page.locator('.row:has(.row__folded)').evaluateAll((all) =>
      all.map((row) => {
        const chips = row.querySelector('.row__chips')?.getBoundingClientRect();
        return row.getBoundingClientRect().bottom - (chips?.bottom ?? 0);
      }),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const below of rows) expect(below).toBeLessThan(16);
  });

  test.each(['sv', 'nb', 'en'])('No label and no number of the rail is cut at 216 px in %s', async (lang) => {
    await page.visit('/help', 'h1');
    await page.evaluate(
      (wanted) => localStorage.setItem('uppsikt.settings', JSON.stringify({ lang: wanted })),
      lang,
    );
    await page.route('**/api/views*', async (route) => {
      const answer = await route.fetch();
      const counts = (await answer.json()) as Record<string, number>;
      await route.fulfill({ json: Object.fromEntries(Object.keys(counts).map((view) => [view, 12_345])) });
    });
    await page.visit('/inbox/all', '.row');
    await page.locator('.nav-link__count').first().waitFor();
    const cut = await page.locator('.sidebar').evaluate((side) =>
      [...side.querySelectorAll('.nav-link__word, .nav-link__count, .org__name, .org__demo')]
        .filter((part) => {
          const { left, right, bottom } = part.getBoundingClientRect();
          const link = part.closest('.nav-link, .org')?.getBoundingClientRect();
          return (
            (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflow !== 'visible') ||
            right > side.getBoundingClientRect().right - 8 ||
            left < 0 ||
            bottom > (link?.bottom ?? 0) + 1
          );
        })
        .map((part) => part.textContent),
    );
    await page.shoot(`rail ${lang}`);
    await page.unroute('**/api/views*');
    expect(cut).toEqual([]);
  });

  test('The action bar keeps its order and its places whatever becomes of the item', async () => {
    await page.visit('/inbox/all/i1', '.selected-item');
    const places = () =>
      page.locator('.acts:not(.acts--some) .act').evaluateAll((all) =>
        all.map((act) => {
          const { x, y } = act.getBoundingClientRect();
          return [Math.round(x), Math.round(y)];
        }),
      );
    const before = await places();
    for (const change of [
      { status: 'waiting' as const },
      { visibility: 'hidden' as const },
      { visibility: 'removed' as const, status: 'closed' as const },
    ]) {
      const { version } = api.change('i1', change);
      await page.waitForFunction(() => document.querySelector('.selected-item') !== null);
      await until(
        'the change is drawn',
        async () =>
          (await page.locator('.acts--some, .act:disabled, .act:has-text("Visa igen")').count()) > 0,
      );
      expect([version, await places()]).toEqual([version, before]);
    }
  });

  test('A picture has the words of the platform, is enlarged by a press and closed by Escape', async () => {
    const id = idOf('Bild Bildsson');
    await page.visit(`/inbox/all/${id}`, '.selected-item');
    expect(await page.locator(`#row-${id} .row__pictures`).getAttribute('title')).toBe('4 bilder');
    await page.getByRole('button', { name: /^Visa bilden ?: Bild 1/u }).click();
    const open = page.getByRole('button', { name: 'Förstora: En grop i Storgatan, fylld med vatten' });
    await open.click();
    const dialog = page.getByRole('dialog', { name: 'En grop i Storgatan, fylld med vatten' });
    await dialog.getByRole('img', { name: 'En grop i Storgatan, fylld med vatten' }).waitFor();
    expect(await page.faults('.enlarged')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('media__open');
  });

  test('What turns a text round stands as a mark, and a link that leads elsewhere is told', async () => {
    const odd = api.arrive(
      'Logga in på https://norrkommun.example@elak.example/ nu \u202egnirkcolb',
      'Rut\u200bger',
    );
    await page.visit(`/inbox/all/${odd.id}`, '.selected-item');
    const mark = page.locator('.selected-item__text .sign');
    expect(await mark.getAttribute('title')).toBe('Dolt tecken som ändrar textens riktning (U+202E)');
    expect(await page.locator('.selected-item__text').innerText()).toContain('gnirkcolb');
    expect(await page.locator('.selected-item__text').textContent()).not.toContain('\u202e');
    expect(await page.locator(`#row-${odd.id} .sign`).count()).toBe(2);
    await page.getByText('Länken visar norrkommun.example men leder till elak.example.').waitFor();
  });

  test('An error for want of a connection goes away when the connection is back', async () => {
    await page.visit('/inbox/all/i1', '.selected-item');
    await page.locator('.dot--live').waitFor();
    const first = await page.locator('.row').first().boundingBox();
    await page.context().setOffline(true);
    api.dropSockets();
    await page.locator('.banner').waitFor();
    expect((await page.locator('.row').first().boundingBox())?.y).toBe(first?.y);
    await page.pressKey('i');
    await page.getByRole('alert').filter({ hasText: 'Ingen kontakt' }).waitFor();
    await page.context().setOffline(false);
    await page.locator('.dot--live').waitFor();
    await page.locator('.problem').waitFor({ state: 'detached' });
  });
});

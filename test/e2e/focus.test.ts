/** The list is one stop of the Tab key; Escape leaves the focus on nothing nowhere; a search says what it found. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { makeItem } from '../support/fake-data.ts';
import { until } from '../support/until.ts';

const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);
const said = () => page.locator('.said').innerText();
const stops = () => page.locator('.rows [tabindex="0"]');

clientSuite('The focus', { api: 'test' }, () => {
  test('The list is one stop whatever its length: the arrows lead through 5,000 rows, Tab leads past them', async () => {
    for (let nth = 0; nth < 5_000; nth += 1)
      api.items.push(makeItem({ text: `Fråga nummer ${nth}`, due: 30 + nth / 100 }, `m${nth}`, Date.now()));
    await page.visit('/inbox/all', '.row');
    await until('the count is known', async () => (await page.locator('.list-head__count').count()) === 1);
    expect(await stops().count()).toBe(1);
    const first = page.locator('.rows__one').first();
    expect(await first.getAttribute('aria-posinset')).toBe('1');
    const open = api.items.filter(({ status }) => status === 'open').length;
    expect(Number(await first.getAttribute('aria-setsize'))).toBe(open);
    await page.locator('.row').first().focus();
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowDown');
    await page.locator('.row[aria-current="true"]:focus').waitFor();
    await page.atRest();
    const here = page.locator('.rows__one', { has: page.locator('.row:focus') });
    expect(Number(await here.getAttribute('aria-posinset'))).toBe(61);
    expect(await stops().count()).toBe(1);
    await page.keyboard.press('ArrowUp');
    await until('one back', async () => (await here.getAttribute('aria-posinset')) === '60');
    await page.locator('.rows').evaluate((element) => element.scrollTo(0, 0));
    await page.atRest();
    // Out of sight it still has the focus, and is still the one stop.
    expect(await focused()).toMatch(/^row-/u);
    expect(await stops().count()).toBe(1);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.item-pane') !== null)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toMatch(/^row-/u);
  });

  test('A search says how many it found, once, and nothing else', async () => {
    await page.visit('/inbox/all', '.row');
    await page.pressKey('/');
    await page.keyboard.type('simhallen');
    await until('it is said', async () => (await said()).trim() === '1 träff');
    expect(await page.locator('.list-pane output').count()).toBe(0);
    await page.keyboard.type(' finns inte alls');
    await until('it is said', async () => (await said()).trim() === 'Inga träffar');
  });

  /** Each thing that Escape leaves, and how one gets into it. */
  const LEFT: readonly (readonly [string, () => Promise<unknown>])[] = [
    ...['h', 'e', 'a', 's', 'n', 'd', 'c', '?', 'Control+k'].map(
      (key) =>
        [
          `the dialog of ${key}`,
          async () => {
            await page.pressKey(key);
            await page.locator('dialog[open]').waitFor();
          },
        ] as const,
    ),
    ['the search field', () => page.pressKey('/')],
    [
      'the answer',
      async () => {
        await page.pressKey('r');
        await page.locator('.editor__field:focus').waitFor();
      },
    ],
    ['the menu of what else', () => page.getByRole('button', { name: 'Mer', exact: true }).click()],
    ['the menu of orders', () => page.locator('.sort-menu').click()],
    ['the menu of the person', () => page.locator('.person').click()],
    ['nothing at all', async () => undefined],
  ];

  test('Escape leaves the focus on nothing nowhere: dialogs, fields, menus, with the focus anywhere before', async () => {
    await page.visit('/inbox/all/i1', '.row');
    const lost: string[] = [];
    for (const [what, enter] of LEFT) {
      // As after a click beside everything: the worst place to come from.
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await enter();
      await page.pressKey('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.atRest();
      if ((await focused()) === 'BODY') lost.push(what);
    }
    expect(lost).toEqual([]);
  });

  test('Escape leaves the focus on nothing on no other page and on no phone', async () => {
    for (const path of ['/alarms', '/deadlines', '/settings', '/help', '/inbox/all']) {
      await page.visit(path, 'h1');
      await page.pressKey('Control+k');
      await page.locator('dialog[open]').waitFor();
      await page.pressKey('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.atRest();
      expect([path, await focused()]).not.toEqual([path, 'BODY']);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/inbox/all', '/inbox/all/i1']) {
      await page.visit(path, path.endsWith('i1') ? '.selected-item' : '.row');
      await page.pressKey('Control+k');
      await page.locator('dialog[open]').waitFor();
      await page.pressKey('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.atRest();
      expect([path, await focused()]).not.toEqual([path, 'BODY']);
    }
  });

  test('The whole sidebar is in sight on a laptop, for whoever may see all of it', async () => {
    api.permissions.push('board-routes:write');
    api.drafts.push({
      itemId: 'i1',
      kind: 'reply',
      text: 'Hej',
      seen: null,
      updatedAt: new Date().toISOString(),
    } as never);
    await page.visit('/inbox/all', '.row');
    expect(
      await page.locator('.sidebar__nav').evaluate((nav) => nav.scrollHeight - nav.clientHeight),
    ).toBeLessThanOrEqual(0);
    expect(await page.locator('.sidebar__nav li').count()).toBe(23);
    expect(await page.faults('.sidebar')).toEqual([]);
    await page.shoot('sidebar-laptop');
  });
});

/** Somebody writes while everything around them changes: nothing takes the field, no letter becomes a command. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';
import {
  beginReply,
  colleagueAnswers,
  colleagueHides,
  countAnnouncements,
  expectUntouched,
  field,
  itemOf,
  LETTERS,
  mats,
  since,
  typeThrough,
} from '../support/writing.ts';

clientSuite('Somebody who writes', { api: 'test' }, () => {
  test.each([
    [
      'a removal by the citizen',
      () => api.change('i1', { visibility: 'removed', status: 'closed' }),
      'Avsändaren har raderat inlägget. Ditt utkast ligger kvar.',
    ],
    [
      'an edit',
      () => api.change('i1', { revision: 3, text: 'Nu står det något annat här.' }),
      'Avsändaren har ändrat texten.',
    ],
    ['a hide by a colleague', colleagueHides, 'Mats Kjellin dolde inlägget'],
    ['an answer of a colleague', colleagueAnswers, 'Vi plogar i kväll.'],
  ])('A writer keeps field, focus and every letter through %s, and is told once', async (_what, happens, told) => {
    await beginReply();
    const announcements = await countAnnouncements();
    await typeThrough(happens);
    await since()
      .filter({ hasText: told.split('. ')[0] ?? told })
      .waitFor();
    await expectUntouched();
    const announced = () => page.locator('.since__said').innerText();
    await until('it is announced', async () => (await announced()).includes(told.split('. ')[0] ?? told));
    expect(await announcements()).toBe(1);
  });

  test('A writer keeps field, focus and every letter through a lost connection', async () => {
    await beginReply();
    await typeThrough(async () => {
      await page.context().setOffline(true);
      api.dropSockets();
    });
    await page.locator('.dot--offline').waitFor();
    await expectUntouched();
  });

  test('A writer keeps field, focus and every letter through an expired session, signs in again and goes on', async () => {
    await beginReply();
    await typeThrough(() => {
      api.mode = 'signed-out';
      // The next question to the server finds out.
      return page.evaluate(() => window.dispatchEvent(new Event('online')));
    });
    const panel = page.getByRole('region', { name: 'Du har loggats ut' });
    await panel.waitFor();
    await expectUntouched();
    await panel
      .getByLabel('Klistra in en inloggningslänk')
      .fill('http://uppsikt.example/sign-in#expired-token');
    await panel.getByRole('button', { name: 'Logga in' }).click();
    await panel.getByText('Länken gäller inte längre').waitFor();
    await panel
      .getByLabel('Klistra in en inloggningslänk')
      .fill('http://uppsikt.example/sign-in#a-good-token');
    await panel.getByRole('button', { name: 'Logga in' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(await field().inputValue()).toBe(LETTERS);
    await field().focus();
    await page.pressKey('Control+Enter');
    await until('the answer is sent', () => api.requests.at(-1)?.body.type === 'reply');
  });

  test('A session that was begun in another tab is this one’s too', async () => {
    await beginReply();
    await page.keyboard.type('Hej');
    api.mode = 'signed-out';
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    const panel = page.getByRole('region', { name: 'Du har loggats ut' });
    await panel.waitFor();
    api.mode = 'ok';
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await panel.waitFor({ state: 'detached' });
    expect(await field().inputValue()).toBe('Hej');
  });

  test('A writer is asked before an answer goes out beside a colleague’s, and says so to the server', async () => {
    await beginReply();
    await page.keyboard.type('Hej!');
    colleagueAnswers();
    await since()
      .getByText(/Mats Kjellin svarade \d\d:\d\d: ”Vi plogar i kväll\.”/u)
      .waitFor();
    // The same keys again at once have not read the question. In the page: a busy machine would press them too late.
    await field().evaluate(async (element) => {
      const press = () =>
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
      press();
      await new Promise((resolve) => setTimeout(resolve, 20));
      press();
    });
    await page.getByRole('alert').filter({ hasText: 'Skicka ändå?' }).waitFor();
    await page.atRest();
    expect(api.requests).toEqual([]);
    await page.waitForTimeout(450);
    await page.pressKey('Control+Enter');
    await until('the answer is sent', () => api.requests.length === 1);
    expect(api.requests[0]?.body).toMatchObject({
      type: 'reply',
      text: 'Hej!',
      anyway: true,
      version: (itemOf('i1')?.version as number) - 1,
    });
  });

  test('A writer is not asked for what makes no difference to an answer', async () => {
    await beginReply();
    await page.keyboard.type('Hej!');
    api.change('i1', { assignee: 'p-mats', tags: ['vinter'] });
    await page.pressKey('Control+Enter');
    await until('the answer is sent', () => api.requests.length === 1);
    expect(api.requests[0]?.body).not.toHaveProperty('anyway');
  });

  test('A writer is told in an open dialog who was first, and confirms nothing that has been done', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await page.pressKey('e');
    await page.locator('dialog[open] input:focus').waitFor();
    api.told.push({ itemId: 'i1', type: 'item.closed', actor: mats, data: { reason: 'duplicate' } });
    api.change('i1', { status: 'closed', closeReason: 'duplicate' });
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('paragraph')
      .filter({ hasText: /Mats Kjellin avslutade inlägget \d\d:\d\d\./u })
      .waitFor();
    await dialog.getByText('Inlägget är redan avslutat.').waitFor();
    await page.pressKey('Enter');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(api.requests).toEqual([]);
  });

  test('A dialog that has just opened is pressed by no key', async () => {
    await page.visit('/inbox/all/i1', '.row');
    // Pressed in the page itself: from here it would come too late on a slow machine.
    const heard = page.evaluate(
      () =>
        new Promise<boolean[]>((resolve) => {
          new MutationObserver((_changes, observer) => {
            const dialog = document.querySelector('dialog[open]');
            if (dialog === null) return;
            observer.disconnect();
            setTimeout(() => {
              const press = (key: string) =>
                (document.activeElement ?? dialog).dispatchEvent(
                  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
                );
              resolve([press('Enter'), press(' ')]);
            }, 20);
          }).observe(document.body, { subtree: true, childList: true, attributes: true });
        }),
    );
    await page.pressKey('d');
    expect(await heard).toEqual([false, false]);
    expect(await page.locator('dialog[open]').count()).toBe(1);
    expect(api.requests).toEqual([]);
    await page.pressKey('Enter');
    await until('the decision is saved', () => api.requests.length === 1);
  });

  test('A writer gives no commands with the letters that come after a field was taken away', async () => {
    await beginReply();
    await page.keyboard.type('Hej');
    await field().evaluate((element) => element.remove());
    await page.keyboard.type('dneh jk', { delay: 40 });
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(page.url()).toContain('/inbox/all/i1');
    await page.waitForTimeout(1_600);
    await page.keyboard.press('n');
    await page.locator('dialog[open]').waitFor();
  });

  test('A writer goes on writing where an answer to something else comes late', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await page.route('**/api/items/i1/actions', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    await page.pressKey('p');
    await page.keyboard.press('n');
    await page.locator('dialog[open] textarea:focus').waitFor();
    await page.keyboard.type(LETTERS, { delay: 40 });
    await until('it waits', () => itemOf('i1')?.status === 'waiting');
    await page.waitForTimeout(200);
    expect(await page.locator('dialog[open] textarea').inputValue()).toBe(LETTERS);
    await page.unroute('**/api/items/i1/actions');
  });
});

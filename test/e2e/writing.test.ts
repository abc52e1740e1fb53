/** Somebody writes while everything around them changes: nothing takes the field, no letter becomes a command. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

/** Thirty, and every one of them a command where nobody writes. */
const LETTERS = 'dmn hewsaj kuicpy zvbof dnrh e';
const HALF = 14;

const field = () => page.locator('.editor__field');
const since = () => page.locator('.since');
const eva = { kind: 'person' as const, id: 'p-mats', name: 'Mats Kjellin' };
const itemOf = (id: string) => api.items.find((item) => item.id === id);

async function beginReply(): Promise<void> {
  await page.visit('/inbox/all/i1', '.row');
  await page.locator('.dot--live').waitFor();
  await page.pressKey('r');
  await field().waitFor();
}

/** Half of the letters, what happens, and the rest without a pause. */
async function typeThrough(happens: () => unknown): Promise<void> {
  await page.keyboard.type(LETTERS.slice(0, HALF), { delay: 20 });
  await happens();
  await page.keyboard.type(LETTERS.slice(HALF), { delay: 60 });
}

async function expectUntouched(): Promise<void> {
  expect(await field().inputValue()).toBe(LETTERS);
  expect(await page.locator('dialog[open]').count()).toBe(0);
  expect(await field().evaluate((element) => element === document.activeElement)).toBe(true);
  expect(api.requests).toEqual([]);
  expect(page.url()).toContain('/inbox/all/i1');
}

const colleagueHides = () => {
  const actions = [{ id: 'act-h', type: 'hide' as const, state: 'done' as const, cause: null }];
  api.told.push({
    itemId: 'i1',
    type: 'action.requested',
    actor: eva,
    data: { actionId: 'act-h', type: 'hide' },
  });
  api.change('i1', { visibility: 'hidden', status: 'closed', closeReason: 'removed', actions });
};
const colleagueAnswers = () => {
  const actions = [{ id: 'act-r', type: 'reply' as const, state: 'pending' as const, cause: null }];
  api.told.push({
    itemId: 'i1',
    type: 'action.requested',
    actor: eva,
    data: { actionId: 'act-r', type: 'reply' },
  });
  api.answers.set('i1', [
    {
      actionId: 'act-r',
      by: { id: eva.id, name: eva.name },
      at: new Date().toISOString(),
      text: 'Vi plogar i kväll.',
    },
  ]);
  api.change('i1', { actions });
};

clientSuite('Somebody who writes', { api: 'test' }, () => {
  test.each([
    [
      'a removal by the citizen',
      () => api.change('i1', { visibility: 'removed', status: 'closed' }),
      'Personen har tagit bort inlägget. Ditt utkast ligger kvar.',
    ],
    [
      'an edit',
      () => api.change('i1', { revision: 3, text: 'Nu står det något annat här.' }),
      'Personen har ändrat texten.',
    ],
    ['a hide by a colleague', colleagueHides, 'Mats Kjellin dolde inlägget'],
    ['an answer of a colleague', colleagueAnswers, 'Vi plogar i kväll.'],
  ])('A writer keeps field, focus and every letter through %s, and is told once', async (_what, happens, told) => {
    await beginReply();
    await typeThrough(happens);
    await since()
      .filter({ hasText: told.split('. ')[0] ?? told })
      .waitFor();
    await expectUntouched();
    const announced = () => page.locator('.since__said').innerText();
    await until('it is announced', async () => (await announced()).includes(told.split('. ')[0] ?? told));
    expect(await page.locator('.since__said').count()).toBe(1);
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
    expect(await page.faults()).toEqual([]);
    await page.shoot('signed-out');
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

  test('A writer is asked before an answer goes out beside a colleague’s, and says so to the server', async () => {
    await beginReply();
    await page.keyboard.type('Hej!');
    colleagueAnswers();
    await since()
      .getByText(/Mats Kjellin svarade \d\d:\d\d: ”Vi plogar i kväll\.”/u)
      .waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'Skicka ändå?' }).waitFor();
    // The same keys again at once have not read the question.
    await page.keyboard.press('Control+Enter');
    expect(api.requests).toEqual([]);
    await page.shoot('asks-first');
    expect(await page.faults()).toEqual([]);
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
    api.told.push({ itemId: 'i1', type: 'item.closed', actor: eva, data: { reason: 'duplicate' } });
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
    await page.pressKey('d');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press(' ');
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

  test('A draft and a note are kept as typed: in the row, in the view of drafts, in a tab that knows nothing', async () => {
    await beginReply();
    await page.keyboard.type('Vi plogar strax.');
    await until('the draft is kept', () => api.drafts.some(({ text }) => text === 'Vi plogar strax.'));
    expect(api.drafts[0]?.seen).toMatchObject({ version: itemOf('i1')?.version });
    await page.pressKey('Escape');
    await page.locator('#row-i1').getByText('utkast').waitFor();
    await page.visit('/inbox/all/i5', '.row');
    await page.pressKey('n');
    await page.locator('dialog[open] textarea:focus').waitFor();
    await page.keyboard.type('Ring upp på tisdag');
    await page.pressKey('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await until('the note is kept', () => api.drafts.some(({ kind }) => kind === 'note'));
    await page.evaluate(() => sessionStorage.clear());
    await page.visit('/inbox/drafts', '.row');
    expect(await page.locator('.row').count()).toBe(2);
    await page.locator('.sidebar').getByRole('link', { name: 'Utkast 2 inlägg' }).waitFor();
    expect(await page.faults()).toEqual([]);
    await page.shoot('drafts');
    await page.locator('#row-i1').click();
    await page.locator('.reply-line').filter({ hasText: 'Utkast: Vi plogar strax.' }).waitFor();
    await page.locator('#row-i5').click();
    await page.pressKey('n');
    await page.locator('dialog[open] textarea:focus').waitFor();
    expect(await page.locator('dialog[open] textarea').inputValue()).toBe('Ring upp på tisdag');
    await page.pressKey('Control+Enter');
    await until('the note is sent', () => api.requests.at(-1)?.body.type === 'note');
    await until('its draft is gone', () => api.drafts.every(({ kind }) => kind === 'reply'));
  });

  test('A draft of which another said something since is told of it in a tab that was opened later', async () => {
    const seen = { version: 1, revision: 2, untold: false, status: 'open', visibility: 'public' } as const;
    const now = new Date().toISOString();
    api.drafts.push({
      ...{ itemId: 'i1', kind: 'reply', text: 'Hej!', updatedAt: now, keptUntil: now },
      seen: { ...seen, answers: [], removals: [] },
    });
    colleagueAnswers();
    await page.visit('/inbox/drafts/i1', '.row');
    await page.pressKey('r');
    await since()
      .getByText(/Mats Kjellin svarade/u)
      .waitFor();
    expect(await field().inputValue()).toBe('Hej!');
  });
});

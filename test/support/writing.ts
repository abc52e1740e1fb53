/** What the tests of writing in the inbox do again and again. */
import { expect } from '@jest/globals';
import { api, page } from './client-suite.ts';

/** Thirty, and every one of them a command where nobody writes. */
export const LETTERS = 'dmn hewsaj kuicpy zvbof dnrh e';
const HALF = 14;

export const field = () => page.locator('.editor__field');
export const since = () => page.locator('.since');
export const mats = { kind: 'person' as const, id: 'p-mats', name: 'Mats Kjellin' };
export const itemOf = (id: string) => api.items.find((item) => item.id === id);

export async function beginReply(): Promise<void> {
  await page.visit('/inbox/all/i1', '.row');
  await page.locator('.dot--live').waitFor();
  await page.pressKey('r');
  await field().waitFor();
}

/** Half of the letters, what happens, and the rest without a pause. */
export async function typeThrough(happens: () => unknown): Promise<void> {
  await page.keyboard.type(LETTERS.slice(0, HALF), { delay: 20 });
  await happens();
  await page.keyboard.type(LETTERS.slice(HALF), { delay: 60 });
}

export async function expectUntouched(): Promise<void> {
  expect(await field().inputValue()).toBe(LETTERS);
  expect(await page.locator('dialog[open]').count()).toBe(0);
  expect(await field().evaluate((element) => element === document.activeElement)).toBe(true);
  expect(api.requests).toEqual([]);
  expect(page.url()).toContain('/inbox/all/i1');
}

/** How often something is announced from now on. */
export async function countAnnouncements(): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const said = document.querySelector('.since__said');
    let count = 0;
    new MutationObserver(() => {
      count += 1;
      document.body.dataset.said = String(count);
    }).observe(said as Node, { childList: true, characterData: true, subtree: true });
    document.body.dataset.said = '0';
  });
  return () => page.evaluate(() => Number(document.body.dataset.said));
}

export const colleagueHides = () => {
  const actions = [{ id: 'act-h', type: 'hide' as const, state: 'done' as const, cause: null }];
  api.told.push({
    itemId: 'i1',
    type: 'action.requested',
    actor: mats,
    data: { actionId: 'act-h', type: 'hide' },
  });
  api.change('i1', { visibility: 'hidden', status: 'closed', closeReason: 'removed', actions });
};
export const colleagueAnswers = () => {
  const actions = [{ id: 'act-r', type: 'reply' as const, state: 'pending' as const, cause: null }];
  api.told.push({
    itemId: 'i1',
    type: 'action.requested',
    actor: mats,
    data: { actionId: 'act-r', type: 'reply' },
  });
  api.answers.set('i1', [
    {
      actionId: 'act-r',
      by: { id: mats.id, name: mats.name },
      at: new Date().toISOString(),
      text: 'Vi plogar i kväll.',
    },
  ]);
  api.change('i1', { actions });
};

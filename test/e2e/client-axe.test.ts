/** axe over the pages that no other file looks at, on a fixture API. */
import { expect } from '@jest/globals';
import { clientSuite, eachLook, page } from '../support/client-suite.ts';

interface Looked {
  readonly path: string;
  /** What only the loaded page shows. */
  readonly shows: string;
  /** What is done before axe looks. */
  readonly prepare?: () => Promise<void>;
}

const LOOKED_AT: Readonly<Record<string, Looked>> = {
  'the list': { path: '/inbox/all', shows: '.row' },
  'an item': { path: '/inbox/all/i1', shows: '.selected-item' },
  'an abusive item, shown': {
    path: '/inbox/all/i2',
    shows: '.selected-item',
    prepare: () => page.locator('.selected-item').getByText('Visa texten').click(),
  },
  'a stopped answer': { path: '/inbox/all/i17', shows: '.selected-item' },
  'a right-to-left item': { path: '/inbox/all/i11', shows: '.selected-item' },
  'the editor': {
    path: '/inbox/all/i1',
    shows: '.selected-item',
    async prepare() {
      await page.locator('.reply-line').click();
      await page.locator('.editor__field').waitFor();
    },
  },
  'the dialog that hides': {
    path: '/inbox/all/i2',
    shows: '.selected-item',
    async prepare() {
      await page.getByRole('button', { name: 'Dölj' }).first().click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  'the menu of actions': {
    path: '/inbox/all/i1',
    shows: '.selected-item',
    prepare: () => page.getByRole('button', { name: 'Mer' }).click(),
  },
  'the accounts': { path: '/accounts', shows: '.account' },
  'the settings': { path: '/settings', shows: 'h1' },
  'the help': { path: '/help', shows: '.keys' },
};

clientSuite('axe', { api: 'file' }, () => {
  for (const [name, { path, shows, prepare }] of Object.entries(LOOKED_AT))
    eachLook(name, async ({ scheme }) => {
      await page.visit(path, shows);
      await prepare?.();
      expect([scheme, await page.faults()]).toEqual([scheme, []]);
    });
});

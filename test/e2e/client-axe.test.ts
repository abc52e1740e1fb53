/** axe over the pages that no other file looks at, in both themes and widths, on a fixture API. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { clientSuite, DESK, faults, PHONE, page, visit } from '../support/client-suite.ts';

interface Place {
  readonly path: string;
  /** What only the loaded page shows. */
  readonly shows: string;
  /** What is done before axe looks. */
  readonly prepare?: () => Promise<void>;
  /** Looked at in both themes: here they differ most. */
  readonly core?: true;
}

const PLACES: Readonly<Record<string, Place>> = {
  'the list': { path: '/inbox/all', shows: '.row', core: true },
  'an item': { path: '/inbox/all/i1', shows: '.hand', core: true },
  'an abusive item, shown': {
    path: '/inbox/all/i2',
    shows: '.hand',
    prepare: () => page.locator('.hand').getByText('Visa texten').click(),
    core: true,
  },
  'a stopped answer': { path: '/inbox/all/i17', shows: '.hand' },
  'a right-to-left item': { path: '/inbox/all/i11', shows: '.hand' },
  'the editor': {
    path: '/inbox/all/i1',
    shows: '.hand',
    async prepare() {
      await page.locator('.reply-line').click();
      await page.locator('.editor__field').waitFor();
    },
  },
  'the hide sheet': {
    path: '/inbox/all/i2',
    shows: '.hand',
    async prepare() {
      await page.getByRole('button', { name: 'Dölj' }).first().click();
      await page.locator('dialog[open]').waitFor();
    },
  },
  'the menu of actions': {
    path: '/inbox/all/i1',
    shows: '.hand',
    prepare: () => page.getByRole('button', { name: 'Mer' }).click(),
  },
  accounts: { path: '/accounts', shows: '.account' },
  settings: { path: '/settings', shows: 'h1' },
  help: { path: '/help', shows: '.keys' },
};

clientSuite('axe', { api: 'file' }, () => {
  describe.each([
    { width: 'desk', viewport: DESK, themes: ['light', 'dark'] },
    { width: 'phone', viewport: PHONE, themes: ['dark', 'light'] },
  ] as const)('$width', ({ viewport, themes }) => {
    beforeAll(() => page.setViewportSize(viewport));
    test.each(Object.entries(PLACES))('%s', async (_name, { path, shows, prepare, core }) => {
      const [first, other] = themes;
      await page.emulateMedia({ colorScheme: first, reducedMotion: 'reduce' });
      await visit(path, shows);
      await prepare?.();
      expect([first, await faults()]).toEqual([first, []]);
      if (core === undefined) return;
      await page.emulateMedia({ colorScheme: other });
      expect([other, await faults()]).toEqual([other, []]);
    });
  });
});

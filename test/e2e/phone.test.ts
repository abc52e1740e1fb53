/** The client on a phone and zoomed in, over a fixture API: fingers, keyboards on the screen, narrow windows. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, everyLook, page } from '../support/client-suite.ts';
import { tooSmall } from '../support/targets.ts';

const PHONE = { width: 390, height: 844 };
/** A phone whose keyboard is up. */
const TYPING = { width: 390, height: 400 };

/** A window of 1280 px, zoomed in. */
const ZOOMED = [
  ['200 %', { width: 640, height: 400 }],
  ['400 %', { width: 320, height: 256 }],
] as const;

interface Looked {
  readonly path: string;
  readonly shows: string;
  readonly prepare?: () => Promise<void>;
}

const press = (name: string) => async () => {
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.locator('dialog[open], [popover]:popover-open').first().waitFor();
};

const PAGES: Readonly<Record<string, Looked>> = {
  'the list': { path: '/inbox/all', shows: '.row' },
  'the list while rows are chosen': {
    path: '/inbox/all',
    shows: '.row',
    prepare: () => page.getByRole('button', { name: 'Välj flera' }).click(),
  },
  'an item': { path: '/inbox/all/i1', shows: '.selected-item' },
  'a veiled item': { path: '/inbox/all/i2', shows: '.selected-item' },
  'a stopped answer': { path: '/inbox/all/i17', shows: '.selected-item' },
  'the editor': {
    path: '/inbox/all/i1',
    shows: '.reply-line',
    prepare: () => page.locator('.reply-line').click(),
  },
  'the dialog that hides': { path: '/inbox/all/i2', shows: '.selected-item', prepare: press('Dölj') },
  'the dialog that closes': { path: '/inbox/all/i1', shows: '.selected-item', prepare: press('Avsluta') },
  'the dialog that registers': {
    path: '/inbox/all/i1',
    shows: '.selected-item',
    prepare: press('Diarieför'),
  },
  'the menu of actions': { path: '/inbox/all/i1', shows: '.selected-item', prepare: press('Mer') },
  'the alarms': { path: '/alarms', shows: 'h1' },
  'the deadlines': { path: '/deadlines', shows: 'h1' },
  'the accuracy': { path: '/accuracy', shows: 'h1' },
  'the accounts': { path: '/accounts', shows: '.account' },
  'the exports': { path: '/exports', shows: 'h1' },
  'the words': { path: '/lists/words', shows: 'h1' },
  'the claims': { path: '/lists/claims', shows: 'h1' },
  'the cases': { path: '/lists/cases', shows: 'h1' },
  'the policies': { path: '/policies', shows: 'h1' },
  'the settings': { path: '/settings', shows: 'h1' },
  'the help': { path: '/help', shows: '.keys' },
};

/** One of each kind: `npm run test:looks` measures all. */
const OF_A_COMMIT: ReadonlySet<string> = new Set([
  'the list while rows are chosen',
  'an item',
  'the editor',
  'the dialog that hides',
  'the deadlines',
  'the settings',
]);

clientSuite('the phone', { api: 'file' }, () => {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  test.each(
    Object.keys(PAGES).filter((name) => everyLook || OF_A_COMMIT.has(name)),
  )('In %s all that a finger presses is at least 44 px, and zoomed to 200 and 400 % it is read by scrolling one way', async (name) => {
    const { path, shows, prepare } = PAGES[name] as Looked;
    await page.setViewportSize(PHONE);
    await page.visit(path, shows);
    await prepare?.();
    await page.atRest();
    await page.shoot(`phone ${name}`);
    expect(await tooSmall(page)).toEqual([]);
    for (const [zoom, size] of ZOOMED) {
      await page.setViewportSize(size);
      await page.atRest();
      await page.shoot(`zoom ${zoom} ${name}`);
      expect([zoom, await over()]).toEqual([zoom, 0]);
    }
  });

  test('With the keyboard up the comment that is answered stays in sight above the field', async () => {
    await page.setViewportSize(PHONE);
    await page.visit('/inbox/all/i1', '.selected-item');
    await page.locator('.reply-line').click();
    await page.setViewportSize(TYPING);
    await page.atRest();
    await page.keyboard.type('Hej! Vi har sett din fråga och plogar gatan i dag.');
    await page.shoot('phone keyboard up');
    const text = await page.locator('.selected-item__text').boundingBox();
    const room = await page.locator('.item-scroll').boundingBox();
    const field = await page.locator('.editor__field').boundingBox();
    const [top, bottom] = [room?.y ?? 0, (room?.y ?? 0) + (room?.height ?? 0)];
    expect(text?.y).toBeGreaterThanOrEqual(top);
    // At least two lines of it, whole where it fits.
    expect(Math.min((text?.y ?? 0) + (text?.height ?? 0), bottom) - (text?.y ?? 0)).toBeGreaterThanOrEqual(
      50,
    );
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(TYPING.height);
    expect(await page.getByRole('button', { name: 'Skicka och nästa' }).isVisible()).toBe(true);
    expect(await page.locator('.acts').isVisible()).toBe(false);
    await page.keyboard.press('Escape');
  });

  test('The dialog that hides opens at its top, with the rule that is cited and the buttons in sight', async () => {
    await page.setViewportSize({ width: 390, height: 560 });
    await page.visit('/inbox/all/i2', '.selected-item');
    await press('Dölj')();
    await page.locator('dialog select').first().selectOption('profanity');
    await page.shoot('phone hide dialog');
    expect(await page.locator('dialog[open]').evaluate((dialog) => dialog.scrollTop)).toBe(0);
    const rule = page.locator('.dialog__rule .rule').first();
    expect(await rule.innerText()).toContain('svordomar');
    expect(await page.locator('.dialog__rule details[open]').count()).toBe(0);
    const button = await page.locator('dialog [data-confirm]').boundingBox();
    expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(560);
    await page.keyboard.press('Escape');
  });

  test('The alarms are one press away, with their number on their own entry', async () => {
    await page.setViewportSize(PHONE);
    await page.visit('/inbox/all', '.row');
    const unread = api.alarms.alarms.filter(({ readAt }) => readAt === null).length;
    const entry = page.locator('.bottom').getByRole('link', { name: /Larm/u });
    expect(await entry.locator('.bottom__count').innerText()).toContain(String(unread));
    await entry.click();
    await page.waitForURL('**/alarms');
  });
});

/** Every key of the keymap, pressed in the page: what it does, and what is said of it. A key without a row here fails. */
import { expect, test } from '@jest/globals';
import { CHORDS, COMMANDS, type Command, PAGE_KEYS } from '../../client/src/shared/keymap.ts';
import type { ItemShape } from '../../core/inbox/items.contract.ts';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';

const dialog = () => page.locator('dialog[open]');
const title = (words: string) => dialog().getByRole('heading', { name: words }).waitFor();
const selected = (name: string) => page.locator('.row[aria-current="true"]', { hasText: name }).waitFor();
const itemOf = (id: string) => api.items.find((item) => item.id === id) as ItemShape;
const asked = async (type: string): Promise<void> => {
  await until(`${type} is asked for`, () => api.requests.at(-1)?.body.type === type);
};
const idOf = (name: string): string => api.items.find(({ author }) => author?.name === name)?.id ?? '';

interface Row {
  /** On which item, by its author or id; left out: on none. */
  readonly on?: string;
  readonly before?: () => unknown;
  readonly does: () => Promise<unknown>;
  /** What is said, once. */
  readonly says?: string;
}

const insulted = () =>
  api.change('i4', {
    verdicts: itemOf('i4').verdicts.map((verdict) =>
      verdict.category === 'insult' ? { ...verdict, level: 'suspect', score: 0.6 } : verdict,
    ),
  });

const KEYS: { readonly [Key in keyof typeof COMMANDS]: Row } = {
  j: { does: () => selected('Eva Sjöberg') },
  k: { on: 'i2', does: () => selected('Eva Sjöberg') },
  o: { on: 'i1', does: () => page.locator('#item-heading:focus').waitFor() },
  r: { on: 'i1', does: () => page.locator('.editor__field:focus').waitFor() },
  h: { on: 'i2', does: () => title('Dölj inlägget') },
  e: { on: 'i1', does: () => title('Avsluta inlägget') },
  a: { on: 'i1', does: () => title('Tilldela inlägget') },
  i: { on: 'i1', does: () => asked('assign'), says: 'Tilldelat Eva Jonsson.' },
  s: { on: 'i1', does: () => title('Skjut upp') },
  p: {
    on: 'i1',
    does: async () => {
      await selected('Omar Ängström');
      await asked('wait');
    },
    says: 'Vi väntar på svar från Eva Sjöberg.',
  },
  y: {
    on: 'i4',
    before: () => api.change('i4', { visibility: 'hidden' }),
    does: () => asked('confirm'),
    says: 'Inlägget från Omar Svensson förblir dolt och är avslutat.',
  },
  v: { on: 'i2', does: () => page.locator('.selected-item .hit').first().waitFor() },
  t: {
    on: 'i4',
    before: () => api.change('i4', { visibility: 'hidden' }),
    does: () => asked('unhide'),
    says: 'Inlägget från Omar Svensson visas igen.',
  },
  z: { on: 'i1', does: () => asked('count'), says: 'Statistiken för inlägget från Eva Sjöberg är ändrad.' },
  n: { on: 'i1', does: () => page.locator('dialog[open] textarea:focus').waitFor() },
  d: { on: 'i1', does: () => title('Diarieför') },
  w: {
    on: 'i4',
    before: insulted,
    does: () => asked('correct'),
    says: 'Rättelsen av inlägget från Omar Svensson är sparad.',
  },
  c: { on: 'i1', does: () => title('Fel bedömning') },
  f: { on: 'Vera Vaccin', does: () => page.locator('.editor__field:focus').waitFor() },
  b: { on: 'Bild Bildsson', does: () => page.locator('.media__picture').first().waitFor() },
  x: { on: 'i1', does: () => page.locator('.choose-box input:checked').waitFor() },
  u: {
    on: 'i1',
    before: async () => {
      await page.pressKey('i');
      await asked('assign');
      await page.getByText('Tilldelat Eva Jonsson.').last().waitFor();
    },
    does: () => until('it is taken back', () => itemOf('i1').assignee === null),
    says: 'Ångrat: Tilldelat Eva Jonsson.',
  },
  '/': { does: () => page.locator('.search input:focus').waitFor() },
  '?': { on: 'i1', does: () => title('Tangenter just nu') },
};

const PAGES: { readonly [Key in keyof typeof PAGE_KEYS]: string } = {
  i: '/inbox/all',
  b: '/alarms',
  l: '/deadlines',
  t: '/accuracy',
  k: '/accounts',
  r: '/policies',
  o: '/lists',
  s: '/settings',
};

const WITH_CTRL: { readonly [Key in keyof typeof CHORDS]: Row } = {
  k: { on: 'i1', does: () => dialog().getByRole('combobox').waitFor() },
};

/** What is said from now on. */
async function listen(): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    new MutationObserver(() => {
      heard.push(document.querySelector('.said')?.textContent?.trim() ?? '');
      document.body.dataset.heard = JSON.stringify(heard);
    }).observe(document.querySelector('.said') as Node, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    document.body.dataset.heard = '[]';
  });
  return () => page.evaluate(() => JSON.parse(document.body.dataset.heard ?? '[]') as string[]);
}

async function press(row: Row, key: string): Promise<void> {
  const { on, before, does, says } = row;
  const early = key !== 'u';
  const id = on === undefined ? '' : `/${api.items.some((item) => item.id === on) ? on : idOf(on)}`;
  if (early) await before?.();
  await page.visit(`/inbox/all${id}`, '.row');
  if (!early) await before?.();
  const heard = await listen();
  await page.pressKey(key);
  await does();
  await page.atRest();
  if (says !== undefined) await until('it is said', async () => (await heard()).length > 0);
  expect(await heard()).toEqual(says === undefined ? [] : [says]);
  // Nothing that a key does leaves the focus on nothing.
  if (on !== undefined) expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('HTML');
}

clientSuite('the keymap', { api: 'test' }, () => {
  test('No key of the keymap lacks a row in this table, and no row its key', () => {
    expect(Object.keys(KEYS).sort()).toEqual(Object.keys(COMMANDS).sort());
    expect(Object.keys(PAGES).sort()).toEqual(Object.keys(PAGE_KEYS).sort());
    expect(Object.keys(WITH_CTRL).sort()).toEqual(Object.keys(CHORDS).sort());
  });

  test.each(Object.entries(COMMANDS))('The key %s does %s', async (key: string, command: Command) => {
    const row = (KEYS as Readonly<Record<string, Row>>)[key];
    if (row === undefined) throw new Error(`${command} has no row`);
    await press(row, key);
  });

  test('The keys after g go to their pages', async () => {
    await page.visit('/inbox/mine', 'h1');
    for (const [key, path] of Object.entries(PAGES)) {
      await page.pressKey('g');
      await page.keyboard.press(key);
      await page.waitForURL(`**${path}*`);
    }
  });

  test('The palette opens with Ctrl or Cmd and k, from a field too, and single keys may be off', async () => {
    await press(WITH_CTRL.k, 'Control+k');
    await page.pressKey('Escape');
    await page.pressKey('Meta+k');
    await WITH_CTRL.k.does();
    await page.pressKey('Escape');
    await page.visit('/settings', 'h1');
    await page.getByRole('switch', { name: 'Kortkommandon med en tangent' }).click();
    await page.visit('/inbox/all', '.row');
    await page.locator('.search input').focus();
    await page.pressKey('Control+k');
    await WITH_CTRL.k.does();
  });

  test('The keys that are shown are those that would do something now, and are the ones of the table', async () => {
    await page.visit('/inbox/all/i1', '.row');
    await page.locator('#row-i1').focus();
    await page.pressKey('?');
    await title('Tangenter just nu');
    const shown = await dialog().locator('tbody tr td:first-child').allInnerTexts();
    const single = shown.map((keys) => keys.replace(/\s/gu, '')).filter((keys) => keys.length === 1);
    // What is public is hidden and not shown again; no picture, no veil, no claim.
    expect(single).toEqual(expect.arrayContaining(['j', 'r', 'h', 'e', 'p', '?']));
    for (const key of ['t', 'y', 'v', 'f', 'b']) expect(single).not.toContain(key);
    expect(await page.faults('dialog')).toEqual([]);
    await page.shoot('keys-now');
    await page.pressKey('?');
    await page.locator('#row-i1:focus').waitFor();
    expect(page.url()).toContain('/inbox/all/i1');
  });
});

/** The municipality's lists in Chromium: written, checked, imported; read-only for moderators; every state, axe, phone. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, type Opened, openPage } from '../support/browser.ts';
import { type FakeApi, startFakeApi } from '../support/fake-api.ts';

const built = existsSync(fileURLToPath(new URL('../../client/dist/index.html', import.meta.url)));
/** Named by the runner as skipped: no browser, or the client is not built. */
const suite = chromiumPath() !== null && built ? describe : describe.skip;
const shots = process.env.UPPSIKT_SHOTS;
const TABS = ['words', 'claims', 'cases', 'changes'] as const;

suite('the municipality’s lists', () => {
  let browser: Browser;
  let api: FakeApi;
  let opened: Opened;
  let page: Page;
  beforeAll(async () => {
    api = await startFakeApi();
    browser = await launchBrowser();
    opened = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    page = opened.page;
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await api.close();
  });
  const open = async (tab: string): Promise<void> => {
    await page.goto(`${api.url}/lists/${tab}`);
    await page.getByRole('heading', { name: 'Kommunens listor' }).waitFor();
    await page.waitForLoadState('networkidle');
  };
  const shoot = async (name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/lists-${name}.png`, fullPage: true });
  };

  test('are reached from the settings', async () => {
    await page.goto(`${api.url}/settings`);
    await page.getByRole('link', { name: 'Kommunens listor' }).click();
    await page.waitForURL(/\/lists\/words$/u);
  }, 30_000);

  test('are reached from the sidebar, and by their key', async () => {
    const nav = page.getByRole('navigation', { name: 'Huvudmeny' });
    await page.goto(`${api.url}/inbox/all`);
    await nav.getByRole('link', { name: 'Listor', exact: true }).click();
    await page.getByRole('heading', { name: 'Kommunens listor' }).waitFor();
    expect(await nav.getByRole('link', { name: 'Listor' }).getAttribute('aria-current')).toBe('page');
    await page.goto(`${api.url}/help`);
    await page.getByText('Gå till Listor').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'Kommunens listor' }).waitFor();
  }, 30_000);

  test('a word is previewed, warned of, added with the keyboard, and removed', async () => {
    await open('words');
    const field = page.getByLabel('Ord', { exact: true });
    await field.fill('ett två tre fyra fem');
    await page.getByText('eller upp till fyra ord i följd, med stjärna').waitFor();
    await field.fill('kommun');
    await page.getByText('Träffar också mycket vanliga ord').waitFor();
    await shoot('words-warned');
    await field.fill('parkbänk');
    await page.getByText('Finns i 14 av 420 inlägg').waitFor();
    await page.getByText('parkbänken (9)').waitFor();
    await page.getByRole('radio', { name: 'Undantagna ord' }).check();
    await field.press('Enter');
    await page.getByText('”parkbänk” står nu på listan.').waitFor();
    const entry = page.locator('.entry', { hasText: 'parkbänk' });
    await entry.getByRole('button', { name: /^Ta bort ?: parkbänk$/u }).click();
    await entry.waitFor({ state: 'detached' });
    expect(api.lists.words.map(({ term }) => term)).not.toContain('parkbänk');
  }, 30_000);

  test('a claim is added, changed and switched; one that ships can be switched off', async () => {
    await open('claims');
    await page.getByRole('button', { name: 'Lägg till ett påstående' }).click();
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('Skriv rättelsen.').waitFor();
    await shoot('claims-form');
    await page.getByLabel('Påstående', { exact: true }).fill('Biblioteket läggs ner');
    await page.getByLabel('Andra formuleringar').fill('De stänger biblioteket\n\nBiblan försvinner');
    await page.getByLabel('Rättelse', { exact: true }).fill('Biblioteket flyttar till Torget 2.');
    await page.getByLabel('Vem vet', { exact: true }).fill('kulturförvaltningen');
    await page.getByLabel('Gäller till (valfritt)').fill('2027-01-31');
    await page.getByRole('button', { name: 'Spara' }).click();
    await page.getByText('till 2027-01-31').waitFor();
    expect(api.lists.claims[0]).toMatchObject({
      claim: 'Biblioteket läggs ner',
      variants: ['De stänger biblioteket', 'Biblan försvinner'],
      validTo: '2027-01-31',
    });
    await page.getByRole('switch', { name: /^Används ?: Biblioteket läggs ner$/u }).click();
    await page.getByRole('switch', { name: /^Används ?: Vaccin orsakar autism/u }).click();
    await page.getByLabel('Sök bland påståenden').fill('vaccin');
    await page.locator('.entry', { hasText: 'Biblioteket' }).waitFor({ state: 'detached' });
    expect(api.lists.claims.find(({ claim }) => claim.startsWith('Biblioteket'))?.on).toBe(false);
    expect(api.lists.off).toContain('vaccine-autism');
  }, 30_000);

  test('a list of cases is checked, its bad rows named by line, and then imported', async () => {
    await open('cases');
    const file = (name: string, text: string) => ({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(text, 'latin1'),
    });
    const input = page.locator('input[type="file"]');
    await input.setInputFiles(file('fel.csv', 'ett;två\n1;2'));
    await page.getByText('Första raden måste ha rubriker').waitFor();
    expect(await page.getByRole('button', { name: 'Läs in', exact: true }).count()).toBe(0);
    await input.setInputFiles(
      file(
        'diariet.csv',
        'Dnr;Ärendemening;Plats\nKS 2026/1;Snöröjning på Åsgatan;Åsgatan\n;Utan nummer;\nKS 2026/1;Igen;',
      ),
    );
    await page.getByText('Rad 3: nummer saknas').waitFor();
    await page.getByText('Rad 4: numret finns på en tidigare rad').waitFor();
    await page.getByRole('cell', { name: 'Snöröjning på Åsgatan' }).waitFor();
    await shoot('cases-checked');
    await page.getByRole('button', { name: 'Läs in', exact: true }).click();
    await page.getByText('1 ärende är inläst.').waitFor();
    expect(api.lists.cases.map(({ subject }) => subject)).toEqual(['Snöröjning på Åsgatan']);
    await page.getByLabel('Sök på nummer, ämne eller plats').fill('finns inte');
    await page.getByText('Inget hittades.').waitFor();
    await page.getByLabel('Sök på nummer, ämne eller plats').fill('');
    await page.getByRole('button', { name: 'Töm listan' }).click();
    await page.getByRole('button', { name: 'Ja, töm listan' }).click();
    await page.getByText('Ingen lista är inläst än.').waitFor();
  }, 30_000);

  test('the switch for praise is kept and logged', async () => {
    await open('changes');
    await page.getByRole('switch', { name: 'Beröm behöver svar' }).click();
    await page.getByText('Inställning: slogs på').waitFor();
    await page.getByText('Spärrade ord: grönkålsnisse').waitFor();
    expect(api.lists.praise).toBe(true);
  }, 30_000);

  test('a moderator reads and changes nothing', async () => {
    api.permissions = api.permissions.filter((one) => one !== 'lists:write' && one !== 'cases:write');
    await open('words');
    await page.getByText('Du kan läsa listan.').waitFor();
    expect(await page.getByRole('button', { name: /Ta bort|Lägg till/u }).count()).toBe(0);
    await open('claims');
    expect(await page.getByRole('button', { name: /Ta bort|Ändra|Lägg till/u }).count()).toBe(0);
    await open('cases');
    expect(await page.locator('input[type="file"]').count()).toBe(0);
    api.permissions = [...api.permissions, 'lists:write', 'cases:write'];
  }, 30_000);

  test('empty and failing lists say so', async () => {
    api.lists.mode = 'empty';
    await open('words');
    expect(await page.getByText('Inga ord än.').count()).toBe(3);
    await open('claims');
    await page.getByText('Inga egna påståenden än.').waitFor();
    api.lists.mode = 'failing';
    for (const tab of TABS) {
      await open(tab);
      await page.getByRole('alert').first().waitFor();
    }
    api.lists.mode = 'ok';
    await page.getByRole('button', { name: 'Försök igen' }).first().click();
    await page.getByRole('switch', { name: 'Beröm behöver svar' }).waitFor();
  }, 60_000);

  test.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'axe finds nothing, %s at %p, and nothing is wider than the window',
    async (colorScheme, width) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      api.lists.cases = [
        {
          number: 'KS 2026/00123',
          subject: `Ny cykelbana ${'vid badplatsen '.repeat(12)}`,
          place: 'Strandgatan',
          board: 'Kommunstyrelsen',
          status: 'Öppet',
        },
      ];
      for (const tab of TABS) {
        await open(tab);
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
        );
        expect([tab, found]).toEqual([tab, []]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
        await shoot(`${tab}-${width}`);
      }
    },
    90_000,
  );

  test('the browser complained of nothing but the refusals we made', () => {
    expect(opened.complaints.filter((line) => !line.includes('503'))).toEqual([]);
  });
});

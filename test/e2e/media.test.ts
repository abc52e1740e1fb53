/** Pictures in Chromium: nothing clear is asked for or painted before somebody wants to see it. */
import { beforeEach, expect, test } from '@jest/globals';
import sharp from 'sharp';
import {
  api,
  atRest,
  clientSuite,
  complaints,
  faults,
  page,
  press,
  shoot,
  visit,
} from '../support/client-suite.ts';

clientSuite('pictures in the inbox', { api: 'test' }, () => {
  beforeEach(() => page.setViewportSize({ width: 1280, height: 900 }));

  const idOf = (name: string): string => api.items.find(({ author }) => author?.name === name)?.id ?? '';
  const open = (name: string) => visit(`/inbox/all/${idOf(name)}`, '.hand');
  /** How many different colours stand where the picture would be. */
  const colours = async (at: number): Promise<number> => {
    const bytes = await page
      .locator('.media__one')
      .nth(at)
      .locator('.media__veil, .media__picture')
      .screenshot();
    const { data } = await sharp(bytes)
      .resize(60, 40)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const hues = new Set<number>();
    for (let pixel = 0; pixel < data.length; pixel += 3)
      hues.add(
        ((data[pixel] ?? 0) >> 5) * 64 + ((data[pixel + 1] ?? 0) >> 5) * 8 + ((data[pixel + 2] ?? 0) >> 5),
      );
    return hues.size;
  };

  test('are veiled, and not even asked for, until somebody shows them', async () => {
    await open('Bild Bildsson');
    expect(api.media.asked).toEqual([]);
    expect(await page.locator('.hand img').count()).toBe(0);
    const veiled = await colours(0);
    await shoot('media-veiled', { fullPage: true });
    await page.getByRole('button', { name: 'Visa bilden: Bild 1' }).click();
    await page.locator('.media__picture:not([hidden])').waitFor();
    expect(api.media.asked).toEqual([`${idOf('Bild Bildsson')}/0`]);
    expect(await colours(0)).toBeGreaterThan(veiled);
    await page.getByRole('button', { name: 'Dölj bilden: Bild 1' }).click();
    expect(await page.locator('.hand img').count()).toBe(0);
  });

  test('say what no machine has judged, and offer nothing that is not there', async () => {
    await open('Bild Bildsson');
    const media = page.locator('.media__one');
    expect(await media.count()).toBe(5);
    const words = async (at: number): Promise<string> => media.nth(at).innerText();
    expect(await words(0)).toMatch(/image-1/u);
    expect(await words(0)).toMatch(/Våld granskas inte av maskin/u);
    expect(await words(1)).toMatch(/Inte granskad av maskin/u);
    expect(await words(2)).toMatch(/pornografi, misstänkt 0,72 · image-1/u);
    expect(await words(3)).toMatch(/inte sett på bilden än/u);
    expect(await words(4)).toMatch(/Film bedöms inte/u);
    expect(await page.getByRole('button', { name: /^Visa bilden/u }).count()).toBe(3);
    expect(complaints).toEqual([]);
  });

  test('open and close by one key, and are veiled again in the next item', async () => {
    await open('Bild Bildsson');
    await press('b');
    await page.locator('.media__picture').nth(2).waitFor();
    await page.locator('.media__picture:not([hidden])').nth(2).waitFor();
    await shoot('media-shown', { fullPage: true });
    await press('b');
    expect(await page.locator('.hand img').count()).toBe(0);
    await press('b');
    await press('j');
    await press('k');
    await page.locator('.media').waitFor();
    await atRest();
    expect(await page.locator('.hand img').count()).toBe(0);
  });

  test('that are blocked are never shown: here stands the way to the police', async () => {
    await open('Sven Spärr');
    const box = page.locator('.media__blocked');
    await box.waitFor();
    expect(await box.innerText()).toMatch(/114 14/u);
    await press('b');
    await atRest();
    expect(await page.locator('.hand img, .media__one').count()).toBe(0);
    expect(api.media.asked).toEqual([]);
    await shoot('media-blocked', { fullPage: true });
  });

  test('that cannot be fetched say so', async () => {
    api.media.failing = true;
    await open('Bild Bildsson');
    await page.getByRole('button', { name: 'Visa bilden: Bild 1' }).click();
    await page.getByRole('alert').getByText('kan inte visas just nu').waitFor();
  });

  test('are put on the list of known ones, which the settings show', async () => {
    await open('Bild Bildsson');
    await page.getByText('Känn igen bilden').first().click();
    await page.getByLabel('Anteckning').first().fill('Samma bild i alla trådar');
    await page.getByRole('button', { name: 'Lägg till i listan' }).first().click();
    await page.getByText('Bilden finns på listan.').waitFor();
    await page.goto(`${api.url}/settings`);
    await page.getByText('Samma bild i alla trådar').waitFor();
    await shoot('media-settings', { fullPage: true });
    await page.getByRole('button', { name: /^Ta bort/u }).click();
    await page.getByText('Ingen bild finns på listan än.').waitFor();
    expect(api.media.known).toEqual([]);
  });

  test('are fit for a phone, a screen reader and the dark', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of ['Bild Bildsson', 'Sven Spärr']) {
      await open(name);
      const right = async (part: string): Promise<number> => {
        const box = await page.locator(part).boundingBox();
        return (box?.x ?? 0) + (box?.width ?? 0);
      };
      expect(await right('.media, .media__blocked')).toBeLessThanOrEqual(await right('.hand'));
      expect(await faults('.hand')).toEqual([]);
      await shoot(`media-phone-${name === 'Sven Spärr' ? 'blocked' : 'pictures'}`, { fullPage: true });
    }
  });
});

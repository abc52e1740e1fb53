/** Pictures in Chromium: nothing clear is asked for or painted before somebody wants to see it. */
import { beforeEach, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { api, clientSuite, eachLook, type Look, page } from '../support/client-suite.ts';

clientSuite('pictures in the inbox', { api: 'test' }, () => {
  beforeEach(() => page.setViewportSize({ width: 1280, height: 900 }));

  const idOf = (name: string): string => api.items.find(({ author }) => author?.name === name)?.id ?? '';
  const open = (name: string) => page.visit(`/inbox/all/${idOf(name)}`, '.selected-item');
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

  test('Pictures are veiled, and not even asked for, until somebody shows them', async () => {
    await open('Bild Bildsson');
    expect(api.media.asked).toEqual([]);
    expect(await page.locator('.selected-item img').count()).toBe(0);
    const veiled = await colours(0);
    await page.shoot('media-veiled', { fullPage: true });
    await page.getByRole('button', { name: /^Visa bilden ?: Bild 1/u }).click();
    await page.locator('.media__picture:not([hidden])').waitFor();
    expect(api.media.asked).toEqual([`${idOf('Bild Bildsson')}/0`]);
    expect(await colours(0)).toBeGreaterThan(veiled);
    await page.getByRole('button', { name: /^Sluta visa bilden ?: Bild 1/u }).click();
    expect(await page.locator('.selected-item img').count()).toBe(0);
  });

  test('Pictures say what no machine has judged, and offer nothing that is not there', async () => {
    await open('Bild Bildsson');
    const media = page.locator('.media__one');
    expect(await media.count()).toBe(5);
    const words = async (at: number): Promise<string> => media.nth(at).innerText();
    expect(await words(0)).toMatch(/image-1/u);
    expect(await words(0)).toMatch(/Våld i bilder bedöms inte automatiskt/u);
    expect(await words(1)).toMatch(/Inte bedömd automatiskt/u);
    expect(await words(2)).toMatch(/pornografi, misstänkt 0,72 · image-1/u);
    expect(await words(3)).toMatch(/inte bedömd än/u);
    expect(await words(4)).toMatch(/Film bedöms inte/u);
    expect(await page.getByRole('button', { name: /^Visa bilden/u }).count()).toBe(3);
    expect(page.consoleErrors).toEqual([]);
  });

  test('Pictures open and close by one key, and are veiled again in the next item', async () => {
    await open('Bild Bildsson');
    await page.pressKey('b');
    await page.locator('.media__picture').nth(2).waitFor();
    await page.locator('.media__picture:not([hidden])').nth(2).waitFor();
    await page.shoot('media-shown', { fullPage: true });
    await page.pressKey('b');
    expect(await page.locator('.selected-item img').count()).toBe(0);
    await page.pressKey('b');
    await page.pressKey('j');
    await page.pressKey('k');
    await page.locator('.media').waitFor();
    await page.atRest();
    expect(await page.locator('.selected-item img').count()).toBe(0);
  });

  test('Blocked pictures are never shown: here stands the way to the police', async () => {
    await open('Sven Spärr');
    const box = page.locator('.media__blocked');
    await box.waitFor();
    expect(await box.innerText()).toMatch(/114 14/u);
    await page.pressKey('b');
    await page.atRest();
    expect(await page.locator('.selected-item img, .media__one').count()).toBe(0);
    expect(api.media.asked).toEqual([]);
    await page.shoot('media-blocked', { fullPage: true });
  });

  test('A picture that cannot be fetched says so', async () => {
    api.media.failing = true;
    await open('Bild Bildsson');
    await page.getByRole('button', { name: /^Visa bilden ?: Bild 1/u }).click();
    await page.getByRole('alert').getByText('kan inte visas just nu').waitFor();
  });

  test('A picture is put on the list of known ones, which the settings show', async () => {
    await open('Bild Bildsson');
    await page.getByText('Känn igen bilden').first().click();
    await page.getByLabel('Anteckning').first().fill('Samma bild i alla trådar');
    await page.getByRole('button', { name: 'Lägg till i listan' }).first().click();
    await page.getByText('Bilden finns på listan.').waitFor();
    await page.goto(`${api.url}/settings`);
    await page.getByText('Samma bild i alla trådar').waitFor();
    expect(await page.getByRole('button', { name: /^Ta bort/u }).count()).toBe(0);
    api.role = 'communications-unit';
    await page.goto(`${api.url}/settings`);
    await page.getByText('Samma bild i alla trådar').waitFor();
    await page.shoot('media-settings', { fullPage: true });
    await page.getByRole('button', { name: /^Ta bort/u }).click();
    await page.getByText('Ingen bild finns på listan än.').waitFor();
    expect(api.media.known).toEqual([]);
    await page.locator('summary', { hasText: 'Vad som har ändrats' }).click();
    await page.getByText('Borttagen:').waitFor();
    await page.getByText('Tillagd:').waitFor();
  });

  test('The log of known pictures says that it is empty, and that it could not be fetched', async () => {
    api.role = 'communications-unit';
    await page.goto(`${api.url}/settings`);
    await page.locator('summary', { hasText: 'Vad som har ändrats' }).click();
    await page.getByText('Inget har ändrats än.').waitFor();
    api.media.failing = true;
    await page.goto(`${api.url}/settings`);
    await page.locator('summary', { hasText: 'Vad som har ändrats' }).click();
    await page.getByRole('button', { name: 'Försök igen' }).first().waitFor();
  });

  const look = async ({ width }: Look) => {
    for (const name of ['Bild Bildsson', 'Sven Spärr']) {
      await open(name);
      const right = async (part: string): Promise<number> => {
        const box = await page.locator(part).boundingBox();
        return (box?.x ?? 0) + (box?.width ?? 0);
      };
      expect(await right('.media, .media__blocked')).toBeLessThanOrEqual(await right('.selected-item'));
      expect(await page.faults('.selected-item')).toEqual([]);
      await page.shoot(`media-${width}-${name === 'Sven Spärr' ? 'blocked' : 'pictures'}`, {
        fullPage: true,
      });
    }
  };
  eachLook('the pictures', look, { perCommit: ['phone'] });
});

/** The inbox in Chromium on a real installation: signed in by link, live within a second, answered by keyboard. */
import { describe, expect, test } from '@jest/globals';
import { askUntil, callsOf, speak } from '../support/outside.ts';
import { outside, page, signedIn, simulation } from '../support/signed-in.ts';
import { fastest } from '../support/until.ts';

signedIn({ id: '100000000000043', token: 'page-token-of-the-inbox-test' });

const calls = () => callsOf(simulation);

describe('the inbox', () => {
  test('The sign-in link is spent: nobody else gets in with it, and no session is 401', async () => {
    expect((await fetch(`${outside.url}/api/session`)).status).toBe(401);
    expect(new URL(page.url()).hash).toBe('');
  });

  test('A comment is on screen within a second of its webhook', async () => {
    const took = await fastest(1_000, async (nth) => {
      await speak(simulation, `Inlägg ${nth} om lekplatsen.`);
      await page.getByText(`Inlägg ${nth} om lekplatsen.`).first().waitFor();
    });
    expect(took).toBeLessThan(1_000);
  });

  test('A citizen is answered with r and Ctrl+Enter', async () => {
    await speak(simulation, 'Lampan på Skolgatan är trasig, kan ni laga den?');
    await page.getByText('Lampan på Skolgatan är trasig').first().click();
    await page.pressKey('r');
    await page.keyboard.type('Hej Kim! Tack, vi lagar den i morgon. /Eva');
    await page.pressKey('Control+Enter');
    const sent = await askUntil(calls, (all) => all.some(({ type }) => type === 'reply'));
    expect(sent.filter(({ type }) => type === 'reply').map(({ message }) => message)).toEqual([
      'Hej Kim! Tack, vi lagar den i morgon. /Eva',
    ]);
  });

  test('Abuse is folded, says why, and is hidden with h and Enter', async () => {
    const id = await speak(simulation, 'Du är en jävla idiot, Anna Testson.');
    const row = page.getByText('Texten är övertäckt: personangrepp').first();
    // Somebody is reading: the new one waits behind "1 new" and nothing moves under the hand.
    await page.getByRole('button', { name: /^Visa \d+ (nytt|nya) inlägg/u }).click();
    await row.waitFor();
    expect(await page.getByText('jävla idiot').count()).toBe(0);
    await row.click();
    await page.pressKey('h');
    await page.getByRole('dialog').waitFor();
    await page.pressKey('Enter');
    const done = await askUntil(calls, (all) => all.some(({ type }) => type === 'hide'));
    expect(done.find(({ type }) => type === 'hide')?.targetId).toBe(id);
  });

  test('The page had nothing to complain of', () => {
    expect(page.consoleErrors.filter((line) => !/401/u.test(line))).toEqual([]);
  });
});

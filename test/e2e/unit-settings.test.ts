/** The pages where the unit sets the clock and the alarms, over a fixture API. */
import { beforeEach, expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';

clientSuite('the settings of the clock', { api: 'test' }, () => {
  beforeEach(() => page.emulateMedia({ reducedMotion: 'reduce' }));
  beforeEach(() => void api.permissions.push('accounts:write'));
  const open = () => page.visit('/clock-settings', 'text=ska vara besvarad senast');
  const button = (name: string) => page.getByRole('button', { name });

  test('A new target shows what it would mean, names a wrong value at its field, and can be taken back', async () => {
    await open();
    expect(await button('Ta i bruk').isDisabled()).toBe(true);
    await page.getByLabel('Mål: timmar till svar').fill('0');
    await page.getByText('Skriv ett antal timmar större än noll').waitFor();
    expect(await page.getByLabel('Mål: timmar till svar').getAttribute('aria-invalid')).toBe('true');
    await button('Sverige: en arbetsdag i kontorstid').click();
    await page.getByLabel('Fredag', { exact: true }).fill('08:00-07:00');
    await page.getByText('Slutet ska komma efter början').waitFor();
    await page.getByLabel('Fredag', { exact: true }).fill('8-15');
    await page.getByLabel('Varifrån målet kommer').fill('Riktlinjer 2026 § 4');
    await page.getByText('12 blir försenade genast').waitFor();
    await button('Ta i bruk').click();
    await page.getByRole('dialog').getByText('12 blir försenade genast').waitFor();
    await page.pressKey('Enter');
    await page.getByText('Ändringen gäller nu.').waitFor();
    const [stored] = api.unit.policies;
    expect(stored?.policy).toMatchObject({
      clock: 'hours',
      targetMs: 9 * 3_600_000,
      targetSource: 'Riktlinjer 2026 § 4',
      spans: { fri: [{ from: 480, to: 900 }] },
    });
    await button('Sverige: 24 timmar på vardagar').click();
    await page.getByRole('button', { name: /Använd som förslag.*kommunens version 1/u }).click();
    expect(await page.getByLabel('Fredag', { exact: true }).inputValue()).toBe('08:00-15:00');
    expect(page.consoleErrors.filter((line) => !line.includes('422'))).toEqual([]);
  });
});

clientSuite('the settings of alarms', { api: 'test' }, () => {
  beforeEach(() => page.emulateMedia({ reducedMotion: 'reduce' }));
  beforeEach(() => void api.permissions.push('accounts:write'));
  const open = () => page.visit('/alarm-settings', 'text=Grundinställningen gäller');
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  test('A channel is tried before it is saved, and the page says what the other end answered', async () => {
    await open();
    await page.getByLabel('Microsoft Teams').check();
    expect(await button('Ta i bruk').isDisabled()).toBe(true);
    await page.getByLabel('Adress till kanalen').fill('https://exempel.webhook.office.example/abc');
    api.unit.test = { state: 'failed', cause: 'http-404', answer: '404 no_service' };
    await button('Skicka ett prov till Teams').click();
    await page.getByText('adressen finns inte längre (404)').waitFor();
    await page.getByText('404 no_service').waitFor();
    await button('Ta i bruk').click();
    await page.getByText('Ändringen gäller nu.').waitFor();
    await page.getByText('Sparad: exempel.webhook.office.example').waitFor();
    expect(api.unit.asked.find(({ path }) => path.endsWith('/test'))?.body).toMatchObject({
      channel: 'webhook',
      webhook: { kind: 'teams' },
    });
    expect(page.consoleErrors).toEqual([]);
  });

  test('Every alarm on the page is read at once, and names who wrote', async () => {
    await page.visit('/alarms', '.alarm');
    await page.getByRole('link', { name: 'Anna Andersson' }).waitFor();
    expect(await page.locator('.alarm').first().innerText()).toMatch(/Facebook, .*sedan/u);
    await button(/Markera alla 2 som lästa/u).click();
    await page.locator('.alarm[data-unread]').first().waitFor({ state: 'detached' });
  });
});

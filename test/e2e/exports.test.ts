/** Evidence in bulk in Chromium: asked for, watched, stopped, fetched; every state, axe, phone. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { exportShape } from '../support/fake-exports.ts';

const open = async (): Promise<void> => {
  if (!api.permissions.includes('captures:read')) api.permissions.push('captures:read');
  await page.visit('/exports', 'h1:text("Underlag")');
};
const accounts = () => page.getByRole('group', { name: 'Konton' }).getByRole('checkbox');
const ask = () => page.getByRole('button', { name: 'Ta fram underlag' });

clientSuite('evidence in bulk', { api: 'test' }, () => {
  test('It is asked for by account and days, and its progress is seen until it is stopped', async () => {
    await open();
    await page.getByText('Du har inte bett om något underlag ännu.').waitFor();
    await ask().click();
    await page.getByText('Välj minst ett konto.').waitFor();
    await accounts().first().check();
    await page.getByLabel('Från och med').fill('2026-03-01');
    await page.getByLabel('Till och med').fill('2026-03-31');
    await ask().click();
    await page.getByText('37 av 412 klara').first().waitFor();
    expect(api.exports.asked).toMatchObject([{ from: '2026-03-01', to: '2026-03-31', abusive: true }]);
    await page.getByRole('button', { name: /^Avbryt/u }).click();
    await page.getByText('Avbrutet. Filen finns inte.').waitFor();
  });

  test('It becomes ready by itself, says what is missing, and is fetched by its link', async () => {
    api.exports.exports.push(exportShape({ state: 'running', done: 10, leftOut: 0, expiresAt: null }));
    await open();
    await page.getByText('10 av 412 klara').first().waitFor();
    Object.assign(api.exports.exports[0] ?? {}, exportShape());
    await page.getByText('Klart: 410 underlag, 187,3 MB.').waitFor();
    await page.getByText('2 kunde inte tas med.').waitFor();
    const link = page.getByRole('link', { name: /^Hämta filen/u });
    expect(await link.getAttribute('href')).toBe('/api/exports/e1/file');
  });

  test('What cannot be asked for, or read, is said in words', async () => {
    api.exports.mode = 'full';
    await open();
    await accounts().first().check();
    await ask().click();
    await page.getByText('Två underlag tas redan fram för kommunen.').waitFor();
    api.exports.mode = 'failing';
    await page.goto(`${api.url}/exports`);
    await page.getByText('En del av Uppsikt är inte tillgänglig just nu.').waitFor();
  });

  test('Who may not read captures has no page for them', async () => {
    api.permissions.splice(
      0,
      api.permissions.length,
      ...api.permissions.filter((one) => one !== 'captures:read'),
    );
    await page.visit('/inbox/all', '.row');
    expect(await page.getByRole('link', { name: 'Underlag' }).count()).toBe(0);
  });
});

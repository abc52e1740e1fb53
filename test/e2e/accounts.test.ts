/** Quarantined deliveries on the accounts page in Chromium: every state, tried again, and seen only by those who may. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';

const one = (id: string, cause: 'unreadable' | 'conflict' | 'fault' | null) =>
  ({
    id,
    platform: 'facebook',
    receivedAt: '2026-08-17T08:00:00.000Z',
    bytes: 2100,
    attempts: 8,
    cause,
  }) as const;
const three = () => [one('d1', 'fault'), one('d2', 'unreadable'), one('d3', null)];

clientSuite('quarantined deliveries', { api: 'file' }, () => {
  const open = () => page.visit('/accounts', '.account');
  const title = 'Leveranser som inte har tagits in';

  test('Whoever may not change accounts sees nothing of them', async () => {
    await open();
    expect(await page.getByText(title).count()).toBe(0);
    api.permissions = [...api.permissions, 'accounts:write'];
  });

  test('The section says that nothing waits, and that it could not be loaded', async () => {
    api.quarantined = [];
    await open();
    await page.getByText('Allt som har skickats har tagits in.').waitFor();
    api.quarantined = null;
    await open();
    await page.getByRole('button', { name: /igen/u }).first().waitFor();
  }, 30_000);

  test('One is tried again, then all of them', async () => {
    api.quarantined = three();
    await open();
    await page.getByText('3 leveranser väntar.').waitFor();
    await page.getByText('Det misslyckades flera gånger att ta in den.').waitFor();
    await page
      .getByRole('button', { name: /^Prova igen/u })
      .first()
      .click();
    await page.getByText('2 leveranser väntar.').waitFor();
    expect(api.quarantined.map(({ id }) => id)).toEqual(['d2', 'd3']);
    await page.getByRole('button', { name: 'Prova alla igen' }).click();
    await page.getByText('Allt som har skickats har tagits in.').waitFor();
    await page.getByText('Den provas igen.').waitFor();
  }, 30_000);
});

/** Drafts as things that are kept, and two people at one item. */
import { expect, test } from '@jest/globals';
import { api, clientSuite, page } from '../support/client-suite.ts';
import { until } from '../support/until.ts';
import { beginReply, colleagueAnswers, field, itemOf, since } from '../support/writing.ts';

clientSuite('drafts and colleagues', { api: 'test' }, () => {
  test('A draft and a note are kept as typed: in the row, in the view of drafts, in a tab that knows nothing', async () => {
    await beginReply();
    await page.keyboard.type('Vi plogar strax.');
    await until('the draft is kept', () => api.drafts.some(({ text }) => text === 'Vi plogar strax.'));
    expect(api.drafts[0]?.seen).toMatchObject({ version: itemOf('i1')?.version });
    await page.pressKey('Escape');
    await page.locator('#row-i1').getByText('utkast').waitFor();
    await page.visit('/inbox/all/i5', '.row');
    await page.pressKey('n');
    await page.locator('dialog[open] textarea:focus').waitFor();
    await page.keyboard.type('Ring upp på tisdag');
    await page.pressKey('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await until('the note is kept', () => api.drafts.some(({ text }) => text === 'Ring upp på tisdag'));
    await page.evaluate(() => sessionStorage.clear());
    await page.visit('/inbox/drafts', '.row');
    expect(await page.locator('.row').count()).toBe(2);
    await page.locator('.sidebar').getByRole('link', { name: 'Utkast 2 inlägg' }).waitFor();
    await page.locator('#row-i1').click();
    await page.locator('.reply-line').filter({ hasText: 'Utkast: Vi plogar strax.' }).waitFor();
    await page.locator('#row-i5').click();
    await page.pressKey('n');
    await page.locator('dialog[open] textarea:focus').waitFor();
    expect(await page.locator('dialog[open] textarea').inputValue()).toBe('Ring upp på tisdag');
    await page.pressKey('Control+Enter');
    await until('the note is sent', () => api.requests.at(-1)?.body.type === 'note');
    await until('its draft is gone', () => api.drafts.every(({ kind }) => kind === 'reply'));
  });

  test('A draft of which another said something since is told of it in a tab that was opened later', async () => {
    const seen = { version: 1, revision: 2, untold: false, status: 'open', visibility: 'public' } as const;
    const now = new Date().toISOString();
    api.drafts.push({
      ...{ itemId: 'i1', kind: 'reply', text: 'Hej!', updatedAt: now, keptUntil: now },
      seen: { ...seen, answers: [], removals: [] },
    });
    colleagueAnswers();
    await page.visit('/inbox/drafts/i1', '.row');
    await page.pressKey('r');
    await since()
      .getByText(/Mats Kjellin svarade/u)
      .waitFor();
    expect(await field().inputValue()).toBe('Hej!');
  });

  test('Whoever wants to answer beside a colleague is asked first, takes over, and is told of it the other way round', async () => {
    const writes = { id: 'p-mats', name: 'Mats Kallio', doing: 'write' as const, holds: true };
    await page.visit('/inbox/all/i1', '.row');
    await page.locator('.dot--live').waitFor();
    api.meet('i1', [writes, { id: 'p-ida', name: 'Ida Nordmann', doing: 'view', holds: false }]);
    api.meet('i2', [{ ...writes, doing: 'view', holds: false }]);
    await page.locator('.presence').getByText('Mats Kallio skriver ett svar').waitFor();
    await page.locator('.presence').getByText('Ida Nordmann läser').waitFor();
    await page.locator('#row-i1').getByTitle('Mats Kallio skriver').waitFor();
    await page.locator('#row-i2').getByTitle('Mats Kallio läser').waitFor();
    await page.pressKey('r');
    await page.getByRole('group', { name: 'Mats Kallio skriver redan ett svar.' }).waitFor();
    await page.keyboard.type('hej', { delay: 30 });
    expect(await page.locator('dialog[open], .editor__field').count()).toBe(0);
    await page.getByRole('button', { name: 'Ta över svaret' }).click();
    await field().waitFor();
    await until('the page says so', () => api.whereabouts.some(({ takesOver }) => takesOver === true));
    api.meet('i1', [{ ...writes, holds: false }]);
    await page.keyboard.type('Vi tar det.');
    // Back again: the colleague takes it over, and this draft is not sent unasked.
    api.meet('i1', [writes]);
    await since().getByText('Mats Kallio skriver svaret nu. Ditt utkast ligger kvar.').waitFor();
    await page.pressKey('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'Skicka ändå?' }).waitFor();
    expect(api.requests).toEqual([]);
    expect(await field().inputValue()).toBe('Vi tar det.');
  });
});

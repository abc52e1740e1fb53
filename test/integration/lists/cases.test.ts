/** The list of registered cases: read, told apart from the one before, taken back, and known to the real classifier. */
import { describe, expect, test } from '@jest/globals';
import type { CaseImportReport, CaseListShape } from '../../../core/lists/lists.contract.ts';
import { listsSuite } from '../../support/lists-suite.ts';

const l = listsSuite();
const { s, judged, changes } = l;

describe('registered cases', () => {
  const send = async (csv: string, more = {}) =>
    (
      await l.unit.send<CaseImportReport>('POST', '/api/lists/cases', {
        file: 'register.csv',
        content: Buffer.from(csv).toString('base64'),
        ...more,
      })
    ).body;
  const CSV =
    'Dnr;Ärendemening;Plats\nKS 2026/00123;Ny cykelbana vid badplatsen;Strandgatan\n;Saknar nummer;Torget\n';
  const TEXT = 'Hur går det med den nya cykelbanan vid badplatsen på Strandgatan?';

  test('Cases are checked, imported and matched, and a new import replaces the list', async () => {
    expect(await send(CSV, { check: true })).toMatchObject({ imported: false, cases: 1, badRows: 1 });
    expect((await judged(TEXT)).registration.caseNumber).toBeNull();
    expect(await send(CSV)).toMatchObject({
      imported: true,
      cases: 1,
      bad: [{ line: 3, problem: 'no-number' }],
    });
    const { registration } = await judged(TEXT);
    expect(registration).toMatchObject({ class: 'existing', caseNumber: 'KS 2026/00123' });
    expect(registration.reasons).toContain('case-list:KS 2026/00123');
    expect(await send('Dnr;Rubrik\nBN 2026/1;Bygglov')).toMatchObject({ imported: true });
    expect((await judged(TEXT)).registration.caseNumber).toBeNull();
    expect(await send('inget;register\n1;2')).toMatchObject({ imported: false, problem: 'no-header' });
    const list = (await l.unit.get<CaseListShape>('/api/lists/cases')).body;
    expect(list).toMatchObject({ count: 1, cases: [{ number: 'BN 2026/1', subject: 'Bygglov' }] });
  });

  test('The difference is shown before a list is replaced, and the list before can be taken back', async () => {
    await send('dnr;rubrik;status\nKS 1;Bro;Öppet\nKS 2;Väg;Öppet\nKS 3;Park;Öppet');
    s.world.clock.advance(60_000);
    const next = 'dnr;rubrik;status\nKS 1;Bro;Öppet\nKS 2;Väg;Avslutat\nKS 4;Torg till 811228-9874;Öppet';
    const checked = await send(next, { check: true });
    expect(checked.difference).toMatchObject({ added: 1, gone: 1, changed: 1, unchanged: 1 });
    const { added, gone, changed } = checked.difference.samples;
    expect([gone[0]?.number, changed[0]?.before.status, changed[0]?.after.status]).toEqual([
      ...['KS 3', 'Öppet', 'Avslutat'],
    ]);
    expect(added[0]?.subject).not.toContain('811228');
    const list = async () => (await l.unit.get<CaseListShape>('/api/lists/cases')).body;
    const before = await list();
    expect(checked.replaces).toBe(before.imported?.at);
    // Somebody else was quicker: what was shown no longer holds.
    const stale = { file: 'x.csv', content: Buffer.from(next).toString('base64'), replaces: null };
    expect(await l.unit.send('POST', '/api/lists/cases', stale)).toMatchObject({
      ...{ status: 409, body: { error: { code: 'stale_list' } } },
    });
    expect(await send(next, { replaces: checked.replaces })).toMatchObject({ imported: true });
    const after = await list();
    expect(after).toMatchObject({ count: 3, former: { ...before.imported, count: 3 } });
    const restore = (at?: string) => l.unit.send('POST', '/api/lists/cases/restore', { at });
    expect((await restore(after.imported?.at)).status).toBe(409);
    expect((await restore(after.former?.at)).status).toBe(200);
    expect(await list()).toMatchObject({
      ...{ imported: before.imported, cases: before.cases },
      former: { ...after.imported, count: 3 },
    });
    await l.cache.refresh();
    expect(l.cache.listsOf('main').cases.map(({ number }) => number)).toEqual(['KS 1', 'KS 2', 'KS 3']);
    expect((await changes()).some(({ what }) => what === 'restored')).toBe(true);
    // Emptied by mistake: that too.
    await l.unit.send('DELETE', '/api/lists/cases');
    const emptied = await list();
    expect(emptied).toMatchObject({ count: 0, imported: null, former: { count: 3 } });
    expect((await restore(emptied.former?.at)).status).toBe(200);
    expect(await list()).toMatchObject({ count: 3, former: null });
    expect((await restore(emptied.former?.at)).status).toBe(404);
  });

  test('A list of 20,000 cases is searched and emptied again', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `KS 2026/${i};Ärende om kvarteret Ekorren ${i};Gränd ${i}`,
    );
    expect(await send(`dnr;rubrik;plats\n${rows.join('\n')}`)).toMatchObject({
      imported: true,
      cases: 20_000,
    });
    const found = await l.unit.send<{ cases: { number: string }[] }>('POST', '/api/lists/cases/search', {
      text: 'ekorren 19999',
    });
    expect(found.body.cases.map(({ number }) => number)).toEqual(['KS 2026/19999']);
    await l.cache.refresh();
    expect(l.cache.listsOf('main').cases).toHaveLength(20_000);
    s.world.clock.advance(1000);
    expect((await l.unit.send('DELETE', '/api/lists/cases')).status).toBe(200);
    expect((await l.unit.get<CaseListShape>('/api/lists/cases')).body).toMatchObject({
      count: 0,
      imported: null,
      former: { count: 20_000 },
      cases: [],
    });
    expect((await changes())[0]).toMatchObject({ list: 'cases', what: 'removed' });
  }, 60_000);
});

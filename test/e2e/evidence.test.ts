/** Evidence in Chromium: fetched from an item, the chain on the accounts page, and the page that lies in a package. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { zipBytes } from '../../core/kernel/zip/write-zip.ts';
import { api, clientSuite, PHONE, page } from '../support/client-suite.ts';
import { filesOf, hostileEvidence } from '../support/records.ts';

const capture = {
  id: 'c1',
  state: 'sealed',
  manifestSha256: 'f'.repeat(64),
  picture: { state: 'taken', cause: null },
} as const;

clientSuite('the evidence of an item', { api: 'test' }, () => {
  const open = async () => {
    api.change('i1', { captures: [capture] });
    await page.visit('/inbox/all/i1', '.evidence');
  };
  const evidence = () => page.locator('.evidence');

  test('An item without evidence, and a person who may not read it, see nothing of it', async () => {
    await page.visit('/inbox/all/i1', '.history');
    expect(await evidence().count()).toBe(0);
    api.permissions = api.permissions.filter((permission) => permission !== 'captures:read');
    api.change('i1', { captures: [capture] });
    await page.visit('/inbox/all/i1', '.history');
    expect(await evidence().count()).toBe(0);
  });

  test('The formats of the country are reached by keyboard, and one is saved under its name', async () => {
    await open();
    await page.getByText('Hämta underlag').focus();
    await page.keyboard.press('Enter');
    const names = await evidence().getByRole('button').allTextContents();
    expect(names).toEqual([
      'Bevisrapport (PDF)',
      'Bevisunderlag (zip)',
      'FGS 1.2',
      'E-ARK 2.1 (FGS 2.0)',
      'E-ARK 2.2',
    ]);
    const saved = page.waitForEvent('download');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect((await saved).suggestedFilename()).toBe('uppsikt-evidence-c1.zip');
    expect(api.evidence.asked).toEqual(['c1 evidence']);
    await evidence().getByText('Kommunens organisationsnummer står inte i filen').waitFor();
    await evidence().getByText('Leveransöverenskommelsens nummer står inte i filen').waitFor();
    await page.shoot('evidence-not-set');
    expect(await page.faults('.evidence')).toEqual([]);
  });

  test('What cannot be fetched is said in words, and can be tried again', async () => {
    await open();
    api.evidence.failing = true;
    await page.getByText('Hämta underlag').click();
    await page.getByRole('button', { name: 'FGS 1.2' }).click();
    await evidence().getByRole('alert').waitFor();
    api.evidence.failing = false;
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'FGS 1.2' }).click();
    await saved;
    expect(await evidence().getByRole('alert').count()).toBe(0);
    page.consoleErrors.length = 0;
  });
});

clientSuite('the chain on the accounts page', { api: 'test' }, () => {
  const open = async () => {
    api.permissions = [...api.permissions, 'chain:read'];
    await page.visit('/accounts', '#chain');
  };

  test('It says whole, unchecked, empty, altered and unreachable', async () => {
    await open();
    await page.getByText('Hel och oförändrad sedan').waitFor();
    const chain = api.evidence.chain!;
    api.evidence.chain = { ...chain, state: 'unchecked', checkedAt: null, since: null, head: null, links: 0 };
    await page.visit('/accounts', '#chain');
    await page.getByText('Kedjan har inte kontrollerats ännu').waitFor();
    api.evidence.chain = { ...chain, since: null, head: null, links: 0 };
    await page.visit('/accounts', '#chain');
    await page.getByText('Inget underlag fanns vid den senaste kontrollen').waitFor();
    const fault = { seq: 7, captureId: 'c7', fault: 'files', detail: 'comment.json' } as const;
    api.evidence.chain = { ...chain, state: 'altered', faults: [fault] };
    await page.visit('/accounts', '#chain');
    await page.getByText('Nummer 7: en fil har ändrats eller saknas').waitFor();
    api.evidence.chain = { ...chain, browser: 'none' };
    await page.visit('/accounts', '#chain');
    await page.getByText('Det finns ingen webbläsare som kan ta bilder').waitFor();
    await page.shoot('evidence-no-browser', { fullPage: true });
    expect(await page.faults()).toEqual([]);
    api.evidence.chain = null;
    await page.visit('/accounts', '#chain');
    await page.getByRole('alert').waitFor();
    page.consoleErrors.length = 0;
  });
});

clientSuite('the page in a package', { api: 'file' }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-page-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const files = filesOf(hostileEvidence(), 'evidence');
  const root = path.join(folder, 'uppsikt-evidence');
  const result = () => page.locator('#result');

  const open = async () => {
    for (const file of files) {
      const target = path.join(root, file.path);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, file.bytes);
    }
    await page.goto(pathToFileURL(path.join(root, 'verifiera.html')).href);
    await page.locator('h1').getByText('Kontrollera bevisunderlag').waitFor();
  };

  test('A folder is intact, from a disk and without a network', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await open();
    await page.locator('#folder').setInputFiles(root);
    await result().getByText('Underlaget är helt och oförändrat.').waitFor();
    expect(await page.locator('#checks tr').count()).toBeGreaterThan(files.length);
    expect(await page.locator('#checks tr.bad').count()).toBe(0);
    expect(asked.filter((address) => !address.startsWith('file:'))).toEqual([]);
    await page.shoot('evidence-page', { fullPage: true });
  });

  test('A zip is intact, and one that was touched is not, in three languages', async () => {
    await open();
    const zip = path.join(folder, 'package.zip');
    writeFileSync(zip, await zipBytes(files, 'uppsikt-evidence'));
    await page.locator('#zip').setInputFiles(zip);
    await result().getByText('Underlaget är helt och oförändrat.').waitFor();
    const touched = files.map((file) =>
      file.path === 'bevisrapport.pdf'
        ? { ...file, bytes: Uint8Array.from(file.bytes, (byte) => byte ^ 1) }
        : file,
    );
    writeFileSync(zip, await zipBytes(touched, 'uppsikt-evidence'));
    await page.locator('#zip').setInputFiles(zip);
    await result().getByText('Underlaget stämmer inte. 1 fel.').waitFor();
    expect(await page.locator('#checks tr').first().textContent()).toContain('bevisrapport.pdf');
    await page.locator('#language').selectOption('nb');
    await result().getByText('Grunnlaget stemmer ikke.').waitFor();
    await page.locator('#language').selectOption('en');
    await result().getByText('The evidence does not match.').waitFor();
    await page.shoot('evidence-page-altered', { fullPage: true });
  });

  test('Something else is no package, and a broken zip is said to be unreadable', async () => {
    await open();
    const other = path.join(folder, 'other.zip');
    writeFileSync(
      other,
      await zipBytes([{ path: 'a.txt', mime: 'text/plain', bytes: new Uint8Array(3) }], null),
    );
    await page.locator('#zip').setInputFiles(other);
    await result().getByText('inget bevisunderlag').waitFor();
    writeFileSync(other, 'not a zip');
    await page.locator('#zip').setInputFiles(other);
    await result().getByText('går inte att läsa').waitFor();
  });

  test('The page fits a phone and is free of faults', async () => {
    await page.setViewportSize(PHONE);
    await open();
    await page.locator('#folder').setInputFiles(root);
    await result().getByText('Underlaget är helt och oförändrat.').waitFor();
    await page.shoot('evidence-page-phone', { fullPage: true });
    expect(await page.faults()).toEqual([]);
  });
});

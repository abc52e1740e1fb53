/** The way into a watched folder, and what a case system answers there, up to the number on the item. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ItemAnswer } from '../../../core/records/hand-over.contract.ts';
import { HandOvers, putRoute } from '../../../core/records/hand-overs.store.ts';
import { createFolderWay } from '../../../workers/hand-over/folder-way.ts';
import { createReceiptRound, readReceipt } from '../../../workers/hand-over/receipts.ts';
import { nowhere } from '../../support/hand-over.ts';
import { dataFolder } from '../../support/stores.ts';
import { spoken, suite } from '../../support/suite.ts';

const root = dataFolder();
const IN = path.join(root.path, 'ks', 'in');
const way = createFolderWay(root.path);
const handOver = { ...nowhere, folder: way };
const s = suite({ handOver });
afterAll(() => root.remove());

beforeEach(async () => {
  rmSync(path.join(root.path, 'ks'), { recursive: true, force: true });
  mkdirSync(IN, { recursive: true });
  await HandOvers(s.world.db).deleteMany({ tenantId: 'main' });
  await putRoute(s.world.db, {
    tenantId: 'main',
    board: s.account.board,
    kind: 'folder',
    settings: { kind: 'folder', folder: 'ks/in' },
    formats: ['fgs-1.2'],
    internal: true,
    language: 'sv',
    sealedSecret: null,
    updatedAt: s.world.clock.now(),
    updatedBy: { kind: 'person', id: 'p' },
  });
});

async function handedOver(): Promise<{ itemId: string; name: string }> {
  const { id: itemId } = await spoken(s, 'Du är en idiot');
  await s.api.act(itemId, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await s.world.settle();
  await s.api.send<ItemAnswer>('POST', `/api/items/${itemId}/hand-over`, {});
  await s.world.runQueue();
  const [name = ''] = readdirSync(IN);
  return { itemId, name };
}
const round = () => createReceiptRound({ ...s.world.deps, handOver })();
const put = (name: string, content: string | Uint8Array): void => writeFileSync(path.join(IN, name), content);

describe('a watched folder', () => {
  test('A file stands there whole under its own name and nothing else does', async () => {
    const { name } = await handedOver();
    expect(readdirSync(IN)).toEqual([name]);
    expect(name).toMatch(/^uppsikt-[0-9a-f]{12}-1\.zip$/u);
    expect(readFileSync(path.join(IN, name), 'utf8')).toMatch(/^fgs-1\.2 of/u);
  });

  test('A folder that is not there is never made: a share that is not mounted must show', async () => {
    rmSync(path.join(root.path, 'ks'), { recursive: true });
    const file = { name: 'a.zip', bytes: new Uint8Array(3), note: null };
    expect(await way.deliver({ folder: 'ks/in' }, file, null)).toEqual({
      outcome: 'not-sent',
      cause: 'folder-missing',
      again: true,
    });
    expect(readdirSync(root.path)).toEqual([]);
  });

  test('A file of a lost try is found as long as nobody has taken it', async () => {
    put('a.zip', 'x');
    put('.b.zip.part', 'x');
    const stands = (name: string) => way.stands({ folder: 'ks/in' }, name, null);
    expect([await stands('a.zip'), await stands('b.zip'), await stands('c.zip')]).toEqual([
      'whole',
      'half',
      null,
    ]);
  });
});

describe('a receipt', () => {
  test('The number in it stands on the item, and the same receipt again changes nothing', async () => {
    const { itemId, name } = await handedOver();
    // The case system takes the file away and leaves its answer.
    renameSync(path.join(IN, name), path.join(root.path, name));
    put(`${name}.receipt.json`, JSON.stringify({ state: 'received', reference: 'KS 2026/12' }));
    await round();
    const item = await s.api.item(itemId);
    expect(item).toMatchObject({ recordsReference: 'KS 2026/12', recordsOutcome: 'registered' });
    expect(item.handOvers).toMatchObject([{ state: 'received' }]);
    await round();
    expect((await s.api.item(itemId)).version).toBe(item.version);
  });

  test('A refusal bears the receiver’s words', async () => {
    const { itemId, name } = await handedOver();
    put(`${name.replace('.zip', '')}.receipt.txt`, 'avvisad: Fel format');
    await round();
    const { body } = await s.api.get(`/api/items/${itemId}/hand-overs`);
    expect(body).toMatchObject({
      handOvers: [{ state: 'refused', cause: 'receiver-refused', receipt: { reason: 'Fel format' } }],
    });
    expect((await s.api.item(itemId)).recordsOutcome).toBeNull();
  });

  test('What cannot be read, answers another or is still being written waits, and stops no other', async () => {
    const { itemId, name } = await handedOver();
    put('uppsikt-000000000000-1.zip.receipt.txt', 'KS 1');
    put(`${name}.receipt.json`, '{"reference": "KS');
    await round();
    expect((await s.api.item(itemId)).handOvers).toMatchObject([{ state: 'sent' }]);
    put(
      `${name}.receipt.xml`,
      '<?xml version="1.0"?><r:kvitto xmlns:r="urn:x"><r:diarienummer>KS &amp; 7</r:diarienummer></r:kvitto>',
    );
    await round();
    expect((await s.api.item(itemId)).recordsReference).toBe('KS & 7');
  });

  test('A pipe, a folder and a link under the names of receipts stop no other', async () => {
    const { itemId, name } = await handedOver();
    const whole = name.replace('.zip', '');
    execFileSync('mkfifo', [path.join(IN, `${whole}.receipt.txt`)]);
    mkdirSync(path.join(IN, `${name}.receipt.txt`));
    symlinkSync('/etc/hostname', path.join(IN, `${whole}.receipt.xml`));
    put(`${name}.receipt.xml`, '<r><reference>KS 8</reference></r>');
    await round();
    expect((await s.api.item(itemId)).recordsReference).toBe('KS 8');
  });

  test('A text that grows while it is read is no number yet', async () => {
    const { itemId, name } = await handedOver();
    put(`${name}.receipt.txt`, 'KS 2026/1');
    const growing = setInterval(() => appendFileSync(path.join(IN, `${name}.receipt.txt`), '7'), 20);
    await round();
    clearInterval(growing);
    expect((await s.api.item(itemId)).recordsReference).toBeNull();
    put(`${name}.receipt.txt`, 'KS 2026/117');
    await round();
    expect((await s.api.item(itemId)).recordsReference).toBe('KS 2026/117');
  });

  test('Thousands of elements in one another are read by nobody, at once', () => {
    const before = performance.now();
    const deep = `${'<a>'.repeat(9000)}${'</a>'.repeat(9000)}`;
    expect(readReceipt(Buffer.from(deep), 'xml')).toBeNull();
    expect(performance.now() - before).toBeLessThan(1000);
  });

  test('Receipts are read as Windows writes them, and hostile ones not at all', () => {
    const utf16 = Buffer.from('\ufeffdiarienummer: Å 1', 'utf16le');
    expect(readReceipt(utf16, 'txt')?.reference).toBe('Å 1');
    expect(readReceipt(Buffer.from('diarienummer: \xc5 1', 'latin1'), 'txt')?.reference).toBe('Å 1');
    expect(readReceipt(Buffer.from('\ufeffdiarienummer: Å 1'), 'txt')?.reference).toBe('Å 1');
    const bomb = '<!DOCTYPE a [<!ENTITY x "yyyy">]><a><reference>&x;</reference></a>';
    expect(readReceipt(Buffer.from(bomb), 'xml')).toBeNull();
    expect(readReceipt(Buffer.alloc(70_000, 'a'), 'txt')).toBeNull();
    expect(readReceipt(Buffer.from('[1,2'), 'json')).toBeNull();
  });
});

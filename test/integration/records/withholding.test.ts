/** What a person finds to be abuse material is withheld everywhere it was sealed: also beside what somebody else wrote. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CaptureFiles, Captures } from '../../../core/evidence/captures.store.ts';
import { walkChain } from '../../../core/evidence/chain-checks.store.ts';
import { evidencePackage } from '../../../core/evidence/package.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { BulkExportEntries, BulkExportPieces } from '../../../core/records/bulk-export-files.store.ts';
import { PACKAGE_FORMATS } from '../../../core/records/package-format.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { unzipped } from '../../support/unzipped.ts';
import { openWorld, type World } from '../../support/world.ts';

const tenantId = MAIN_TENANT;
const WORDS = 'Orden som ingen mer ska få';
const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-withheld-'));
let stores: TestStores;
let world: World;
let api: ApiClient;
/** Hidden for what it says itself; the other one stood beside it. */
let captureId = '';
let otherId = '';

const uppsikt = (...argv: string[]) =>
  promisify(execFile)(process.execPath, [path.join(PROJECT_DIR, 'ops', 'cli.ts'), ...argv], {
    env: { ...process.env, MONGODB_URL: stores.mongoUrl, REDIS_URL: 'redis://127.0.0.1:1' },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
const itemOf = async (externalId: string) =>
  (await api.items(`?externalId=${externalId}`)).items[0]?.id ?? '';
const evidence = async () => {
  const found = await evidencePackage(world.db, { tenantId, captureId });
  if (found === null) throw new Error('The capture is gone.');
  return found;
};
const piecesOfPictures = async () => {
  const pictures = await Captures(world.db).find({ tenantId, recordId: captureId }).lean();
  return CaptureFiles(world.db).countDocuments({
    tenantId,
    captureId: { $in: pictures.map(({ _id }) => _id) },
  });
};

beforeAll(async () => {
  stores = await testMongo();
  world = await openWorld({ mongoUrl: stores.mongoUrl });
  await addTestAccount(world.db, { apiBase: world.sim.apiBase }, world.clock.now());
  api = await apiClient(world.db, world.url, { now: world.clock.now() });
  const other = await world.sim.comment({ text: WORDS, author: { id: '77', name: 'Siv Hansson' } });
  const own = await world.sim.comment({ text: 'Du är en idiot.' });
  await world.runQueue();
  otherId = await itemOf(other.id);
  const id = await itemOf(own.id);
  await api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await world.settle();
  captureId = (await api.item(id)).captures[0]?.id ?? '';
}, 90_000);
afterAll(async () => {
  await world.serverDeps.documents.stop();
  await world.db.connection.db?.dropDatabase();
  await world.close();
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('what stood beside somebody’s comment when it was sealed', () => {
  test('Before anybody says so it is part of the record, and nothing is withheld', async () => {
    expect(JSON.stringify((await evidence()).thread)).toContain(WORDS);
    expect((await evidence()).withheld).toBeUndefined();
    // Where there is no browser, none was drawn.
    const pictures = await Captures(world.db).countDocuments({ tenantId, recordId: captureId });
    expect((await piecesOfPictures()) > 0).toBe(pictures > 0);
  });

  test('A suspicion of its pictures withholds it as well, as long as the suspicion stands', async () => {
    const { media } = (await Items(world.db).findOne({ tenantId, _id: otherId }).lean()) ?? {};
    const looks = [{ state: 'blocked', cause: 'picture', version: null, verdicts: [], printed: false }];
    await Items(world.db).updateOne({ tenantId, _id: otherId }, { $set: { media: { revision: 1, looks } } });
    expect(JSON.stringify(await evidence())).not.toContain(WORDS);
    await Items(world.db).updateOne({ tenantId, _id: otherId }, { $set: { media: media ?? null } });
    expect(JSON.stringify((await evidence()).thread)).toContain(WORDS);
  });

  test('Once a person has said so, its words leave in no format, and what leaves is intact and says what is withheld', async () => {
    const entry = { _id: 'e/0', tenantId, exportId: 'e', at: 0, captureId, state: 'made', reason: null };
    await BulkExportEntries(world.db).insertMany([
      { ...entry, name: 'a.zip', bytes: 1, sha256: 'x', token: 't' } as never,
    ]);
    const data = Buffer.from('x');
    await BulkExportPieces(world.db).insertMany([
      { _id: 'e/0/t/0', tenantId, exportId: 'e', entry: 0, token: 't', at: 0, data },
    ]);
    await api.act(otherId, { type: 'delete', reason: 'csam', axis: 'legalDuty' });
    await world.settle();
    for (const format of PACKAGE_FORMATS.filter((one) => one !== 'pdf')) {
      const url = `${world.url}/api/captures/${captureId}/package?format=${format}`;
      const answer = await fetch(url, { headers: { authorization: `Bearer ${api.token}` } });
      expect(answer.status).toBe(200);
      for (const { path: name, bytes } of await unzipped(new Uint8Array(await answer.arrayBuffer()))) {
        const said = /Orden som ingen|Siv Hansson/u.test(Buffer.from(bytes ?? []).toString());
        expect({ format, name, said }).toEqual({ format, name, said: false });
      }
    }
    const out = path.join(folder, 'after');
    const { itemId } = await evidence();
    const exported = await uppsikt('export', '--item', itemId, '--format', 'evidence', '--out', out);
    const target = exported.stdout.trim();
    const proof = await uppsikt('verify-evidence', target);
    expect(proof).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^NOTE .*context\.json is withheld by law, and sealed as withheld$/mu),
    });
    expect(proof.stdout).toMatch(/whole and unaltered\. Parts of what was sealed are withheld by law/u);
    expect(readFileSync(path.join(target, 'LÄS MIG.txt'), 'utf8')).toMatch(
      /lämnas inte ut enligt lag.*context\.json/u,
    );
    expect(await readdir(path.join(target, 'forseglat'))).toEqual(
      expect.arrayContaining(['comment.json', 'assessment.json']),
    );
  }, 120_000);

  test('What showed it is deleted, files that lay ready with it are made without it, and the chain is whole', async () => {
    expect(await piecesOfPictures()).toBe(0);
    const entry = await BulkExportEntries(world.db).findOne({ tenantId, exportId: 'e' }).lean();
    expect(entry).toMatchObject({ state: 'left-out', reason: 'withheld', sha256: null });
    expect(await BulkExportPieces(world.db).countDocuments({ tenantId, exportId: 'e' })).toBe(0);
    expect((await walkChain(world.db, { tenantId, now: world.clock.now() })).faults).toEqual([]);
  });

  test('That it is withheld is sealed once, however often it is handed out', async () => {
    const withholdings = { tenantId, recordId: captureId, withholds: true };
    const { itemId } = await evidence();
    const out = path.join(folder, 'again');
    await uppsikt('export', '--item', itemId, '--format', 'evidence', '--out', out);
    expect(await Captures(world.db).countDocuments(withholdings)).toBe(1);
  }, 60_000);
});

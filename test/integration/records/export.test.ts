/** Evidence leaves by the route and by the command: the same files, who may have them, and the trace of it. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CaptureFiles } from '../../../core/evidence/captures.store.ts';
import { eventsOf } from '../../../core/inbox/events.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { PACKAGE_FORMATS } from '../../../core/records/package-format.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { readZip } from '../../support/read-zip.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { openWorld, type World } from '../../support/world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-export-'));
let stores: TestStores;
let world: World;
let api: ApiClient;
let itemId = '';
let captureId = '';
let externalId = '';

beforeAll(async () => {
  stores = await testMongo();
  world = await openWorld({ mongoUrl: stores.mongoUrl });
  await addTestAccount(world.db, { apiBase: world.sim.apiBase }, world.clock.now());
  api = await apiClient(world.db, world.url, { now: world.clock.now() });
  const { id } = await world.sim.comment({ text: 'Du är en idiot, Pelle Provsson. 😀 ]]> \u0001 שלום' });
  externalId = id;
  await world.runQueue();
  itemId = (await api.items(`?externalId=${externalId}`)).items[0]?.id ?? '';
  await api.act(itemId, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await world.settle();
  captureId = (await api.item(itemId)).captures[0]?.id ?? '';
}, 90_000);
afterAll(async () => {
  await world.serverDeps.documents.stop();
  await world.db.connection.db?.dropDatabase();
  await world.close();
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

const uppsikt = (...argv: string[]) =>
  promisify(execFile)(process.execPath, [path.join(PROJECT_DIR, 'ops', 'cli.ts'), ...argv], {
    env: { ...process.env, MONGODB_URL: stores.mongoUrl, REDIS_URL: 'redis://127.0.0.1:1' },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
const fetched = async (format: string, client = api) => {
  const answer = await fetch(`${world.url}/api/captures/${captureId}/package?format=${format}`, {
    headers: { authorization: `Bearer ${client.token}` },
  });
  return {
    status: answer.status,
    headers: answer.headers,
    bytes: new Uint8Array(await answer.arrayBuffer()),
  };
};
const NOT_SET: Readonly<Record<string, string | null>> = {
  pdf: 'organisation-number',
  evidence: 'organisation-number',
  'fgs-1.2': 'organisation-number, submission-agreement',
  'eark-2.1': 'organisation-number, submission-agreement',
  'eark-2.2': 'organisation-number, submission-agreement',
  'arkivmelding-fiks': 'organisation-number',
  'arkivmelding-eformidling': null,
};
const LIMITS = { files: 100, bytes: 2 ** 26 };

describe('GET /api/captures/:id/package', () => {
  test.each(
    PACKAGE_FORMATS,
  )('The format %s is given as a file, and the line of the item keeps who took it', async (format) => {
    const { status, headers, bytes } = await fetched(format);
    expect(status).toBe(200);
    const type = format === 'pdf' ? 'application/pdf' : 'application/zip';
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="uppsikt-[\w.-]+\.(?:zip|pdf)"$/u,
    );
    expect(bytes.length).toBeGreaterThan(5_000);
    expect(headers.get('x-uppsikt-not-set')).toBe(NOT_SET[format]);
    const events = await eventsOf(world.db, { tenantId: MAIN_TENANT, itemId });
    expect(events.at(-1)).toMatchObject({ type: 'capture.exported', data: { captureId, format } });
  }, 60_000);

  test('The zip is intact for whoever has nothing but the command', async () => {
    const file = path.join(folder, 'fetched.zip');
    writeFileSync(file, (await fetched('evidence')).bytes);
    const { code, stdout } = await uppsikt('verify-evidence', file);
    expect({ code, faults: /FAULT.*/u.exec(stdout)?.[0] }).toEqual({ code: 0, faults: undefined });
    const names = (await readZip(file, LIMITS)).map((one) => one.path.split('/')[1]);
    expect(names).toEqual(expect.arrayContaining(['LÄS MIG.txt', 'verifiera.html', 'bevisrapport.pdf']));
  }, 60_000);

  test('Whoever may not read captures gets nothing, and an unknown format is refused', async () => {
    const moderator = await apiClient(world.db, world.url, { role: 'moderator', now: world.clock.now() });
    expect((await fetched('evidence', moderator)).status).toBe(403);
    expect((await fetched('docx')).status).toBe(422);
  });
});

describe('uppsikt export', () => {
  test('The command writes the same files as the route, and prints where', async () => {
    const { code, stdout } = await uppsikt(
      'export',
      '--item',
      itemId,
      '--format',
      'evidence',
      '--out',
      folder,
    );
    expect(code).toBe(0);
    const target = stdout.trim();
    const zip = path.join(folder, 'same.zip');
    writeFileSync(zip, (await fetched('evidence')).bytes);
    for (const file of await readZip(zip, LIMITS)) {
      const inFolder = readFileSync(path.join(path.dirname(target), file.path));
      expect([file.path, inFolder.equals(Buffer.from(file.bytes!))]).toEqual([file.path, true]);
    }
    expect((await uppsikt('verify-evidence', target)).code).toBe(0);
  }, 60_000);

  test('Nothing is written over: the second time is exit 1', async () => {
    const out = path.join(folder, 'deep', 'er');
    const ask = () => uppsikt('export', '--external-id', externalId, '--format', 'pdf', '--out', out);
    const first = await ask();
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/\.pdf\n$/u) });
    expect(existsSync(first.stdout.trim())).toBe(true);
    expect(await ask()).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('is there already'),
    });
  }, 60_000);

  test('Wrong usage is exit 2, an unknown item exit 1', async () => {
    expect((await uppsikt('export', '--item', itemId, '--format', 'docx', '--out', folder)).code).toBe(2);
    expect((await uppsikt('export', '--format', 'pdf', '--out', folder)).code).toBe(2);
    expect((await uppsikt('export', '--item', itemId, '--format', 'pdf')).code).toBe(2);
    expect((await uppsikt('export', '--item', 'nope', '--format', 'pdf', '--out', folder)).code).toBe(1);
  }, 60_000);
});

test('Of what a person has found to be abuse material only ids and times leave, also of what was sealed before', async () => {
  const said = await world.sim.comment({
    text: 'Ord som ingen mer ska få',
    author: { id: '77', name: 'Siv' },
  });
  await world.runQueue();
  const id = (await api.items(`?externalId=${said.id}`)).items[0]?.id ?? '';
  await api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await world.settle();
  const [before] = (await api.item(id)).captures;
  await api.act(id, { type: 'delete', reason: 'csam', axis: 'legalDuty' });
  await world.settle();
  for (const format of PACKAGE_FORMATS.filter((one) => one !== 'pdf')) {
    const url = `${world.url}/api/captures/${before?.id}/package?format=${format}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${api.token}` } });
    expect(answer.status).toBe(200);
    const file = path.join(folder, `${format}-kept-out.zip`);
    writeFileSync(file, new Uint8Array(await answer.arrayBuffer()));
    for (const { path: name, bytes } of await readZip(file, LIMITS))
      expect({ name, said: /Ord som ingen|Siv/u.test(Buffer.from(bytes ?? []).toString()) }).toEqual({
        name,
        said: false,
      });
  }
  const newest = await uppsikt('export', '--item', id, '--format', 'evidence', '--out', folder);
  expect((await uppsikt('verify-evidence', newest.stdout.trim())).code).toBe(0);
}, 90_000);

test('What was altered in the store is not handed out', async () => {
  await CaptureFiles(world.db).updateOne(
    { tenantId: MAIN_TENANT, captureId, path: 'comment.json' },
    { $set: { data: Buffer.from('{}') } },
  );
  expect((await fetched('evidence')).status).toBe(500);
  const refusal = await uppsikt('export', '--item', itemId, '--format', 'fgs-1.2', '--out', folder);
  expect(refusal).toMatchObject({ code: 1, stderr: expect.stringContaining('not what was sealed') });
}, 60_000);

/** Evidence in bulk from the page: made in the background, for who asked, and gone after two days. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { CaptureFiles } from '../../../core/evidence/captures.store.ts';
import type { BulkExportShape } from '../../../core/records/bulk-export.contract.ts';
import { READY_FOR_MS } from '../../../core/records/bulk-export.ts';
import { BulkExportEntries, BulkExportPieces } from '../../../core/records/bulk-export-files.store.ts';
import { BulkExports } from '../../../core/records/bulk-exports.store.ts';
import { createBulkExport } from '../../../workers/bulk-export/bulk-export.ts';
import { sweepOnce } from '../../../workers/sweep.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { spoken, storedOf, suite } from '../../support/suite.ts';
import { unzipped } from '../../support/unzipped.ts';

const s = suite();
const tenantId = 'main';
let registrar: ApiClient;
let externalId = '';
/** What draws: counted, and broken where a test wants it. */
let drawn = 0;
let onDraw: () => Promise<void> = async () => undefined;
const deps = () => ({
  ...s.world.deps,
  documents: {
    ...s.world.deps.documents,
    draw: async () => {
      drawn += 1;
      await onDraw();
      return new TextEncoder().encode('%PDF');
    },
  },
});

beforeAll(async () => {
  registrar = await apiClient(s.world.db, s.world.url, { role: 'registrar', now: s.world.clock.now() });
  for (const text of ['Idiot ett', 'Idiot två', 'Idiot tre']) {
    const said = await spoken(s, text);
    externalId ||= said.externalId;
    await s.api.act(said.id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    await s.world.settle();
  }
}, 90_000);
beforeEach(async () => {
  for (const { collectionName } of [BulkExports, BulkExportEntries, BulkExportPieces])
    await s.world.db.connection.collection(collectionName).deleteMany({ tenantId });
  s.world.queue.empty();
  drawn = 0;
  onDraw = async () => undefined;
});
afterAll(() => s.world.serverDeps.documents.stop());

const ask = (more: object = {}, client = registrar) =>
  client.send<BulkExportShape>('POST', '/api/exports', {
    accountIds: [s.account._id],
    from: '2026-03-02',
    to: '2026-03-02',
    format: 'evidence',
    ...more,
  });
const look = async (id: string, client = registrar) =>
  (await client.get<BulkExportShape>(`/api/exports/${id}`)).body;
const run = (id: string) => createBulkExport(deps() as never)({ tenantId, rowId: id, revision: 0 });
const fetched = (id: string, client = registrar) =>
  fetch(`${s.world.url}/api/exports/${id}/file`, { headers: { authorization: `Bearer ${client.token}` } });
const countOf = (of: typeof BulkExportPieces | typeof BulkExportEntries) =>
  s.world.db.connection.collection(of.collectionName).countDocuments({ tenantId });

describe('evidence in bulk from the page', () => {
  test('A registrar asks, it is made, and the zip holds each capture with its hash', async () => {
    const { status, body } = await ask({ abusive: true });
    expect([status, body.state, body.total]).toEqual([202, 'queued', null]);
    expect((await fetched(body.id)).status).toBe(404);
    await run(body.id);
    expect(await look(body.id)).toMatchObject({ state: 'ready', total: 3, done: 3, leftOut: 0 });
    const answer = await fetched(body.id);
    expect(answer.headers.get('content-disposition')).toContain('uppsikt-evidence-2026-03-02-2026-03-02.zip');
    const files = await unzipped(new Uint8Array(await answer.arrayBuffer()));
    const named = new Map(files.map(({ path, bytes }) => [path.split('/')[1], bytes]));
    const sums = Buffer.from(named.get('checksums.sha256') ?? [])
      .toString('utf8')
      .trim()
      .split('\n');
    expect(sums).toHaveLength(3);
    for (const line of sums) {
      const [sum, name = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(named.get(name) ?? '')
          .digest('hex'),
      ).toBe(sum);
    }
  }, 60_000);

  test('Who asked stands in the history of each item, by ids alone', async () => {
    const { body } = await ask();
    await run(body.id);
    const { events } = await storedOf(s, externalId);
    const last = events.at(-1);
    expect([last?.type, last?.actor.kind]).toEqual(['capture.exported', 'token']);
    expect(Object.keys(last?.data ?? {}).sort()).toEqual(['captureId', 'format', 'manifestSha256']);
  });

  test('A capture that cannot be drawn is left out, and stops no other', async () => {
    const { body } = await ask();
    onDraw = async () => {
      if (drawn === 2) throw Object.assign(new Error('stopped'), { name: 'Killed' });
    };
    const failing = { ...deps(), log: s.world.deps.log };
    await createBulkExport(failing as never)({ tenantId, rowId: body.id, revision: 0 });
    expect(await look(body.id)).toMatchObject({ state: 'ready', done: 2, leftOut: 1 });
  });

  test('A capture whose worker was lost three times is left out, and the others are made', async () => {
    const { body } = await ask();
    const set = { current: { at: 0, tries: 3 }, total: null };
    await BulkExports(s.world.db).updateOne({ tenantId, _id: body.id }, { $set: set });
    await run(body.id);
    expect(await look(body.id)).toMatchObject({ state: 'ready', done: 2, leftOut: 1 });
    const entry = await BulkExportEntries(s.world.db).findOne({ tenantId, state: 'left-out' }).lean();
    expect(entry).toMatchObject({ at: 0, reason: 'worker-lost' });
  });

  test('It runs twice and changes nothing the second time', async () => {
    const { body } = await ask();
    await run(body.id);
    await run(body.id);
    expect([drawn, await countOf(BulkExportPieces)]).toEqual([3, 3]);
  });

  test('What is stopped in the middle is not made further, and its files are swept away', async () => {
    const { body } = await ask();
    onDraw = async () => {
      if (drawn === 1) await registrar.send('DELETE', `/api/exports/${body.id}`);
    };
    await run(body.id);
    expect([drawn, (await look(body.id)).state]).toEqual([1, 'cancelled']);
    s.world.clock.advance(6 * 60_000);
    await sweepOnce(s.world.deps);
    expect([await countOf(BulkExportPieces), await countOf(BulkExportEntries)]).toEqual([0, 0]);
  });

  test('After two days the file is gone and says so; its row stays', async () => {
    const { body } = await ask();
    await run(body.id);
    s.world.clock.advance(READY_FOR_MS + 1000);
    await sweepOnce(s.world.deps);
    expect((await look(body.id)).state).toBe('expired');
    expect([(await fetched(body.id)).status, await countOf(BulkExportPieces)]).toEqual([404, 0]);
  });

  test('Two are made at once for a municipality; the third is refused in words until one is stopped', async () => {
    const first = await ask();
    await ask();
    const third = await ask();
    expect([third.status, (third.body as unknown as { error: { code: string } }).error.code]).toEqual([
      409,
      'too_many_exports',
    ]);
    await registrar.send('DELETE', `/api/exports/${first.body.id}`);
    expect((await ask()).status).toBe(202);
  });

  test('Days without evidence come to nothing, and say why', async () => {
    const { body } = await ask({ from: '2020-01-01', to: '2020-01-31' });
    await run(body.id);
    expect(await look(body.id)).toMatchObject({ state: 'failed', cause: 'nothing-found' });
  });

  test.each([
    [{ from: '2026-02-30' }, 422],
    [{ from: '2026-03-03' }, 422],
    [{ accountIds: ['nobody'] }, 404],
    [{ accountIds: [] }, 422],
  ])('What cannot be asked for is refused: %j', async (more, status) => {
    expect((await ask(more)).status).toBe(status);
  });

  test('Nobody else sees or fetches it, whatever their role', async () => {
    const { body } = await ask();
    await run(body.id);
    const unit = await apiClient(s.world.db, s.world.url, {
      role: 'communications-unit',
      now: s.world.clock.now(),
    });
    expect((await fetched(body.id, unit)).status).toBe(404);
    expect((await unit.get<{ exports: unknown[] }>('/api/exports')).body.exports).toEqual([]);
  });

  test('A piece that was changed breaks the file off', async () => {
    const { body } = await ask();
    await run(body.id);
    await BulkExportPieces(s.world.db).updateOne({ tenantId }, { $set: { data: Buffer.from('x') } });
    const whole = fetched(body.id).then((answer) => answer.arrayBuffer());
    await expect(whole).rejects.toThrow();
  });

  test('What is sealed and no longer as it was is left out, and named', async () => {
    const files = s.world.db.connection.collection(CaptureFiles.collectionName);
    const some = await files.findOne({ tenantId, path: 'comment.json' });
    await files.updateOne({ _id: some?._id as never }, { $set: { data: Buffer.from('{}') } });
    const { body } = await ask();
    await run(body.id);
    expect(await look(body.id)).toMatchObject({ state: 'ready', done: 2, leftOut: 1 });
  });
});

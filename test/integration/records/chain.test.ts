/** The chain of a whole installation: walked, its head outside the system, and every way in which it can be touched.
 * Long because: every test looks at one chain, which takes a world to seal. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as pkijs from 'pkijs';
import { sealCapture } from '../../../core/evidence/capture.ts';
import {
  appendCapture,
  CaptureFiles,
  Captures,
  type StoredCapture,
} from '../../../core/evidence/captures.store.ts';
import type { ChainState } from '../../../core/evidence/chain.contract.ts';
import { walkChain } from '../../../core/evidence/chain-checks.store.ts';
import { ChainHeads } from '../../../core/evidence/chain-heads.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { checkTimeStamp } from '../../../core/kernel/time-stamp-check.ts';
import { PROJECT_DIR } from '../../../ops/services/cache.ts';
import type { Mail } from '../../../workers/alarms/deps.ts';
import { readAuthorities } from '../../../workers/chain/authorities.ts';
import { createChainRound } from '../../../workers/chain/chain-round.ts';
import { createStamper } from '../../../workers/chain/time-stamps.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { type Authority, timeStampAuthority } from '../../support/time-stamp-authority.ts';
import { openWorld, SILENT, type World } from '../../support/world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-chain-'));
const authority: Authority | null = await timeStampAuthority();
const tenantId = MAIN_TENANT;
let stores: TestStores;
let world: World;
let api: ApiClient;
let mails: Mail[] = [];
let captureId = '';
let itemId = '';
/** What the item itself has sealed: its record and, where there is a browser, its picture. */
let own = 0;

const round = (given: object = {}) =>
  createChainRound({
    db: world.db,
    log: SILENT,
    holder: 'test',
    now: world.clock.now,
    publicUrl: 'https://uppsikt.example',
    mailFrom: null,
    sendMail: async (mail) => {
      mails.push(mail);
      return { state: 'sent' };
    },
    stampFor: null,
    ...given,
  })();
const uppsikt = (...argv: string[]) =>
  promisify(execFile)(process.execPath, [path.join(PROJECT_DIR, 'ops', 'cli.ts'), ...argv], {
    env: { ...process.env, MONGODB_URL: stores.mongoUrl, REDIS_URL: 'redis://127.0.0.1:1' },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );
const walked = async () => (await walkChain(world.db, { tenantId, now: world.clock.now() })).faults;
const state = async () => (await api.get<ChainState>('/api/audit/verify')).body;

async function seal(id: string): Promise<void> {
  const sealedAt = world.clock.now();
  const record = { raw: [], comment: { id }, context: null, assessment: {} };
  const sealed = sealCapture(record, { at: sealedAt.toISOString() });
  const capture = { _id: id, tenantId, accountId: 'a', itemId: id, sealedAt, ...sealed };
  await transaction(world.db, (session) => appendCapture(world.db, capture, session));
}

beforeAll(async () => {
  stores = await testMongo();
  world = await openWorld({ mongoUrl: stores.mongoUrl });
  await addTestAccount(world.db, { apiBase: world.sim.apiBase }, world.clock.now());
  api = await apiClient(world.db, world.url, { role: 'auditor', now: world.clock.now() });
  const acting = await apiClient(world.db, world.url, { now: world.clock.now() });
  const { id } = await world.sim.comment({ text: 'Du är en idiot.' });
  await world.runQueue();
  itemId = (await acting.items(`?externalId=${id}`)).items[0]?.id ?? '';
  await acting.act(itemId, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  await world.settle();
  captureId = (await acting.item(itemId)).captures[0]?.id ?? '';
  own = await Captures(world.db).countDocuments({ tenantId });
  for (const name of ['one', 'two', 'three']) await seal(name);
}, 90_000);
afterAll(async () => {
  await authority?.stop();
  await world.serverDeps.documents.stop();
  await world.db.connection.db?.dropDatabase();
  await world.close();
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the chain as it was written', () => {
  test('It is unchecked before the first round, then intact, and its head leaves by mail once a day', async () => {
    expect(await state()).toMatchObject({ state: 'unchecked', checkedAt: null, head: null });
    await round();
    await round();
    const now = await state();
    expect(now).toMatchObject({
      state: 'intact',
      links: own + 3,
      faults: [],
      head: { seq: own + 3, stamped: false },
    });
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain(now.head?.hash);
    expect(mails[0]?.messageId).toMatch(/^<chain-main-\d{4}-\d\d-\d\d-0@uppsikt\.example>$/u);
  });

  test('A head that could not be sent is sent by a later round', async () => {
    mails = [];
    await seal('four');
    world.clock.advance(24 * 3_600_000);
    await round({ sendMail: async () => ({ state: 'later', cause: 'down' }) });
    expect(mails).toEqual([]);
    await round();
    expect(mails).toHaveLength(1);
    await round();
    expect(mails).toHaveLength(1);
  });

  test('The command audit verify says so with exit 0', async () => {
    const { code, stdout } = await uppsikt('audit', 'verify');
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('intact') });
    expect((await uppsikt('audit', 'look')).code).toBe(2);
  }, 60_000);

  test('A package holds the stretch up to the head that left the system', async () => {
    const { stdout } = await uppsikt('export', '--item', itemId, '--format', 'evidence', '--out', folder);
    const chain = JSON.parse(readFileSync(path.join(stdout.trim(), 'chain.json'), 'utf8')) as {
      stretches: { seq: number; captureId: string }[][];
    };
    expect(chain.stretches.map((links) => links.map(({ seq }) => seq))).toEqual([
      Array.from({ length: own + 3 }, (_, index) => index + 1),
    ]);
    expect(chain.stretches[0]?.[0]?.captureId).toBe(captureId);
    expect((await uppsikt('verify-evidence', stdout.trim())).code).toBe(0);
  }, 60_000);
});

const UNCHECKED = { authorities: null, policy: null, nonce: null };
const UNTRUSTING = { authorities: null, policy: null };
const stamping = authority === null ? describe.skip : describe;
stamping('a time stamp authority (skipped where there is no openssl)', () => {
  test('The head is stamped, by its hash alone, and anyone can verify it', async () => {
    if (authority === null) throw new Error('no authority');
    await round({ stampFor: createStamper(authority.url, UNTRUSTING) });
    const [head] = await ChainHeads(world.db).find({ tenantId }).sort({ seq: 1 }).lean();
    const answer = (head?.timeStamp as unknown as { buffer: Uint8Array }).buffer;
    expect(await checkTimeStamp(answer, head?.hash ?? '', UNCHECKED)).toMatchObject({
      fault: null,
      authority: 'Test TSA',
    });
    expect(await checkTimeStamp(answer, 'f'.repeat(64), UNCHECKED)).toEqual({ fault: 'altered' });
    expect(authority.verifies(answer, head?.hash ?? '')).toBe(true);
    expect((await state()).head).toMatchObject({ stamped: true });
  }, 60_000);

  test('Who signed is named, wherever the certificate stands among those that came along', async () => {
    const hash = 'a'.repeat(64);
    const answer = await createStamper(authority!.url, UNTRUSTING)(hash);
    const response = pkijs.TimeStampResp.fromBER(Uint8Array.from(answer as Uint8Array).buffer);
    const signed = new pkijs.SignedData({ schema: response.timeStampToken!.content });
    signed.certificates = signed.certificates!.toReversed();
    const { contentType } = response.timeStampToken!;
    response.timeStampToken = new pkijs.ContentInfo({ contentType, content: signed.toSchema(true) });
    const turned = new Uint8Array(response.toSchema().toBER());
    expect(authority!.verifies(turned, hash)).toBe(true);
    expect(await checkTimeStamp(turned, hash, UNCHECKED)).toMatchObject({
      fault: null,
      authority: 'Test TSA',
    });
  });

  test('The stamp goes with the package, and verify-evidence reads it', async () => {
    const out = path.join(folder, 'stamped');
    const { stdout } = await uppsikt('export', '--item', itemId, '--format', 'evidence', '--out', out);
    const proof = (...more: string[]) => uppsikt('verify-evidence', stdout.trim(), ...more);
    expect(await proof()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^NOTE\s+Time stamp: .*Test TSA, .*NOT checked[\s\S]*was not checked\./mu,
      ),
    });
    expect(await proof('--tsa-ca', authority!.caFile, '--tsa-policy', '1.2.3.4.1')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ok\s+Time stamp: .*Test TSA/mu),
    });
    expect(await proof('--tsa-ca', authority!.caFile, '--tsa-policy', '1.2.3.4.2')).toMatchObject({
      code: 1,
    });
    expect((await proof('--tsa-ca', path.join(folder, 'none'))).code).toBe(2);
  }, 90_000);

  test('An answer is checked before it is stored: of another authority, or another policy, none is', async () => {
    const other = await timeStampAuthority();
    if (other === null) throw new Error('no authority');
    const authorities = readAuthorities(other.caFile);
    expect(await createStamper(authority!.url, { authorities, policy: null })('a')).toBe('untrusted');
    expect(await createStamper(authority!.url, { authorities: null, policy: '1.2.3.4.9' })('a')).toBe(
      'refused',
    );
    const own = { authorities: readAuthorities(authority!.caFile), policy: '1.2.3.4.1' };
    expect(await createStamper(authority!.url, own)('a')).toBeInstanceOf(Uint8Array);
    await other.stop();
  }, 60_000);

  test('An authority that answers nonsense, or not at all, stops nothing', async () => {
    await ChainHeads(world.db).updateMany({ tenantId }, { $set: { timeStamp: null } });
    await round({ stampFor: async () => 'no-answer' });
    await round({ stampFor: createStamper('http://127.0.0.1:1/', UNTRUSTING) });
    expect(await state()).toMatchObject({ state: 'intact', head: { stamped: false } });
  });
});

describe('a chain that was touched', () => {
  /** Does something to the stored captures, looks, and puts everything back. */
  async function touched(change: () => Promise<unknown>) {
    const [captures, files] = [
      await Captures(world.db).find({ tenantId }).lean(),
      await CaptureFiles(world.db).find({ tenantId }).lean(),
    ];
    try {
      await change();
      return (await walked()).map(({ seq, fault }) => ({ seq, fault }));
    } finally {
      await Captures(world.db).deleteMany({ tenantId });
      await CaptureFiles(world.db).deleteMany({ tenantId });
      await Captures(world.db).insertMany(captures);
      await CaptureFiles(world.db).insertMany(files);
    }
  }
  const of = (id: string) => ({ tenantId, _id: id });

  test('It is found, whatever was done', async () => {
    const { db } = world;
    // Its files are still there, and nobody's.
    const strays = { seq: 0, fault: 'files' };
    expect(await touched(() => Captures(db).deleteOne(of('one')))).toEqual([
      { seq: own + 2, fault: 'gap' },
      strays,
    ]);
    expect(
      await touched(() =>
        CaptureFiles(db).updateOne({ tenantId, captureId: 'two' }, { $set: { data: Buffer.from('x') } }),
      ),
    ).toEqual([{ seq: own + 2, fault: 'files' }]);
    expect(await touched(() => CaptureFiles(db).deleteOne({ tenantId, captureId: 'two' }))).toEqual([
      { seq: own + 2, fault: 'files' },
    ]);
    const piece = { tenantId, at: 0, data: Buffer.from('x') };
    const stray = (captureId: string) =>
      CaptureFiles(db).insertMany([{ _id: `${captureId}/more`, captureId, path: 'more', ...piece }]);
    expect(await touched(() => stray('two'))).toEqual([{ seq: own + 2, fault: 'files' }]);
    expect(await touched(() => stray('nobody'))).toEqual([{ seq: 0, fault: 'files' }]);
    expect(
      await touched(() => Captures(db).updateOne(of('two'), { $set: { manifest: '{"files":[]}' } })),
    ).toEqual([{ seq: own + 2, fault: 'files' }]);
    expect(await touched(() => Captures(db).deleteOne(of('four')))).toEqual([
      strays,
      { seq: own + 4, fault: 'cut-off' },
    ]);
  });

  test('A row that says something else than its seal is found: another day, another item, another record', async () => {
    const { db } = world;
    const [record] = await Captures(db)
      .find({ tenantId, recordId: { $exists: false } })
      .sort({ 'chain.seq': 1 })
      .lean();
    const [picture] = await Captures(db)
      .find({ tenantId, recordId: { $exists: true } })
      .lean();
    const changes = [
      [record, { sealedAt: new Date(0) }],
      [record, { itemId: 'another' }],
      [record, { accountId: 'another' }],
      [record, { 'files.0.mime': 'text/html' }],
      [picture, { recordId: 'another' }],
    ] as const;
    for (const [capture, $set] of changes) {
      if (capture === undefined) throw new Error('Nothing was sealed.');
      const { seq } = capture.chain;
      const found = await touched(() => Captures(db).updateOne(of(capture._id), { $set }));
      expect({ $set, found }).toEqual({ $set, found: [{ seq, fault: 'files' }] });
    }
  });

  test('A picture that was deleted for what it shows is no fault; one that is merely gone is', async () => {
    const { db } = world;
    const picture = await Captures(db)
      .findOne({ tenantId, recordId: { $exists: true } })
      .lean();
    if (picture === null) throw new Error('No picture was sealed.');
    const gone = () => CaptureFiles(db).deleteMany({ tenantId, captureId: picture._id });
    expect(await touched(gone)).toEqual([{ seq: picture.chain.seq, fault: 'files' }]);
    const item = { tenantId, _id: picture.itemId };
    await Items(db).updateOne(item, { $set: { recordsOutcome: 'no-capture' } });
    expect(await touched(gone)).toEqual([]);
    await Items(db).updateOne(item, { $set: { recordsOutcome: null } });
  });

  test('Two captures that changed places are found', async () => {
    const swapped = await touched(async () => {
      const [two, three] = (await Promise.all(
        ['two', 'three'].map((id) => Captures(world.db).findOne(of(id)).lean<StoredCapture>()),
      )) as [StoredCapture, StoredCapture];
      await Captures(world.db).deleteMany({ tenantId, _id: { $in: ['two', 'three'] } });
      await Captures(world.db).insertMany([
        { ...two, chain: three.chain },
        { ...three, chain: two.chain },
      ]);
    });
    expect(swapped).toEqual([
      { seq: own + 2, fault: 'link' },
      { seq: own + 3, fault: 'link' },
    ]);
  });

  test('The command tells with exit 1, and the app shows it', async () => {
    await CaptureFiles(world.db).updateOne(
      { tenantId, captureId: 'two' },
      { $set: { data: Buffer.from('x') } },
    );
    const { code, stdout } = await uppsikt('audit', 'verify');
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: expect.stringContaining(`FAULT  ${own + 2} two files`),
    });
    expect(await state()).toMatchObject({
      state: 'altered',
      faults: [{ seq: own + 2, captureId: 'two', fault: 'files' }],
    });
  }, 60_000);
});

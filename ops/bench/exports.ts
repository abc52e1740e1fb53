/**
 * `uppsikt bench exports`: the evidence of many captures at once, by the command and by the page's job. What it takes,
 * what memory its processes hold together, and whether that grows with the number. Beside it the same bytes moved from
 * the store to a disk without our code.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Accounts } from '../../core/accounts/accounts.store.ts';
import { CaptureFiles } from '../../core/evidence/captures.store.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { findChromium } from '../../documents/picture/find-chromium.ts';
import { createPainter } from '../../documents/picture/painter.ts';
import { PROJECT_DIR } from '../services/cache.ts';
import { type Ground, openGround } from './ground.ts';
import { inventedEvidence } from './invented-evidence.ts';
import { childrenOf, treeUseOf } from './process-use.ts';
import type { Report, Row } from './report.ts';
import { sealCaptures } from './sealed-captures.ts';

const COUNT = 1000;
const MAX_S = 600;
const MAX_MB = 400;
const SEALED_AT = new Date('2026-03-02T09:00:00.000Z');
const DAY = '2026-03-02';
const LOOK_MS = 250;
const DRAWINGS = 10;

interface Used {
  readonly seconds: number;
  /** Of its processors: what a busy machine does not change. */
  readonly cpuSeconds: number;
  /** The most that its processes held together, in its first quarter and in the whole. */
  readonly early: number;
  readonly peak: number;
}

/** Looks at a tree of processes until `work` has ended. `pid` may come late. */
async function watched(
  work: Promise<unknown>,
  pid: () => number | undefined,
  done: () => number,
): Promise<Used> {
  const started = performance.now();
  let peak = 0;
  let early = 0;
  let cpu = 0;
  const looking = setInterval(() => {
    const now = treeUseOf(pid());
    peak = Math.max(peak, now?.mb ?? 0);
    cpu = Math.max(cpu, now?.cpuMs ?? 0);
    if (done() < 0.25) early = Math.max(early, now?.mb ?? 0);
  }, LOOK_MS);
  try {
    await work;
  } finally {
    clearInterval(looking);
  }
  return { seconds: (performance.now() - started) / 1000, early, peak, cpuSeconds: cpu / 1000 };
}

async function byCommand(ground: Ground, accountId: string): Promise<Used> {
  const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-bench-'));
  const out = path.join(folder, 'out');
  const argv = ['export', '--account', accountId, '--from', DAY, '--to', DAY];
  const child = spawn(
    process.execPath,
    // As the npm script starts it.
    [
      '--max-semi-space-size=2',
      '--v8-pool-size=1',
      path.join(PROJECT_DIR, 'ops/uppsikt.mjs'),
      ...argv,
      '--format',
      'evidence',
      '--out',
      out,
    ],
    { env: { ...process.env, ...ground.env, DATA_DIR: path.join(folder, 'data') }, stdio: 'ignore' },
  );
  const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
  const made = (): number => {
    try {
      return readdirSync(out).length / COUNT;
    } catch {
      return 0;
    }
  };
  try {
    const used = await watched(ended, () => child.pid, made);
    if ((await ended) !== 0) throw new Error('The command failed.');
    return used;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function byJob(ground: Ground, accountId: string): Promise<Used> {
  await ground.startWorker();
  const worker = childrenOf(process.pid, 'workers/main.ts')[0];
  const before = treeUseOf(worker) ?? { mb: 0, cpuMs: 0 };
  const headers = { authorization: `Bearer ${ground.token}`, 'content-type': 'application/json' };
  const call = async (
    method: string,
    at: string,
    body?: object,
  ): Promise<{ id: string; state: string; done: number }> => {
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    return (await (await fetch(`${ground.url}${at}`, init)).json()) as {
      id: string;
      state: string;
      done: number;
    };
  };
  const asked = { accountIds: [accountId], from: DAY, to: DAY, format: 'evidence' };
  const { id } = await call('POST', '/api/exports', asked);
  let share = 0;
  const ended = (async () => {
    for (;;) {
      const { state, done } = await call('GET', `/api/exports/${id}`);
      share = done / COUNT;
      if (state === 'ready') return;
      if (state !== 'queued' && state !== 'running') throw new Error(`The export is ${state}.`);
      await sleep(LOOK_MS);
    }
  })();
  const used = await watched(
    ended,
    () => worker,
    () => share,
  );
  return {
    seconds: used.seconds,
    cpuSeconds: used.cpuSeconds - before.cpuMs / 1000,
    early: used.early - before.mb,
    peak: used.peak - before.mb,
  };
}

/** The same bytes, out of the store and into files. */
async function raw(ground: Ground): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-bench-'));
  const started = performance.now();
  try {
    const pieces = CaptureFiles(ground.db).find({ tenantId: MAIN_TENANT }).lean().cursor({ batchSize: 20 });
    let n = 0;
    for await (const { data } of pieces)
      await writeFile(path.join(folder, String(n++)), (data as unknown as { buffer: Uint8Array }).buffer);
    return (performance.now() - started) / 1000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const rowsOf = (way: string, { seconds, cpuSeconds, early, peak }: Used): Row[] => [
  { figure: `${way}: ${COUNT} captures, s`, value: seconds, must: `at most ${MAX_S}`, met: seconds <= MAX_S },
  { figure: `${way}: of its processors, s`, value: cpuSeconds },
  { figure: `${way}: most memory, MB`, value: peak, must: `at most ${MAX_MB}`, met: peak <= MAX_MB },
  { figure: `${way}: of it in the first quarter, MB`, value: early },
];

export async function run(): Promise<Report> {
  const painter = createPainter({ find: () => findChromium(process.env), sandbox: 'on' });
  const drawings = [];
  for (let n = 0; n < DRAWINGS; n++) drawings.push(await painter.draw(inventedEvidence(n), []));
  await painter.close();
  const ground = await openGround();
  try {
    const account = await Accounts(ground.db).findOne({ tenantId: MAIN_TENANT }).lean();
    if (account === null) throw new Error('There is no account.');
    await sealCaptures(ground.db, account, { count: COUNT, drawings, at: SEALED_AT });
    const command = await byCommand(ground, account._id);
    const job = await byJob(ground, account._id);
    return {
      name: 'exports',
      rows: [
        ...rowsOf('the command', command),
        ...rowsOf('the job', job),
        { figure: 'the same bytes from the store to a disk, s', value: await raw(ground) },
      ],
    };
  } finally {
    await ground.stop();
  }
}

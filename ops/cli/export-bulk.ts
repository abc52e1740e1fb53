/**
 * `uppsikt export --account …`: the evidence of an account over a span of days, each capture one file. Broken off, it is
 * called again and goes on: what lies there and has the hash that was written down is left alone.
 */

import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountById } from '../../core/accounts/accounts.store.ts';
import type { Db } from '../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../core/kernel/ids.ts';
import { capturesOf } from '../../core/records/bulk-export.store.ts';
import { dayStart } from '../../core/records/bulk-export.ts';
import {
  type CapturePackage,
  capturePackage,
  type PackageAsked,
} from '../../core/records/capture-package.store.ts';
import { type PackageFormat, packageName } from '../../core/records/package-format.ts';
import { type Io, UsageError } from './usage.ts';
import { packagePath, type Written, writePackage } from './write-package.ts';

export interface BulkAsked {
  readonly account: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly abusive: boolean;
  readonly format: PackageFormat;
  readonly out: string;
}

/** One JSON object a line: which file was written, and its SHA-256. */
const JOURNAL = 'uppsikt-export.jsonl';
const AT_ONCE = 2;
const SAY_EVERY_MS = 1000;

/** Midnight at the beginning of that day, or of the one after it. */
function dayOf(text: string | undefined, name: string, more = 0): Date {
  const at = text === undefined ? null : dayStart(text, more);
  if (at === null) throw new UsageError(`--${name} needs a day, as 2026-03-02.`);
  return at;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

interface Line {
  readonly file: string;
  readonly sha256: string;
}

/** What earlier runs wrote; a line that was cut off by a kill is none. */
async function journalOf(out: string): Promise<Map<string, string>> {
  const text = await readFile(path.join(out, JOURNAL), 'utf8').catch(() => '');
  const lines = text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
  return new Map(lines.map(({ file, sha256 }) => [file, sha256]));
}

interface Tally {
  written: number;
  there: number;
  readonly failed: { readonly captureId: string; readonly why: string }[];
}

interface Run {
  readonly db: Db;
  readonly asked: BulkAsked;
  readonly draw: PackageAsked['draw'];
  readonly now: Date;
  readonly journal: ReadonlyMap<string, string>;
  readonly tally: Tally;
}

const changedThere = (): Error =>
  new Error('what lies there is not what belongs there. Nothing was written over it');

/** Whether it lies there as it was written; what no journal knows is not taken for it. */
async function isThere(target: string, { journal }: Run): Promise<boolean> {
  const known = journal.get(path.basename(target));
  if (known === undefined || !existsSync(target)) return false;
  if ((await sha256Of(target)) !== known) throw changedThere();
  return true;
}

/** Written just before a kill, so that no journal knows it: made anew, the same evidence gives the same bytes. */
async function isSame(target: string, found: CapturePackage, written: Written): Promise<boolean> {
  const draft = await mkdtemp(path.join(tmpdir(), 'uppsikt-'));
  try {
    const again = await writePackage(found, { ...written, out: draft });
    return (await sha256Of(again)) === (await sha256Of(target));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function one(run: Run, captureId: string): Promise<void> {
  const { db, asked, draw, now, tally } = run;
  const { format, out } = asked;
  const written = { out, format, zip: true };
  const target = packagePath(packageName(captureId, format), written);
  if (await isThere(target, run)) {
    tally.there += 1;
    return;
  }
  const found = await capturePackage(db, { tenantId: MAIN_TENANT, captureId }, { format, draw, now });
  if (found === null) throw new Error('there is no such capture');
  if (!existsSync(target)) await writePackage(found, written);
  else if (!(await isSame(target, found, written))) throw changedThere();
  const line: Line = { file: path.basename(target), sha256: await sha256Of(target) };
  await appendFile(path.join(out, JOURNAL), `${JSON.stringify(line)}\n`);
  tally.written += 1;
}

/** One that fails is named and stops no other. */
async function oneSafely(run: Run, captureId: string): Promise<void> {
  try {
    await one(run, captureId);
  } catch (error) {
    run.tally.failed.push({ captureId, why: (error as Error).message });
  }
}

const progressOf = (total: number, { written, there, failed }: Tally): string =>
  `${written + there + failed.length} of ${total}, ${there} there already, ${failed.length} failed\n`;

/** Exit code 0: every one lies there; 1: some could not be written, each is named. */
export async function exportBulk(
  { db, draw, now }: { readonly db: Db } & Pick<PackageAsked, 'draw' | 'now'>,
  asked: BulkAsked,
  io: Io,
): Promise<number> {
  const [from, to] = [dayOf(asked.from, 'from'), dayOf(asked.to, 'to', 1)];
  if (from >= to) throw new UsageError('--to lies before --from.');
  const account = await accountById(db, { tenantId: MAIN_TENANT, id: asked.account });
  if (account === null) throw new Error('No account has that id.');
  const { abusive } = asked;
  const ids = await capturesOf(db, { tenantId: MAIN_TENANT, accountId: account._id, from, to, abusive });
  await mkdir(asked.out, { recursive: true });
  const tally: Tally = { written: 0, there: 0, failed: [] };
  const run: Run = { db, asked, draw, now, journal: await journalOf(asked.out), tally };
  const timer = setInterval(() => io.stderr.write(progressOf(ids.length, tally)), SAY_EVERY_MS);
  try {
    const waiting = ids.values();
    const hand = async (): Promise<void> => {
      for (const captureId of waiting) await oneSafely(run, captureId);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
  } finally {
    clearInterval(timer);
  }
  io.stderr.write(progressOf(ids.length, tally));
  for (const { captureId, why } of tally.failed) io.stderr.write(`${captureId}: ${why}.\n`);
  io.stdout.write(`${path.resolve(asked.out)}\n`);
  return tally.failed.length === 0 ? 0 : 1;
}

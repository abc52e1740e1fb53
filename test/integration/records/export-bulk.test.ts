/** The evidence of an account over a span of days: named files, progress, and a run that goes on where one broke off. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Captures } from '../../../core/evidence/captures.store.ts';
import { type BulkAsked, exportBulk } from '../../../ops/cli/export-bulk.ts';
import { spoken, suite } from '../../support/suite.ts';

const s = suite();
const folder = mkdtempSync(path.join(tmpdir(), 'uppsikt-bulk-'));
const out = path.join(folder, 'out');
let drawn = 0;
let said = '';
const io = {
  stdin: process.stdin,
  stdout: { write: () => true },
  stderr: {
    write(text: string) {
      said += text;
      return true;
    },
  },
};
const draw = async (): Promise<Uint8Array> => {
  drawn += 1;
  return new TextEncoder().encode('%PDF');
};

beforeAll(async () => {
  for (const text of ['Idiot ett', 'Idiot två', 'Idiot tre']) {
    const { id } = await spoken(s, text);
    await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    await s.world.settle();
  }
}, 90_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  drawn = 0;
  said = '';
});

const bulk = (more: Partial<BulkAsked> = {}) =>
  exportBulk(
    { db: s.world.db, draw, now: s.world.clock.now() },
    {
      account: s.account._id,
      from: '2026-03-02',
      to: '2026-03-02',
      abusive: true,
      format: 'evidence',
      out,
      ...more,
    },
    io,
  );
const zips = (): string[] => readdirSync(out).filter((name) => name.endsWith('.zip'));

describe('evidence in bulk', () => {
  test('Each capture of these days becomes one file, and the count is said', async () => {
    expect(await bulk()).toBe(0);
    expect(zips()).toHaveLength(3);
    expect(said).toMatch(/3 of 3, 0 there already, 0 failed\n$/u);
  });

  test('Called again it leaves alone what lies there with its hash, and makes what is missing', async () => {
    await bulk();
    const [first = ''] = zips();
    rmSync(path.join(out, first));
    expect([await bulk(), drawn]).toEqual([0, 4]);
    expect(zips()).toHaveLength(3);
    expect(said).toMatch(/3 of 3, 2 there already, 0 failed\n$/u);
  });

  test('A file that was written just before a kill is taken for what it is: the journal’s line may be cut off', async () => {
    await bulk();
    const journal = path.join(out, 'uppsikt-export.jsonl');
    writeFileSync(journal, readFileSync(journal, 'utf8').slice(0, 40));
    expect(await bulk()).toBe(0);
    expect(zips()).toHaveLength(3);
  });

  test('A file that was changed is named and never written over, and stops no other', async () => {
    await bulk();
    const [first = '', second = ''] = zips();
    writeFileSync(path.join(out, first), 'x');
    rmSync(path.join(out, second));
    expect(await bulk()).toBe(1);
    expect(said).toContain('what lies there is not what belongs there');
    expect(readFileSync(path.join(out, first), 'utf8')).toBe('x');
    expect(zips()).toHaveLength(3);
  });

  test('Evidence that was altered in the store is named, and the others are written', async () => {
    const [altered] = await Captures(s.world.db).find({ tenantId: 'main' }).lean();
    const change = (manifest: string) =>
      Captures(s.world.db).updateOne({ tenantId: 'main', _id: altered?._id ?? '' }, { $set: { manifest } });
    await change(`${altered?.manifest} `);
    expect(await bulk()).toBe(1);
    expect(said).toContain(`${altered?._id}: `);
    expect(zips()).toHaveLength(2);
    await change(altered?.manifest ?? '');
  });

  test('Other days hold nothing, and wrong ones are refused', async () => {
    expect(await bulk({ from: '2026-03-03', to: '2026-03-04' })).toBe(0);
    expect(said).toMatch(/^0 of 0/u);
    await expect(bulk({ from: '2026-02-30' })).rejects.toThrow('--from needs a day');
    await expect(bulk({ from: '2026-03-03' })).rejects.toThrow('--to lies before --from');
    await expect(bulk({ account: 'none' })).rejects.toThrow('No account has that id');
  });
});

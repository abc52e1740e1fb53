/** The chain of captures: gapless and verifiable, however many seal at once. */
import { describe, expect, test } from '@jest/globals';
import {
  CHAIN_START,
  capturedFile,
  faultsOf,
  nextLink,
  sealCapture,
  sealFiles,
} from '../../../core/evidence/capture.ts';
import {
  appendCapture,
  CaptureFiles,
  Captures,
  captureById,
  type StoredCapture,
  withFiles,
} from '../../../core/evidence/captures.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { MONDAY } from '../../support/clock.ts';
import { suite } from '../../support/suite.ts';

const s = suite({ simulator: false });

function seal(tenantId: string, n: number): Promise<unknown> {
  const captureId = `${tenantId}-${n}`;
  const record = { raw: [], comment: { text: `nr ${n}` }, context: null, assessment: {} };
  const sealed = sealCapture(record, { at: MONDAY.toISOString(), captureId });
  const capture = { _id: captureId, tenantId, accountId: 'a', itemId: 'i', sealedAt: MONDAY, ...sealed };
  return transaction(s.world.db, (session) => appendCapture(s.world.db, capture, session));
}

describe('the chain', () => {
  test('The chain stays gapless under 20 seals at once, and every link follows on the one before', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => seal('main', n)));
    await seal('other', 0);
    const captures = await Captures(s.world.db)
      .find({ tenantId: 'main' })
      .sort({ 'chain.seq': 1 })
      .lean<StoredCapture[]>();
    expect(captures.map(({ chain }) => chain.seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    let previous: Parameters<typeof nextLink>[0] = null;
    for (const capture of captures) {
      const { _id, manifestSha256, chain } = capture;
      expect(chain).toEqual(nextLink(previous, { captureId: _id, manifestSha256 }));
      expect(faultsOf(await withFiles(s.world.db, capture))).toEqual([]);
      previous = chain;
    }
    const other = await captureById(s.world.db, { tenantId: 'other', id: 'other-0' });
    expect(other?.chain).toMatchObject({ seq: 1, previous: CHAIN_START });
    expect(await captureById(s.world.db, { tenantId: 'main', id: 'other-0' })).toBeNull();
  }, 60_000);
});

describe('the files of a capture', () => {
  const bytes = Buffer.from(Array.from({ length: 9 * 1024 * 1024 }, (_, n) => n % 251));
  const hard = 'halv \ud83d, noll \0, ton \u0007, 🏊';

  test('A file beyond what one document holds is read back byte for byte, and so is text that stores change', async () => {
    const { db } = s.world;
    const files = [
      capturedFile('picture.png', 'image/png', bytes),
      capturedFile('text.json', 'application/json', hard),
      capturedFile('empty.txt', 'text/plain', ''),
    ];
    const sealed = sealFiles(files, { at: MONDAY.toISOString(), captureId: 'large' });
    const capture = { _id: 'large', tenantId: 'main', accountId: 'a', itemId: 'i', sealedAt: MONDAY };
    await transaction(db, (session) => appendCapture(db, { ...capture, ...sealed }, session));
    const stored = await captureById(db, { tenantId: 'main', id: 'large' });
    if (stored === null) throw new Error('not stored');
    const read = await withFiles(db, stored);
    expect(faultsOf(read)).toEqual([]);
    expect(Buffer.compare(Buffer.from(read.files[0]?.content as Uint8Array), bytes)).toBe(0);
    await CaptureFiles(db).deleteOne({ tenantId: 'main', captureId: 'large', path: 'picture.png', at: 1 });
    expect(faultsOf(await withFiles(db, stored))).toEqual(['picture.png has been altered.']);
  }, 60_000);

  test('A seal that is broken off leaves neither capture nor files', async () => {
    const { db } = s.world;
    const sealed = sealFiles([capturedFile('a.bin', 'image/png', bytes)], {
      at: MONDAY.toISOString(),
      captureId: 'broken',
    });
    const capture = { _id: 'broken', tenantId: 'main', accountId: 'a', itemId: 'i', sealedAt: MONDAY };
    await expect(
      transaction(db, async (session) => {
        await appendCapture(db, { ...capture, ...sealed }, session);
        throw new RangeError('broken off');
      }),
    ).rejects.toThrow('broken off');
    expect(await captureById(db, { tenantId: 'main', id: 'broken' })).toBeNull();
    expect(await CaptureFiles(db).countDocuments({ tenantId: 'main', captureId: 'broken' })).toBe(0);
  });

  test('A capture that was sealed before files stood in pieces is read as it always was', async () => {
    const { db } = s.world;
    const record = { raw: [], comment: { text: 'gammal å' }, context: null, assessment: {} };
    const sealed = sealCapture(record, { at: MONDAY.toISOString(), captureId: 'old' });
    const link = nextLink(null, { captureId: 'old', manifestSha256: sealed.manifestSha256 });
    await Captures(db).insertMany([
      { _id: 'old', tenantId: 'old', accountId: 'a', itemId: 'i', sealedAt: MONDAY, chain: link, ...sealed },
    ] as never[]);
    const stored = await captureById(db, { tenantId: 'old', id: 'old' });
    expect(stored && faultsOf(await withFiles(db, stored))).toEqual([]);
  });
});

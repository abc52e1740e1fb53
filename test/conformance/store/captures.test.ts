/** The chain of captures: gapless and verifiable, however many seal at once. */
import { describe, expect, test } from '@jest/globals';
import { CHAIN_START, faultsOf, nextLink, sealCapture } from '../../../core/evidence/capture.ts';
import { appendCapture, Captures, captureById } from '../../../core/evidence/captures.store.ts';
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
    const captures = await Captures(s.world.db).find({ tenantId: 'main' }).sort({ 'chain.seq': 1 }).lean();
    expect(captures.map(({ chain }) => chain.seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    let previous: Parameters<typeof nextLink>[0] = null;
    for (const { _id, manifestSha256, chain, ...capture } of captures) {
      expect(chain).toEqual(nextLink(previous, { captureId: _id, manifestSha256 }));
      expect(faultsOf({ ...capture, manifestSha256 })).toEqual([]);
      previous = chain;
    }
    const other = await captureById(s.world.db, { tenantId: 'other', id: 'other-0' });
    expect(other?.chain).toMatchObject({ seq: 1, previous: CHAIN_START });
    expect(await captureById(s.world.db, { tenantId: 'main', id: 'other-0' })).toBeNull();
  }, 60_000);
});

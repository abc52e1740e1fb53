/** What goes to the case system is what the button on the item gives: the same package, with the proof of the chain. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { takeHead } from '../../../core/evidence/chain-heads.store.ts';
import { evidencePackage } from '../../../core/evidence/package.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { trialEvidence } from '../../../core/records/trial-evidence.ts';
import { createPacker } from '../../../workers/hand-over/pack.ts';
import { spoken, suite } from '../../support/suite.ts';
import { unzipped } from '../../support/unzipped.ts';

const s = suite();
const tenantId = MAIN_TENANT;
let captureId = '';

beforeAll(async () => {
  for (const text of ['Idiot ett', 'Idiot två']) {
    const { id } = await spoken(s, text);
    await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    await s.world.settle();
    captureId ||= (await s.api.item(id)).captures[0]?.id ?? '';
  }
  await takeHead(s.world.db, { tenantId, day: '2026-03-02', now: s.world.clock.now() });
}, 90_000);
afterAll(() => s.world.serverDeps.documents.stop());

const pack = (evidence: Parameters<ReturnType<typeof createPacker>>[1]['evidence']) =>
  createPacker(s.world.serverDeps.documents, s.world.clock.now)(
    s.world.db,
    { tenantId, evidence },
    'evidence',
  );
const chainIn = async (bytes: Uint8Array): Promise<string> => {
  const file = (await unzipped(bytes)).find(({ path }) => path.endsWith('/chain.json'));
  return Buffer.from(file?.bytes ?? []).toString('utf8');
};

describe('the package of a hand-over', () => {
  test('It is byte for byte the one that the button on the item gives', async () => {
    const evidence = await evidencePackage(s.world.db, { tenantId, captureId });
    if (evidence === null) throw new Error('Nothing was sealed.');
    const { bytes } = await pack(evidence);
    const answer = await fetch(`${s.world.url}/api/captures/${captureId}/package?format=evidence`, {
      headers: { authorization: `Bearer ${s.api.token}` },
    });
    expect(Buffer.from(bytes).equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
    // From its own link on to the head, which is the last picture's.
    expect((await chainIn(bytes)).match(/"captureId"/gu)?.length).toBeGreaterThan(2);
  }, 60_000);

  test('A trial bears its own link alone, never a stretch of the real chain', async () => {
    const trial = trialEvidence({
      id: 'trial',
      board: 'Kulturnämnden',
      language: 'sv',
      country: 'SE',
      municipality: 'Exempels kommun',
      by: { kind: 'person', id: 'p', name: null },
      at: '2026-03-02T10:00:00.000Z',
      software: { name: 'uppsikt', version: '0.0.0' },
    });
    const chain = await chainIn((await pack(trial)).bytes);
    expect(chain).not.toContain(captureId);
    expect(chain).toContain('"trial"');
  }, 60_000);
});

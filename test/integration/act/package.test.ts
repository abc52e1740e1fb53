/** A capture as a whole: what a document, a package and a hand-over are written from. */
import { expect, test } from '@jest/globals';
import { faultsOf, nextLink, sealCapture } from '../../../core/evidence/capture.ts';
import { Captures, captureById, withFiles } from '../../../core/evidence/captures.store.ts';
import { evidencePackage } from '../../../core/evidence/package.store.ts';
import { escapedJson } from '../../../ops/simulator/facebook/body.ts';
import { MONDAY } from '../../support/clock.ts';
import { sealedOf, textIn } from '../../support/sealed.ts';
import { storedOf, suite } from '../../support/suite.ts';
import { added, envelopeOf, POST_ID } from '../../support/webhook.ts';

const s = suite();
const later = (n: number) => new Date(MONDAY.getTime() + n * 1000);
const HARD = 'Idiot! halv \ud83d, noll \0, ton \u0007 och 🏊';

async function packageOf(externalId: string) {
  const { item } = await storedOf(s, externalId);
  const captureId = item?.captures.at(-1)?.id ?? '';
  const found = await evidencePackage(s.world.db, { tenantId: 'main', captureId });
  if (found === null) throw new Error('no package');
  return found;
}

test('A package holds the text with its revisions, the thread by place, who removed it, why, and the house rules in words', async () => {
  const self = added({ id: '8_2', text: HARD, at: later(2) });
  const edited = { ...added({ id: '8_2', text: 'Idiot, igen', at: later(9) }), verb: 'edited' };
  for (const changes of [
    [added({ id: '8_1', text: 'Före', at: later(1) }), self],
    [added({ id: '8_3', text: 'Efter', at: later(3) })],
    [added({ id: '8_4', text: 'Svar', at: later(4), parentId: '8_2' })],
    [edited],
  ])
    await s.world.deliver(envelopeOf(changes));
  const { item } = await storedOf(s, '8_2');
  await s.api.act(item?._id ?? '', {
    type: 'hide',
    reason: 'insult',
    axis: 'houseRule',
    note: 'Se reglerna',
  });
  await s.world.settle();

  const found = await packageOf('8_2');
  expect(found.revisions.map(({ number, text }) => [number, text])).toEqual([
    [1, 'Idiot! halv \ufffd, noll \ufffd, ton \u0007 och 🏊'],
    [2, 'Idiot, igen'],
  ]);
  expect(
    found.thread.filter(({ place }) => place !== 'post').map(({ externalId, place }) => [externalId, place]),
  ).toEqual([
    ['8_1', 'before'],
    ['8_2', 'self'],
    ['8_3', 'after'],
    ['8_4', 'answer'],
  ]);
  expect(found.removal).toMatchObject({
    type: 'hide',
    reason: 'insult',
    axis: 'houseRule',
    houseRules: { version: 1 },
  });
  expect(found.removal?.houseRules?.text).toContain('personangrepp');
  expect(found.cause).toMatchObject({ trigger: 'removal', actor: { kind: 'key' } });
  expect(found.cause.actor.name).not.toBeNull();
  expect(found).toMatchObject({
    language: 'sv',
    timeZone: 'Europe/Stockholm',
    publishedAt: later(2).toISOString(),
    object: { externalId: '8_2', postExternalId: POST_ID, kind: 'comment' },
    withoutContent: false,
    pictures: [{ kind: 'rendered' }],
  });
  expect(found.sealedFiles.map(({ path }) => path)).toContain('manifest.json');
}, 60_000);

test('A record holds the delivery’s own change byte for byte, whatever signs stand in it, and verifies after it was stored', async () => {
  const { item } = await storedOf(s, '8_2');
  const sealed = await sealedOf(s.world.db, item?.captures[0]?.id);
  expect(faultsOf(sealed)).toEqual([]);
  const raw = JSON.parse(textIn(sealed, 'raw.json')) as { bytes: string }[];
  const [first, second] = raw.map(({ bytes }) => Buffer.from(bytes, 'base64').toString('utf8'));
  expect(first).toContain(escapedJson(HARD));
  expect(second).toContain('Idiot, igen');
});

test('A suspicion of child abuse gives a package with ids, times and actor only', async () => {
  await s.world.deliver(envelopeOf([added({ id: '8_9', text: 'hemskt', at: later(20) })]));
  const { item } = await storedOf(s, '8_9');
  await s.api.act(item?._id ?? '', {
    type: 'hide',
    reason: 'csam',
    axis: 'legalDuty',
    note: 'hemsk anteckning',
  });
  await s.world.settle();
  const found = await packageOf('8_9');
  expect(found).toMatchObject({
    withoutContent: true,
    pictures: [],
    pictureMissing: null,
    thread: [],
    revisions: [],
  });
  expect(JSON.stringify(found)).not.toContain('hemsk');
  expect(JSON.stringify(await sealedOf(s.world.db, found.captureId))).not.toContain('hemsk');
}, 60_000);

test('A capture that an earlier version sealed gives a package too', async () => {
  const { item, comment } = await storedOf(s, '8_2');
  const record = {
    raw: [],
    comment: { ...comment, revisions: comment?.revisions },
    context: { post: { externalId: POST_ID, text: 'Badet', permalink: null, at: MONDAY }, thread: [] },
    assessment: {
      verdicts: item?.verdicts,
      classifier: 'text-1',
      policy: 'default-1',
      action: { id: 'x', type: 'hide', actor: { kind: 'person', id: 'p' }, requestedAt: MONDAY },
      removal: { reason: 'insult', axis: 'houseRule', rulesVersion: 1, note: null },
    },
  };
  const { platform, externalId, name, board } = s.account;
  const sealed = sealCapture(record, {
    at: MONDAY.toISOString(),
    captureId: 'before',
    tenant: 'old',
    tool: 'uppsikt',
    account: { platform, externalId, name, board },
    object: { kind: 'comment', externalId: '8_2', permalink: null },
  });
  const chain = nextLink(null, { captureId: 'before', manifestSha256: sealed.manifestSha256 });
  const stored = {
    _id: 'before',
    tenantId: 'old',
    accountId: 'a',
    itemId: 'i',
    sealedAt: MONDAY,
    chain,
    ...sealed,
  };
  await Captures(s.world.db).insertMany([stored] as never[]);
  const found = await evidencePackage(s.world.db, { tenantId: 'old', captureId: 'before' });
  expect(found).toMatchObject({
    board,
    cause: { trigger: 'removal', actor: { kind: 'person', id: 'p', name: null }, at: MONDAY.toISOString() },
    removal: { type: 'hide', houseRules: null },
    revisions: [{ number: 1 }, { number: 2, text: 'Idiot, igen' }],
    thread: [{ place: 'post', text: 'Badet' }],
    pictureMissing: 'waiting',
  });
  const read = await captureById(s.world.db, { tenantId: 'old', id: 'before' });
  for (const { path, bytes } of found?.sealedFiles ?? [])
    if (path !== 'manifest.json')
      expect(Buffer.from(bytes).toString('utf8')).toBe(
        textIn(await withFiles(s.world.db, read as never), path),
      );
});

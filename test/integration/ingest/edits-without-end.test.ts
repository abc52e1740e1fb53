/** A comment that is edited without end stays one that can be read, sealed and hidden. */

import { describe, expect, test } from '@jest/globals';
import { captureById, withFiles } from '../../../core/evidence/captures.store.ts';
import { causeOfAction } from '../../../core/evidence/cause.ts';
import { compareRevisions } from '../../../core/inbox/comment.ts';
import { Comments } from '../../../core/inbox/comments.store.ts';
import { allRevisions, Revisions } from '../../../core/inbox/revisions.store.ts';
import { EMBEDDED_REVISIONS, EMBEDDED_TEXT, MAX_REVISION_TEXT } from '../../../core/inbox/revisions.ts';
import { sha256 } from '../../../core/kernel/ids.ts';
import { revisionsOf } from '../../../core/learning/learning.store.ts';
import { captureRecord } from '../../../workers/capture/record.ts';
import { callsOn, spoken, storedOf, suite } from '../../support/suite.ts';
import { edited, envelopeOf } from '../../support/webhook.ts';

const s = suite();
const EDITS = 5000;
const LENGTH = 8000;
const TOGETHER = 200;
const MB = 1024 * 1024;
const MAX_DOCUMENT = 16 * MB;

const textOf = (n: number): string => `Ändring ${n}. `.padEnd(LENGTH, 'ett ord till, ');
/** Whole seconds, as the platform says them, after whatever the simulated page has said. */
const at = (n: number): Date => new Date(s.world.clock.now().getTime() + 60_000 + n * 1000);

async function edit(id: string, numbers: readonly number[], salt = ''): Promise<void> {
  const values = numbers.map((n) => edited({ id, text: textOf(n), at: at(n) }));
  await s.world.deliver(envelopeOf(values, { salt: `${salt}${numbers.join('-').slice(0, 40)}` }));
}

async function sizeOf(externalId: string): Promise<number> {
  const [row] = await Comments(s.world.db).aggregate<{ size: number }>([
    { $match: { tenantId: 'main', externalId } },
    { $project: { size: { $bsonSize: '$$ROOT' } } },
  ]);
  return row?.size ?? 0;
}

async function historyOf(externalId: string) {
  const { comment } = await storedOf(s, externalId);
  if (comment === null) throw new Error('no comment');
  const all = (await allRevisions(s.world.db, 'main', [comment])).get(comment._id) ?? [];
  return { comment, all };
}

async function hide(id: string) {
  const { status, body } = await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
  expect(status).toBe(202);
  await s.world.settle();
  return s.api.action(body.action.id);
}

describe('a comment with 5,000 edits of 8,000 characters', () => {
  let id = '';
  let externalId = '';

  test('It is stored whole as far as the bounds go: first, newest, and of every edit its hash', async () => {
    ({ id, externalId } = await spoken(s, 'Du är en idiot'));
    for (let from = 0; from < EDITS; from += TOGETHER)
      await edit(
        externalId,
        Array.from({ length: TOGETHER }, (_, n) => from + n),
      );
    const { comment, all } = await historyOf(externalId);
    expect(all.map(({ sha256: hash }) => hash)).toEqual([
      sha256('Du är en idiot'),
      ...Array.from({ length: EDITS }, (_, n) => sha256(textOf(n))),
    ]);
    expect(all.map(({ number }) => number)).toEqual(all.map((_, index) => index + 1));
    expect([all[0]?.text, all.at(-1)?.text]).toEqual(['Du är en idiot', textOf(EDITS - 1)]);
    expect(comment.revisions.length).toBeLessThanOrEqual(EMBEDDED_REVISIONS + 1);
    const kept = all.reduce((sum, { text }) => sum + text.length, 0);
    expect(kept).toBeLessThanOrEqual(MAX_REVISION_TEXT + EMBEDDED_TEXT + LENGTH);
    expect(kept).toBeGreaterThan(MAX_REVISION_TEXT / 2);
    expect(await sizeOf(externalId)).toBeLessThan(MB / 4);
    const { item, events } = await storedOf(s, externalId);
    expect(item).toMatchObject({ revision: EDITS + 1, text: textOf(EDITS - 1) });
    expect(events.filter(({ type }) => type === 'comment.edited')).toHaveLength(EDITS);
  }, 300_000);

  test('The same edits again change nothing, wherever they stand', async () => {
    const before = await storedOf(s, externalId);
    await edit(externalId, [0, 1, 2, 700, 2500, 4990, EDITS - 1], 'again');
    expect(await storedOf(s, externalId)).toEqual(before);
    expect(await Revisions(s.world.db).countDocuments({ tenantId: 'main' })).toBe(
      before.comment?.moved?.count,
    );
  }, 60_000);

  test('A late edit takes its place among the moved ones once', async () => {
    const late = edited({ id: externalId, text: 'Kom sent', at: new Date(at(700).getTime() + 500) });
    const newest = (await storedOf(s, externalId)).item?.text;
    for (const salt of ['late', 'late again']) await s.world.deliver(envelopeOf([late], { salt }));
    const { all } = await historyOf(externalId);
    expect(all).toHaveLength(EDITS + 2);
    const { item } = await storedOf(s, externalId);
    expect(item).toMatchObject({ revision: EDITS + 2, text: newest });
    const inOrder = all.toSorted(compareRevisions);
    const place = inOrder.findIndex(({ sha256: hash }) => hash === sha256('Kom sent'));
    expect([inOrder[place - 1]?.sha256, inOrder[place + 1]?.sha256]).toContain(sha256(textOf(700)));
  }, 60_000);

  test('Its pane shows the first text and the newest edits, and says where a text is left out', async () => {
    const { item, revisions } = await s.api.detail(id);
    expect(item.revision).toBe(EDITS + 2);
    expect(revisions).toHaveLength(50);
    expect(revisions[0]?.text).toBe('Du är en idiot');
    expect(revisions.at(-1)?.text).toBe(textOf(EDITS - 1));
    expect(revisions.some(({ text }) => text === null)).toBe(true);
    expect(revisions.every(({ text }) => text !== '')).toBe(true);
  });

  test('What is learned from reads its texts in the order of arrival', async () => {
    const { comment } = await historyOf(externalId);
    const learned = await revisionsOf(s.world.db, { tenantId: 'main', ids: [comment._id] });
    expect(
      learned
        .get(comment._id)
        ?.slice(0, 3)
        .map(({ text }) => text),
    ).toEqual(['Du är en idiot', textOf(0), textOf(1)]);
  });

  test('It can be hidden, and its record is sealed with every hash before it is', async () => {
    expect(await hide(id)).toMatchObject({ state: 'done', cause: null });
    const { item } = await storedOf(s, externalId);
    expect(item).toMatchObject({ visibility: 'hidden', status: 'closed' });
    expect(callsOn(s, externalId).map(({ type }) => type)).toEqual(['hide']);
    const capture = await captureById(s.world.db, { tenantId: 'main', id: item?.captures[0]?.id ?? '' });
    if (capture === null) throw new Error('no capture');
    const { files } = await withFiles(s.world.db, capture);
    const sealed = JSON.parse(String(files.find(({ path }) => path === 'comment.json')?.content ?? '{}'));
    expect(sealed.revisions).toHaveLength(EDITS + 2);
    expect(sealed.revisions[2500]).toMatchObject({ sha256: sha256(textOf(2499)), textLeftOut: true });
    expect(sealed.revisions[EDITS].text).toBe(textOf(EDITS - 1));
  }, 60_000);
});

test('Two texts of 4 MB fit into the store, each in its place, and the record reads both', async () => {
  const { externalId } = await spoken(s, 'Kort');
  const long = (sign: string) => sign.repeat(4 * MB - 8192);
  for (const [n, sign] of ['a', 'b'].entries())
    await s.world.deliver(envelopeOf([edited({ id: externalId, text: long(sign), at: at(n) })]));
  const { comment, item } = await storedOf(s, externalId);
  expect(item?.text).toBe(long('b'));
  expect(item?.revision).toBe(3);
  expect(await sizeOf(externalId)).toBeLessThan(MAX_DOCUMENT);
  const { all } = await historyOf(externalId);
  expect(all.map(({ sha256: hash }) => hash)).toEqual([sha256('Kort'), sha256(long('a')), sha256(long('b'))]);
  expect(comment?.revisions.map(({ number }) => number)).toEqual([1, 3]);
  if (item === null) throw new Error('no item');
  const action = { _id: 'a', type: 'hide', actor: { kind: 'person', id: 'p' }, createdAt: at(9) };
  const cause = causeOfAction({ ...action, removal: null } as never);
  const record = await captureRecord(s.world.deps, { item, cause, account: s.account });
  expect((record.comment as { revisions: unknown[] }).revisions).toHaveLength(3);
}, 120_000);

/** One act on many items: counted, done in the background as each alone would be, summed up and taken back. */
import { beforeEach, expect, test } from '@jest/globals';
import { ensurePerson, People } from '../../../core/accounts/people.store.ts';
import type { BulkActShape } from '../../../core/actions/bulk-act.contract.ts';
import { PREPARED_FOR_MS } from '../../../core/actions/bulk-act.ts';
import {
  BulkActs,
  BulkEntries,
  countEntries,
  openBulkAct,
  refusedEntries,
} from '../../../core/actions/bulk-acts.store.ts';
import { eventsOf } from '../../../core/inbox/events.store.ts';
import { WorkLog } from '../../../core/inbox/work-log.store.ts';
import { transaction } from '../../../core/kernel/db.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { prepare as prepareFor } from '../../../server/routes/actions/prepare-bulk-act.ts';
import { processors } from '../../../workers/processors.ts';
import { sweepOnce } from '../../../workers/sweep.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { administrator, callsOn, spoken, suite } from '../../support/suite.ts';

const s = suite();
let nth = 0;
let ids: string[] = [];

/** Some items of their own, found by a word that no other has in any form. */
async function several(count: number): Promise<{ word: string; externalIds: string[] }> {
  nth += 1;
  const word = `${'abcdefghijklmnopqrstuvxyz'[nth]}ordning`;
  const made = [];
  for (let at = 0; at < count; at++) made.push(await spoken(s, `När blir det ${word}?`));
  ids = made.map(({ id }) => id);
  return { word, externalIds: made.map(({ externalId }) => externalId) };
}
const chosen = async () =>
  Promise.all(ids.map(async (id) => ({ id, version: (await s.api.item(id)).version })));

const prepare = async (body: object, api: ApiClient = s.api) =>
  api.send<BulkActShape>('POST', '/api/bulk-acts', body);
const read = async (id: string) => (await s.api.get<BulkActShape>(`/api/bulk-acts/${id}`)).body;

async function done(body: object): Promise<BulkActShape> {
  const { body: prepared } = await prepare(body);
  await s.api.send('POST', `/api/bulk-acts/${prepared.id}/start`, {});
  await s.world.settle();
  return read(prepared.id);
}
async function undone(id: string): Promise<BulkActShape> {
  expect((await s.api.send('POST', `/api/bulk-acts/${id}/undo`, {})).status).toBe(202);
  await s.world.settle();
  return read(id);
}
const statuses = async () => Promise.all(ids.map(async (id) => (await s.api.item(id)).status));

beforeEach(() => {
  ids = [];
});

test('What is counted is not done, and says how many, which are left alone and why, with a sample', async () => {
  await several(7);
  const items = await chosen();
  await s.api.act(ids[0] ?? '', { type: 'close', reason: 'other' });
  const { status, body } = await prepare({
    type: 'close',
    reason: 'no-answer-needed',
    items: [...items, { id: 'nowhere', version: 1 }],
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({ state: 'prepared', total: 8, more: false, undoUntil: null });
  expect(body.counts).toMatchObject({ waiting: 6, refused: 2, done: 0 });
  expect(body.sample.map(({ id }) => id)).toEqual(ids.slice(1, 6));
  expect(body.refused.map(({ itemId, reason }) => [itemId, reason])).toEqual([
    [ids[0], 'changed'],
    ['nowhere', 'not-found'],
  ]);
  expect(body.refused[0]?.author).toBe((await s.api.item(ids[0] ?? '')).author?.name);
  await s.world.settle();
  expect(await statuses()).toEqual(['closed', ...Array.from({ length: 6 }, () => 'open')]);
});

test('An act is done to each item with its own events in the name of its person, and taken back at once', async () => {
  await several(3);
  const act = await done({ type: 'close', reason: 'duplicate', items: await chosen() });
  expect(act).toMatchObject({ state: 'done', counts: { done: 3, waiting: 0, refused: 0 } });
  expect(act.undoUntil).not.toBeNull();
  expect(await statuses()).toEqual(['closed', 'closed', 'closed']);
  const events = await eventsOf(s.world.db, { tenantId: MAIN_TENANT, itemId: ids[0] ?? '' });
  expect(events.find(({ type }) => type === 'item.closed')).toMatchObject({
    actor: { kind: 'token' },
    data: { reason: 'duplicate' },
  });
  const back = await undone(act.id);
  expect(back).toMatchObject({ state: 'undone', counts: { undone: 3, kept: 0 }, undoUntil: null });
  expect(await statuses()).toEqual(['open', 'open', 'open']);
  expect((await s.api.send('POST', `/api/bulk-acts/${act.id}/undo`, {})).status).toBe(202);
});

test('The log of work holds who, what and how many of the start, the end and the undo, and no text', async () => {
  await several(2);
  const act = await done({ type: 'assign', to: await administrator(s), items: await chosen() });
  await undone(act.id);
  const log = await WorkLog(s.world.db).find({ tenantId: MAIN_TENANT, subject: act.id }).lean();
  expect(new Map(log.map(({ type, data }) => [type as string, data]))).toEqual(
    new Map<string, object>([
      ['bulk.started', { act: 'assign', count: 2 }],
      ['bulk.ended', { act: 'assign', done: 2, refused: 0, undone: 0, kept: 0 }],
      ['bulk.undo-started', { act: 'assign', count: 2 }],
      ['bulk.undo-ended', { act: 'assign', done: 0, refused: 0, undone: 2, kept: 0 }],
    ]),
  );
  expect(log.every(({ actor }) => actor.kind === 'token')).toBe(true);
  expect((await s.api.item(ids[0] ?? '')).assignee).toBeNull();
});

test('All that match is frozen when it is counted: who comes later is left alone', async () => {
  const { word } = await several(2);
  const { body } = await prepare({
    type: 'snooze',
    until: new Date(s.world.clock.now().getTime() + 3_600_000).toISOString(),
    matching: { text: word, view: 'all' },
  });
  expect(body.total).toBe(2);
  const late = await spoken(s, `Också om ${word}`);
  await s.api.send('POST', `/api/bulk-acts/${body.id}/start`, {});
  await s.world.runQueue();
  expect(await statuses()).toEqual(['snoozed', 'snoozed']);
  expect((await s.api.item(late.id)).status).toBe('open');
  const stored = await BulkEntries(s.world.db).find({ tenantId: MAIN_TENANT, bulkId: body.id }).lean();
  expect(JSON.stringify(stored)).not.toContain(word);
});

test('An item that somebody changes between the count and the act is left alone, and named', async () => {
  await several(2);
  const { body } = await prepare({ type: 'close', reason: 'other', items: await chosen() });
  await s.api.act(ids[1] ?? '', { type: 'tag', tag: 'vinter' });
  await s.api.send('POST', `/api/bulk-acts/${body.id}/start`, {});
  await s.world.settle();
  const act = await read(body.id);
  expect(act.counts).toMatchObject({ done: 1, refused: 1 });
  expect(act.refused).toMatchObject([{ itemId: ids[1], reason: 'changed', done: false }]);
  expect(await statuses()).toEqual(['closed', 'open']);
});

test('An item that somebody has worked on since is not taken back, and named', async () => {
  await several(2);
  const act = await done({ type: 'register', outcome: 'minor', items: await chosen() });
  s.world.clock.advance(1000);
  await s.api.act(ids[0] ?? '', { type: 'note', text: 'Ringde' });
  const back = await undone(act.id);
  expect(back.counts).toMatchObject({ undone: 1, kept: 1 });
  expect(back.refused).toMatchObject([{ itemId: ids[0], reason: 'changed', done: true }]);
  expect((await s.api.item(ids[0] ?? '')).recordsOutcome).toBe('minor');
  expect((await s.api.item(ids[1] ?? '')).recordsOutcome).toBeNull();
});

test('A bulk hide seals the record of each, goes out once for each, and is shown again by its undo', async () => {
  const { externalIds } = await several(2);
  const items = await chosen();
  expect((await prepare({ type: 'hide', items })).status).toBe(422);
  expect((await prepare({ type: 'hide', reason: 'insult', axis: 'legalDuty', items })).status).toBe(422);
  expect((await prepare({ type: 'hide', reason: 'csam', axis: 'legalDuty', items })).status).toBe(422);
  expect((await prepare({ type: 'hide', reason: 'disinformation', axis: 'houseRule', items })).status).toBe(
    422,
  );
  const act = await done({ type: 'hide', reason: 'insult', axis: 'houseRule', items });
  expect(act.counts).toMatchObject({ done: 2 });
  for (const id of ids) {
    const item = await s.api.item(id);
    expect([item.visibility, item.captures.length]).toEqual(['hidden', 1]);
  }
  for (const id of externalIds) expect(callsOn(s, id).filter(({ type }) => type === 'hide')).toHaveLength(1);
  const back = await undone(act.id);
  expect(back.counts).toMatchObject({ undone: 2, kept: 0 });
  for (const id of ids) expect((await s.api.item(id)).visibility).toBe('public');
});

test('Nobody answers, deletes, bans or writes notes in bulk', async () => {
  await several(1);
  const items = await chosen();
  for (const act of [
    { type: 'reply', text: 'Hej' },
    { type: 'note', text: 'x' },
    { type: 'delete' },
    { type: 'ban' },
  ])
    expect([act.type, (await prepare({ ...act, items })).status]).toEqual([act.type, 422]);
});

test('An act that its worker left half done goes on where it was, and nothing is done twice', async () => {
  const { externalIds } = await several(6);
  const { body } = await prepare({
    type: 'hide',
    reason: 'insult',
    axis: 'houseRule',
    items: await chosen(),
  });
  await s.api.send('POST', `/api/bulk-acts/${body.id}/start`, {});
  // The first four were done, and their worker died before it had written that down.
  await s.world.runQueue();
  const first = { tenantId: MAIN_TENANT, bulkId: body.id, place: { $lt: 4 } };
  await BulkEntries(s.world.db).updateMany(first, { $set: { state: 'waiting', actionId: null } });
  await BulkActs(s.world.db).updateOne(
    { tenantId: MAIN_TENANT, _id: body.id },
    { $set: { state: 'running', endedAt: null } },
  );
  await s.world.settle();
  expect((await read(body.id)).counts).toMatchObject({ done: 6, refused: 0 });
  for (const id of externalIds) expect(callsOn(s, id).filter(({ type }) => type === 'hide')).toHaveLength(1);
});

test('Who has lost the right or the account meanwhile does nothing, and every item says so', async () => {
  await several(2);
  const email = 'tillfallig@exempel.se';
  const { db, clock } = s.world;
  const person = await ensurePerson(db, {
    tenantId: MAIN_TENANT,
    email,
    role: 'communications-unit',
    now: clock.now(),
  });
  const items = await chosen();
  const row = await prepareFor(
    s.world.serverDeps,
    {
      actor: { kind: 'person', id: person._id },
      name: 'x',
      email,
      scope: { tenantId: MAIN_TENANT, role: 'communications-unit', accountIds: 'all' },
    },
    { type: 'close', reason: 'other', items },
  );
  const change = {
    tenantId: MAIN_TENANT,
    id: row._id,
    from: 'prepared',
    to: 'running',
    now: clock.now(),
  } as const;
  await transaction(db, (session) => openBulkAct(db, change, session));
  await People(db).updateOne({ tenantId: MAIN_TENANT, email }, { $set: { role: 'auditor' } });
  await processors(s.world.deps)['bulk-act']({ tenantId: MAIN_TENANT, rowId: row._id, revision: 0 });
  const entries = await refusedEntries(db, { tenantId: MAIN_TENANT, bulkId: row._id });
  expect(entries.map(({ state, reason }) => [state, reason])).toEqual([
    ['refused', 'forbidden'],
    ['refused', 'forbidden'],
  ]);
  expect(await statuses()).toEqual(['open', 'open']);
});

test('Of other accounts nothing is counted, and an act is there for the one who asked alone', async () => {
  const { word } = await several(2);
  const { db, clock, url } = s.world;
  const other = await addTestAccount(db, { externalId: '777000' }, clock.now());
  const stranger = await apiClient(db, url, { now: clock.now(), accountIds: [other._id] });
  const matched = await prepare({ type: 'close', reason: 'other', matching: { text: word } }, stranger);
  expect(matched.body.total).toBe(0);
  const named = await prepare({ type: 'close', reason: 'other', items: await chosen() }, stranger);
  expect(named.body.refused.map(({ reason, author }) => [reason, author])).toEqual([
    ['not-found', null],
    ['not-found', null],
  ]);
  const mine = await prepare({ type: 'close', reason: 'other', items: await chosen() });
  expect((await stranger.get(`/api/bulk-acts/${mine.body.id}`)).status).toBe(404);
  expect((await stranger.send('POST', `/api/bulk-acts/${mine.body.id}/start`, {})).status).toBe(404);
});

test('What was counted long ago is counted again', async () => {
  await several(1);
  const { body } = await prepare({ type: 'close', reason: 'other', items: await chosen() });
  s.world.clock.advance(PREPARED_FOR_MS + 1000);
  expect((await s.api.send('POST', `/api/bulk-acts/${body.id}/start`, {})).status).toBe(409);
  expect(await statuses()).toEqual(['open']);
});

test('After its time an act is gone with its items', async () => {
  await several(1);
  const { body } = await prepare({ type: 'close', reason: 'other', items: await chosen() });
  s.world.clock.advance(31 * 86_400_000);
  await sweepOnce(s.world.deps);
  expect((await s.api.get(`/api/bulk-acts/${body.id}`)).status).toBe(404);
  const key = { tenantId: MAIN_TENANT, bulkId: body.id };
  expect(await countEntries(s.world.db, key)).toEqual({ byState: {}, undoable: 0 });
});

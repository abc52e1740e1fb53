/** An answer in a thread stops the clocks of what it answers, in whatever order it all reaches us. */
import { describe, expect, test } from '@jest/globals';
import { Actions } from '../../../core/actions/actions.store.ts';
import { ConcurrentChange } from '../../../core/inbox/change-item.store.ts';
import { Events } from '../../../core/inbox/events.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { commentId, SYSTEM_TENANT } from '../../../core/kernel/ids.ts';
import { type LaterMigration, Migrations, stepOfLater } from '../../../core/kernel/migrations.ts';
import { ANSWERS_IN_THREADS } from '../../../core/migrations/0031-answers-in-threads.store.ts';
import { MONDAY } from '../../support/clock.ts';
import { migratedLater } from '../../support/later.ts';
import { spoken, storedOf, suite } from '../../support/suite.ts';
import { acted, added, envelopeOf, PAGE_ID, type Value } from '../../support/webhook.ts';

const s = suite();
const PAGE = { id: PAGE_ID, name: 'Sidan' };
const ANNA = { id: '9101', name: 'Anna Exempel' };
const BO = { id: '9102', name: 'Bo Påhittad' };
const at = (minute: number): Date => new Date(MONDAY.getTime() + minute * 60_000);

let made = 0;
/** A thread of its own: Anna asks, asks again, Bo asks under it, the page answers, Anna asks once more. */
function thread(answer = 'Till klockan 18.') {
  made += 1;
  const [root, again, other, reply, later] = [1, 2, 3, 4, 5].map((n) => `77${made}_${n}`) as [
    string,
    ...string[],
  ];
  const under = { parentId: root };
  const values: Record<string, Value> = {
    root: added({ id: root, text: 'Hur länge är det öppet?', at: at(1), from: ANNA }),
    again: added({ id: again as string, text: 'Och på lördag?', at: at(2), from: ANNA, ...under }),
    other: added({ id: other as string, text: 'När öppnar ni?', at: at(3), from: BO, ...under }),
    reply: added({ id: reply as string, text: answer, at: at(4), from: PAGE, ...under }),
    later: added({ id: later as string, text: 'På söndag då?', at: at(5), from: ANNA, ...under }),
    gone: acted('remove', { id: reply as string, at: at(9), ...under }),
  };
  return { ids: { root, again, other, later } as Record<string, string>, values };
}

async function deliver(values: readonly (Value | undefined)[], together = false): Promise<void> {
  const given = values as Value[];
  const batches = together ? [given] : given.map((value) => [value]);
  for (const [index, batch] of batches.entries())
    await s.world.deliver(envelopeOf(batch, { sentAt: at(10), salt: `${made}-${index}` }));
}

async function statesOf(ids: Record<string, string>): Promise<Record<string, unknown>> {
  const states: Record<string, unknown> = {};
  for (const [name, id] of Object.entries(ids)) {
    const item = (await storedOf(s, id)).item as Item;
    const { state, stoppedAt } = item.deadline;
    states[name] =
      state === 'running' ? 'running' : `${state} ${((stoppedAt ?? 0) - MONDAY.getTime()) / 60_000}`;
  }
  return states;
}

const ORDERS = [
  ['root', 'again', 'other', 'reply', 'later'],
  ['reply', 'later', 'other', 'again', 'root'],
  ['again', 'reply', 'root', 'later', 'other'],
  ['root', 'reply', 'again', 'other', 'later'],
];
const ANSWERED = { root: 'answered 4', again: 'answered 4', other: 'running', later: 'running' };

describe('an answer on the platform', () => {
  test.each(
    ORDERS,
  )('An answer stops what it answers when %s comes first, then %s, %s, %s, %s', async (...order) => {
    for (const together of [false, true]) {
      const { ids, values } = thread();
      await deliver(
        order.map((name) => values[name]),
        together,
      );
      expect(await statesOf(ids)).toEqual(ANSWERED);
    }
  });

  test('An answer that names another stops that one’s clock alone', async () => {
    const { ids, values } = thread('Bo Påhittad klockan nio.');
    await deliver([values.root, values.again, values.other, values.reply]);
    delete ids.later;
    expect(await statesOf(ids)).toEqual({ root: 'running', again: 'running', other: 'answered 4' });
  });

  test('A threat among what is answered with its thread stays open, and a person still decides on it', async () => {
    const { ids, values } = thread();
    const threat = { ...values.again, message: 'Jag ska döda dig, din jävla idiot' };
    await deliver([values.root, threat, values.reply]);
    expect((await storedOf(s, ids.again as string)).item).toMatchObject({
      status: 'open',
      deadline: { state: 'answered' },
    });
    expect((await storedOf(s, ids.again as string)).item?.personDecided).toBeUndefined();
    expect((await storedOf(s, ids.root as string)).item?.status).toBe('closed');
  });

  test('What a person has called a threat is not let stand by an answer to another comment of the thread', async () => {
    const { ids, values } = thread();
    await deliver([values.root, values.again]);
    const { item } = await storedOf(s, ids.again as string);
    await s.api.act(item?._id ?? '', { type: 'correct', category: 'threat', as: 'missing' });
    await deliver([values.reply]);
    const after = (await storedOf(s, ids.again as string)).item;
    expect(after).toMatchObject({ status: 'open', deadline: { state: 'answered' } });
    expect(after?.removal).toMatchObject({ reason: 'threat', keptAt: null });
  });

  test.each([
    [['root', 'again', 'other', 'reply', 'gone']],
    [['root', 'again', 'other', 'gone', 'reply']],
    [['reply', 'gone', 'again', 'root', 'other']],
  ])('An answer that is removed is owed again: %j', async (order) => {
    const { ids, values } = thread();
    delete ids.later;
    await deliver(order.map((name) => values[name]));
    expect(await statesOf(ids)).toEqual({ root: 'running', again: 'running', other: 'running' });
    expect((await storedOf(s, ids.root as string)).item).toMatchObject({ status: 'open', closeReason: null });
  });

  test('What another answer has answered too stays answered when one is removed', async () => {
    const { ids, values } = thread();
    const second = added({
      id: `77${made}_9`,
      text: 'Även lördag.',
      at: at(6),
      from: PAGE,
      parentId: ids.root as string,
    });
    await deliver([values.root, values.again, values.reply, values.later, second, values.gone]);
    delete ids.other;
    const answered = { root: 'answered 4', again: 'answered 4', later: 'answered 6' };
    expect(await statesOf(ids)).toEqual(answered);
    const secondGone = acted('remove', { id: `77${made}_9`, at: at(11), parentId: ids.root as string });
    await deliver([secondGone]);
    expect(await statesOf(ids)).toEqual({ root: 'running', again: 'running', later: 'running' });
  });

  test('An earlier answer that comes after the later one was removed still counts', async () => {
    const { ids, values } = thread();
    const early = added({
      id: `77${made}_0`,
      text: 'Ja.',
      at: at(3),
      from: PAGE,
      parentId: ids.root as string,
    });
    await deliver([values.root, values.reply, values.gone, early]);
    expect((await statesOf({ root: ids.root as string })).root).toBe('answered 3');
  });

  test('What a person has closed in their own words stays closed when our answer is removed', async () => {
    const { ids, values } = thread();
    await deliver([values.root]);
    const { item } = await storedOf(s, ids.root as string);
    const closing = { type: 'close', reason: 'answered-elsewhere', note: 'Per telefon.' };
    await s.api.act(item?._id ?? '', closing);
    await deliver([values.reply, values.gone]);
    expect((await storedOf(s, ids.root as string)).item).toMatchObject({ status: 'closed' });
  });
});

describe('an answer given here', () => {
  const ask = async (author = 'Vera Väntar') => {
    const root = await spoken(s, 'När plogas det?', { author });
    const again = await spoken(s, 'Hallå?', { author, parentId: root.externalId });
    const other = await spoken(s, 'Undrar jag med!', { author: 'Olle Annan', parentId: root.externalId });
    // Whoever answers has read what was there before.
    s.world.clock.advance(1000);
    return { root, again, other };
  };
  const statusOf = async (id: string) => (await s.api.item(id)).status;

  test('An answer to a follow-up closes it, its author’s root and nobody else’s, also once its echo has come', async () => {
    const { root, again, other } = await ask();
    await s.api.act(again.id, { type: 'reply', text: 'I natt.' });
    await s.world.settle();
    const statuses = [await statusOf(root.id), await statusOf(again.id), await statusOf(other.id)];
    expect(statuses).toEqual(['closed', 'closed', 'open']);
    expect((await storedOf(s, root.externalId)).item?.answeredBy).toBe(
      (await storedOf(s, again.externalId)).item?.answeredBy,
    );
  });

  test('What its writer chose is answered and nothing else', async () => {
    const { root, again, other } = await ask();
    await s.api.act(root.id, { type: 'reply', text: 'I natt.', alsoCloses: [other.id] });
    await s.world.settle();
    expect([await statusOf(root.id), await statusOf(again.id), await statusOf(other.id)]).toEqual([
      'closed',
      'open',
      'closed',
    ]);
    // What comes later into the thread does not ask the rule either.
    await spoken(s, 'Jaha', { author: 'Vera Väntar', parentId: root.externalId });
    expect(await statusOf(again.id)).toBe('open');
  });

  test('Our own answer that is removed on the platform is owed again, with all that it answered', async () => {
    const { root, again } = await ask();
    await s.api.act(root.id, { type: 'reply', text: 'I natt.' });
    await s.world.settle();
    const [action] = await Actions(s.world.db)
      .find({ tenantId: 'main', itemId: root.id, type: 'reply' })
      .lean<{ remoteId: string }[]>();
    const gone = { id: action?.remoteId ?? '', at: s.world.clock.now(), parentId: root.externalId };
    await s.world.deliver(envelopeOf([acted('remove', gone)], { sentAt: s.world.clock.now() }));
    expect([await statusOf(root.id), await statusOf(again.id)]).toEqual(['open', 'open']);
    const { events } = await storedOf(s, again.externalId);
    expect(events.at(-1)).toMatchObject({ type: 'deadline.resumed', data: { reason: 'answer-removed' } });
  });
});

const migrated = (migration: LaterMigration) => migratedLater(s.world.db, migration);

test('Past threads are brought up to date once, and the migration says how many of which account', async () => {
  const { ids, values } = thread();
  await deliver([values.root, values.again, values.other, values.reply]);
  // As it stood before there was a rule: the follow-up had never been answered.
  const { item, events } = await storedOf(s, ids.again as string);
  const started = events.find(({ type }) => type === 'deadline.started');
  const { deadline } = started?.data as { deadline: Item['deadline'] };
  const key = { tenantId: 'main', _id: item?._id ?? '' };
  await Events(s.world.db).deleteMany({ tenantId: 'main', itemId: key._id, seq: { $gt: started?.seq ?? 0 } });
  const before = { deadline, status: 'open' as const, closeReason: null, seq: started?.seq ?? 0 };
  await Items(s.world.db).updateOne(key, { $set: before, $unset: { answeredBy: 1 } });
  expect(await migrated(ANSWERS_IN_THREADS)).toEqual({ [s.account._id]: 1 });
  delete ids.later;
  expect(await statesOf(ids)).toEqual({ root: 'answered 4', again: 'answered 4', other: 'running' });
  const after = await storedOf(s, ids.again as string);
  expect(after.events.find(({ type }) => type === 'comment.answered')?.data).toMatchObject({
    recomputedBy: 31,
  });
  expect(after.events.find(({ type }) => type === 'comment.answered')?.data).not.toHaveProperty('deliveryId');
  expect(await migrated(ANSWERS_IN_THREADS)).toEqual({});
});

test('Many past threads are brought up to date in steps, and a kill in the middle loses none and counts none twice', async () => {
  const { db } = s.world;
  const threads = Array.from({ length: 60 }, () => thread());
  await deliver(
    threads.flatMap(({ values }) => [values.root, values.again, values.reply]),
    true,
  );
  const ids = threads.map(({ ids: of }) => commentId(s.account._id, of.again as string));
  const started = await Events(db)
    .find({ tenantId: 'main', itemId: { $in: ids }, type: 'deadline.started' })
    .lean<{ itemId: string; seq: number; data: { deadline: Item['deadline'] } }[]>();
  for (const { itemId, seq, data } of started) {
    await Events(db).deleteMany({ tenantId: 'main', itemId, seq: { $gt: seq } });
    const before = { deadline: data.deadline, status: 'open' as const, closeReason: null, seq };
    await Items(db).updateOne({ tenantId: 'main', _id: itemId }, { $set: before, $unset: { answeredBy: 1 } });
  }
  const key = { tenantId: SYSTEM_TENANT, _id: '31-answers-in-threads' };
  await Migrations(db).deleteOne(key);
  let changes = 0;
  const killed: LaterMigration = {
    ...ANSWERS_IN_THREADS,
    step: (store, step) =>
      ANSWERS_IN_THREADS.step(store, {
        ...step,
        async count(accountId, session) {
          changes += 1;
          // Of a kind that a store has, so that the step ends by it.
          if (changes === 20) throw new ConcurrentChange('killed');
          return step.count(accountId, session);
        },
        onFault: (error) => {
          throw error;
        },
      }),
  };
  const report = { tell: () => undefined, onFault: () => undefined };
  await expect(stepOfLater(db, [killed], report)).rejects.toThrow('killed');
  let steps = 0;
  while (await stepOfLater(db, [ANSWERS_IN_THREADS], report)) steps += 1;
  expect(steps).toBeGreaterThan(1);
  expect(await Migrations(db).findOne(key).lean()).toMatchObject({ changed: { [s.account._id]: 60 } });
  const after = await Items(db).countDocuments({
    tenantId: 'main',
    _id: { $in: ids },
    'deadline.state': 'answered',
  });
  expect(after).toBe(60);
}, 120_000);

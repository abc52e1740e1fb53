/** platforms.md 11 through the real webhook: nothing is lost, nothing stands twice, one bad change costs nobody. */
import { describe, expect, test } from '@jest/globals';
import { Comments } from '../../../core/inbox/comments.store.ts';
import { Deliveries } from '../../../core/inbox/deliveries.store.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { countUnknown } from '../../../core/inbox/unknown-changes.store.ts';
import { commentId } from '../../../core/kernel/ids.ts';
import { processors } from '../../../workers/processors.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { UNCLASSIFIABLE } from '../../support/assess.ts';
import { MONDAY } from '../../support/clock.ts';
import { storedOf, suite } from '../../support/suite.ts';
import {
  acted,
  added,
  bodyOf,
  edited,
  envelopeOf,
  PAGE_ID,
  POST_ID,
  postWebhook,
  type Value,
} from '../../support/webhook.ts';

const s = suite({ simulator: false });
const later = (minutes: number): Date => new Date(MONDAY.getTime() + minutes * 60_000);
const own = { id: PAGE_ID, name: 'Exempels kommun' };

describe('at least once', () => {
  test('The same batch twice in parallel gives one item', async () => {
    const body = envelopeOf([added({ id: '2_1', text: 'Hej', at: MONDAY })]);
    const answers = await Promise.all([1, 2, 3, 4].map(() => postWebhook(s.world.url, body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await s.world.runQueue();
    const types = (await storedOf(s, '2_1')).events.map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['comment.received', 'deadline.started']);
    expect(types.filter((type) => type === 'comment.received')).toHaveLength(1);
  });

  test('Two workers on the same deliveries at once store each once', async () => {
    const bodies = Array.from({ length: 20 }, (_, n) =>
      envelopeOf([added({ id: `2_2${n}`, text: `Nummer ${n}`, at: MONDAY })]),
    );
    for (const body of bodies) expect((await postWebhook(s.world.url, body)).status).toBe(200);
    const jobs = s.world.queue.hints.splice(0);
    const tables = [processors(s.world.deps), processors(s.world.deps)];
    const runs = tables.flatMap((table) => jobs.map(({ data }) => table['ingest-delivery'](data)));
    await Promise.allSettled(runs);
    // What lost its race is what the queue tries again.
    for (const { data } of jobs) await tables[0]?.['ingest-delivery'](data);
    for (const n of bodies.keys()) {
      const { comment, item, events } = await storedOf(s, `2_2${n}`);
      expect(comment?.revisions).toHaveLength(1);
      expect(events.map(({ seq }) => seq)).toEqual([1, 2]);
      expect(item?.seq).toBe(2);
    }
  });
});

describe('more than one transaction holds', () => {
  test('A delivery of many changes that fails half-way is ended by the next try, each stored once', async () => {
    const values = Array.from({ length: 700 }, (_, n) =>
      added({ id: `77_${n}`, text: `Rad ${n}`, at: MONDAY }),
    );
    const body = envelopeOf(values);
    expect((await postWebhook(s.world.url, body)).status).toBe(200);
    const [hint] = s.world.queue.hints.splice(0);
    const stops = { ...s.world.deps, publisher: { publish: () => Promise.reject(new Error('killed')) } };
    await processors(stops)
      ['ingest-delivery'](hint?.data as never)
      .catch(() => undefined);
    const ids = values.map((_, n) => commentId(s.account._id, `77_${n}`));
    const stored = () => Items(s.world.db).countDocuments({ tenantId: 'main', _id: { $in: ids } });
    // One part as a batch, one more when it is taken alone.
    expect(await stored()).toBe(600);
    await processors(s.world.deps)['ingest-delivery'](hint?.data as never);
    expect(await stored()).toBe(700);
    const [row] = await Deliveries(s.world.db)
      .find({ tenantId: '_system', _id: hint?.data.rowId ?? '' })
      .lean();
    expect(row).toMatchObject({ state: 'done' });
    expect((await storedOf(s, '77_0')).events.map(({ seq }) => seq)).toEqual([1, 2]);
  }, 60_000);
});

describe('what cannot be read', () => {
  test('One bad change in a batch of 1000 is recorded and costs no other', async () => {
    const before = await countUnknown(s.world.db, { tenantId: 'main', accountId: s.account._id });
    const values: Value[] = Array.from({ length: 999 }, (_, n) =>
      added({ id: `3_${n}`, text: `Synpunkt ${n}`, at: MONDAY }),
    );
    values.splice(500, 0, { item: 'comment', verb: 'add', message: 'utan id' });
    await s.world.deliver(envelopeOf(values));
    const ids = Array.from({ length: 999 }, (_, n) => commentId(s.account._id, `3_${n}`));
    expect(await Items(s.world.db).countDocuments({ tenantId: 'main', _id: { $in: ids } })).toBe(999);
    const after = await countUnknown(s.world.db, { tenantId: 'main', accountId: s.account._id });
    expect(after - before).toBe(1);
  }, 30_000);

  test('Unknown fields, items and verbs are recorded; reactions are of no concern', async () => {
    const count = () => countUnknown(s.world.db, { tenantId: 'main', accountId: s.account._id });
    const before = await count();
    await s.world.deliver(
      bodyOf([
        {
          id: PAGE_ID,
          time: 1_772_442_000,
          changes: [
            { field: 'astrology', value: { sign: 'leo' } },
            { field: 'feed', value: { item: 'hologram', verb: 'add' } },
            { field: 'feed', value: { item: 'comment', verb: 'levitate', comment_id: '4_9' } },
            { field: 'feed' },
            7,
            { field: 'feed', value: { item: 'reaction', verb: 'add', reaction_type: 'love' } },
            { field: 'feed', value: added({ id: '4_1', text: 'Läsbart', at: MONDAY, more: { novelty: 1 } }) },
          ],
        },
      ]),
    );
    expect((await count()) - before).toBe(5);
    expect((await storedOf(s, '4_1')).item?.text).toBe('Läsbart');
  });

  test('A classifier that throws leaves the item open, unclassified, for a person', async () => {
    await s.world.deliver(envelopeOf([added({ id: '4_2', text: `Helt ${UNCLASSIFIABLE}`, at: MONDAY })]));
    const { item, events } = await storedOf(s, '4_2');
    expect(item).toMatchObject({ classifier: null, status: 'open', decision: 'flag', verdicts: [] });
    expect(item?.deadline.state).toBe('running');
    expect(events.map(({ type }) => type)).toContain('classification.failed');
    const [listed] = (await s.api.items('?externalId=4_2')).items;
    expect(listed?.classified).toBe(false);
  });
});

describe('what a comment may lack', () => {
  test('A picture without words is an item with an unfetched attachment', async () => {
    const photo = 'https://scontent.example/p.jpg';
    await s.world.deliver(envelopeOf([added({ id: '5_1', at: MONDAY, more: { photo } })]));
    const { item } = await storedOf(s, '5_1');
    expect(item?.text).toBe('');
    expect(item?.attachments).toEqual([{ type: 'image', url: photo, state: 'unfetched' }]);
  });

  test('A comment without an author is kept, and the author is added when told', async () => {
    await s.world.deliver(envelopeOf([added({ id: '5_2', text: 'Anonym', at: MONDAY, from: null })]));
    expect((await storedOf(s, '5_2')).item?.author).toBeNull();
    await s.world.deliver(envelopeOf([added({ id: '5_2', text: 'Anonym', at: MONDAY })]));
    const { item, comment, events } = await storedOf(s, '5_2');
    expect(item?.author).toEqual({ id: '9001', name: 'Ada Exempelsson' });
    expect(comment?.revisions).toHaveLength(1);
    expect(events.at(-1)?.type).toBe('comment.enriched');
  });

  test('A hide changes neither author, text nor publication', async () => {
    await s.world.deliver(envelopeOf([added({ id: '5_3', text: 'Kvar', at: MONDAY })]));
    const before = await storedOf(s, '5_3');
    await s.world.deliver(envelopeOf([acted('hide', { id: '5_3', at: later(5) })]));
    const after = await storedOf(s, '5_3');
    expect(after.item?.visibility).toBe('hidden');
    expect(after.comment?.revisions).toEqual(before.comment?.revisions);
    for (const key of ['author', 'text', 'publishedAt', 'revision', 'verdicts', 'deadline'] as const)
      expect(after.item?.[key]).toEqual(before.item?.[key]);
  });

  test('Ids beyond 2^53 lose no digit', async () => {
    const raw = bodyOf([])
      .toString()
      .replace(
        '[]',
        `[{"id":${PAGE_ID},"time":1772442000,"changes":[{"field":"feed","value":{"item":"comment","verb":"add",` +
          `"comment_id":"6_1","post_id":"${POST_ID}","parent_id":"${POST_ID}","created_time":1772442000,` +
          '"message":"Stort tal","from":{"id":10201978818232600123,"name":"Siv"}}}]}]',
      );
    await s.world.deliver(Buffer.from(raw));
    expect((await storedOf(s, '6_1')).item?.author?.id).toBe('10201978818232600123');
  });
});

describe('the account answers on the platform itself', () => {
  const question = (id: string) => added({ id, text: 'Hur gör jag?', at: MONDAY });
  const answer = (id: string) =>
    added({ id: `${id}9`, text: 'Så här.', at: later(30), from: own, parentId: id });

  test('The clock stops at an answer that comes after the comment, and the item closes', async () => {
    await s.world.deliver(envelopeOf([question('7_1')]));
    await s.world.deliver(envelopeOf([answer('7_1')]));
    const { item } = await storedOf(s, '7_1');
    expect(item).toMatchObject({ status: 'closed', closeReason: 'answered' });
    expect(item?.deadline).toMatchObject({ state: 'answered', stoppedAt: later(30).getTime() });
    expect((await storedOf(s, '7_19')).item).toBeNull();
  });

  test('The clock stops at an answer that comes before the comment reaches us, too', async () => {
    await s.world.deliver(envelopeOf([answer('7_2')]));
    await s.world.deliver(envelopeOf([question('7_2')]));
    const [first, second] = [(await storedOf(s, '7_1')).item, (await storedOf(s, '7_2')).item];
    expect(second?.deadline).toEqual(first?.deadline);
    expect(second).toMatchObject({ status: 'closed', closeReason: 'answered' });
  });

  test('An edit that asks again opens the item, and its clock goes on', async () => {
    await s.world.deliver(envelopeOf([added({ id: '7_3', text: 'Bra jobbat', at: MONDAY })]));
    const { item } = await storedOf(s, '7_3');
    await s.api.act(item?._id ?? '', { type: 'close', reason: 'no-answer-needed' });
    await s.world.deliver(envelopeOf([edited({ id: '7_3', text: 'Men när?', at: later(60) })]));
    expect((await storedOf(s, '7_3')).item).toMatchObject({ status: 'open', deadline: { state: 'running' } });
  });
});

describe('accounts that nobody has connected', () => {
  test('Entries of an unknown account wait, the rest of the delivery does not, and adding the account brings them in', async () => {
    const page = '700800900';
    const values = [added({ id: '8_1', text: 'Till den andra sidan', at: MONDAY })];
    const body = bodyOf([
      { id: page, time: 1_772_442_000, changes: [...values.map((value) => ({ field: 'feed', value })), 7] },
      {
        id: PAGE_ID,
        time: 1_772_442_000,
        changes: [{ field: 'feed', value: added({ id: '8_2', text: 'Hit', at: MONDAY }) }, 7],
      },
    ]);
    await s.world.deliver(body);
    expect((await storedOf(s, '8_2')).item?.text).toBe('Hit');
    const waiting = { tenantId: '_system', state: 'waiting' } as const;
    expect(await Deliveries(s.world.db).findOne(waiting).lean()).toMatchObject({ waitingFor: [page] });

    const before = await storedOf(s, '8_2');
    const unknown = await countUnknown(s.world.db, { tenantId: 'main', accountId: s.account._id });
    const account = await addTestAccount(s.world.db, { externalId: page }, s.world.clock.now());
    await s.world.settle();
    expect(await Deliveries(s.world.db).countDocuments(waiting)).toBe(0);
    expect(await Comments(s.world.db).countDocuments({ tenantId: 'main', accountId: account._id })).toBe(1);
    expect(await countUnknown(s.world.db, { tenantId: 'main', accountId: account._id })).toBe(1);
    // What had been read before is left as it was.
    const key = { tenantId: 'main', accountId: s.account._id };
    expect(await countUnknown(s.world.db, key)).toBe(unknown);
    const after = await storedOf(s, '8_2');
    expect(after.comment).toEqual(before.comment);
    expect(after.events.filter(({ type }) => type === 'comment.received')).toHaveLength(1);
  });

  test('An entry that began to wait while its account was being connected is found by the sweeper', async () => {
    const page = '700800901';
    await s.world.deliver(envelopeOf([added({ id: '8_3', text: 'Knappt', at: MONDAY })], { page }));
    const account = await addTestAccount(s.world.db, { externalId: page }, s.world.clock.now());
    // As if the two had crossed: the delivery is marked as waiting after the account had been added.
    await Deliveries(s.world.db).updateOne(
      { tenantId: '_system', waitingFor: page },
      { $set: { state: 'waiting' } },
    );
    s.world.queue.empty();
    await s.world.settle();
    expect(await Comments(s.world.db).countDocuments({ tenantId: 'main', accountId: account._id })).toBe(1);
  });
});

/**
 * Events are what happened, the item what follows: it can be built again, from its comment, its events and the
 * assessment of its text. The assessment is in no event (`core/inbox/projection/apply-event.ts`), so it is made anew
 * here, by the same classifier; another one would build another item. And every job may run twice.
 */
import { describe, expect, test } from '@jest/globals';
import { clockFor } from '../../../core/deadlines/clock.ts';
import { defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';
import { startDeadline } from '../../../core/deadlines/life.ts';
import { contextId, contextsById } from '../../../core/inbox/contexts.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { contentOf, newItem } from '../../../core/inbox/item-content.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { applyEvent } from '../../../core/inbox/projection/apply-event.ts';
import { searchedOf } from '../../../core/inbox/search-words.ts';
import { sha256 } from '../../../core/kernel/ids.ts';
import type { JobData, JobName } from '../../../core/kernel/queue/jobs.ts';
import { processors } from '../../../workers/processors.ts';
import { sweepOnce } from '../../../workers/sweep.ts';
import { MONDAY } from '../../support/clock.ts';
import { dump } from '../../support/snapshot.ts';
import { administrator, type Suite, spoken, storedOf, suite } from '../../support/suite.ts';
import { acted, added, edited, envelopeOf, postWebhook } from '../../support/webhook.ts';

const s = suite();
const later = (minutes: number): Date => new Date(MONDAY.getTime() + minutes * 60_000);

/** The item from nothing but its comment, an assessment of its text, the row of its post, and its events. */
async function rebuilt(suite_: Suite, externalId: string): Promise<Item> {
  const { comment, events, item } = await storedOf(suite_, externalId);
  if (comment === null || item === null) throw new Error('nothing to rebuild');
  const { account, world } = suite_;
  const deadline = startDeadline(
    { by: 'visitor', via: 'webhook', publishedAt: null, fetchedAt: MONDAY.getTime(), connectedAt: 0 },
    clockFor(defaultPolicy('SE')),
  );
  const assessment = world.deps.assess(account, item.text);
  const blank = newItem(comment, assessment, { account, deadline, now: comment.firstFetchedAt });
  // A post that was known when the comment came is no event: it stands in its own row.
  const told = events.some(({ type }) => type === 'context.fetched' || type === 'context.failed');
  const key = { tenantId: account.tenantId, ids: [contextId(account._id, item.postId ?? '')] };
  const [row] = await contextsById(world.db, key);
  const context = told || row === undefined ? {} : { context: row.state, contextCause: row.cause };
  const content = contentOf(comment, assessment);
  const built = events.reduce(applyEvent, { ...blank, ...content, ...context });
  // What people typed is kept on the item; the events vouch for it.
  const { tags, recordsReference } = item;
  const typed = events.flatMap((event) =>
    event.type === 'item.tagged'
      ? event.data.tagSha256
      : event.type === 'records.decided'
        ? (event.data.referenceSha256 ?? [])
        : [],
  );
  expect(new Set([...tags, ...(recordsReference === null ? [] : [recordsReference])].map(sha256))).toEqual(
    new Set(typed),
  );
  const stored = { ...built, tags, recordsReference };
  return { ...stored, ...searchedOf(stored) };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the item', () => {
  test('The item built again from comment, assessment of the text and events is the item as stored', async () => {
    await s.world.deliver(envelopeOf([added({ id: '9_1', text: 'Hur då, idiot?', at: MONDAY })]));
    await s.world.deliver(envelopeOf([edited({ id: '9_1', text: 'Hur då?', at: later(1) })]));
    const photo = 'https://elsewhere.example/a.jpg';
    await s.world.deliver(envelopeOf([edited({ id: '9_1', text: 'Hur?', at: later(1.5), more: { photo } })]));
    await s.world.deliver(envelopeOf([acted('hide', { id: '9_1', at: later(2) })]));
    await s.world.deliver(envelopeOf([acted('unhide', { id: '9_1', at: later(3) })]));
    const { id, externalId } = await spoken(s, 'Är det stängt, idiot?');
    for (const request of [
      { type: 'tag', tag: 'bad' },
      { type: 'note', text: 'Kolla med fritid.' },
      { type: 'assign', to: await administrator(s) },
      { type: 'correct', category: 'insult', as: 'wrong' },
      { type: 'hide', reason: 'csam', axis: 'legalDuty' },
      { type: 'register', outcome: 'registered', reference: 'KS 2026/1' },
    ])
      expect((await s.api.act(id, request)).status).toBe(202);
    await s.world.settle();
    expect((await s.api.act(id, { type: 'unhide' })).status).toBe(202);
    await s.world.settle();
    expect((await s.api.act(id, { type: 'reply', text: 'Ja, till fredag.' })).status).toBe(202);
    await s.world.settle();
    await s.world.deliver(envelopeOf([edited({ id: '9_2', text: 'Först en ändring', at: later(9) })]));
    await s.world.deliver(envelopeOf([added({ id: '9_2', text: 'Sedan texten', at: later(8) })]));
    await s.world.deliver(envelopeOf([acted('remove', { id: '9_2', at: later(10) })]));
    await s.world.settle();
    for (const one of ['9_1', externalId, '9_2']) {
      const stored = plain((await storedOf(s, one)).item);
      expect(plain(await rebuilt(s, one))).toEqual(stored);
    }
  }, 30_000);
});

describe('every job', () => {
  test('A second run of every job changes nothing in the whole store', async () => {
    const elsewhere = { post_id: '100200300400_777', parent_id: '100200300400_777' };
    const photo = 'https://elsewhere.example/b.jpg';
    const more = { ...elsewhere, photo };
    const queued = envelopeOf([added({ id: '9_8', text: 'Två gånger', at: MONDAY, more })]);
    const { id } = await spoken(s, 'Två gånger, idiot?');
    const other = await s.world.sim.comment({ text: 'Väntar i kön' });
    expect(other.acknowledged).toBe(true);
    await s.world.deliver(envelopeOf([added({ id: '9_7', text: 'x', at: MONDAY })], { page: '31415' }));
    await s.world.deliver(envelopeOf([{ item: 'comment', verb: 'add' }]));
    await s.api.act(id, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    await s.api.act(id, { type: 'reply', text: 'Vi ber om ursäkt.' });
    expect((await postWebhook(s.world.url, queued)).status).toBe(200);
    const ran: { name: JobName; data: JobData }[] = [];
    const table = processors(s.world.deps);
    for (let round = 0; round < 4; round++) {
      s.world.clock.advance(61_000);
      await sweepOnce(s.world.deps);
      for (let hint = s.world.queue.hints.shift(); hint; hint = s.world.queue.hints.shift()) {
        await table[hint.name](hint.data);
        ran.push(hint);
      }
    }
    expect(new Set(ran.map(({ name }) => name))).toEqual(
      new Set(['act', 'capture', 'fetch-context', 'ingest-delivery', 'scan-images']),
    );
    const [before, calls] = [await dump(s.world.db), s.world.sim.calls().length];
    expect(await Items(s.world.db).countDocuments({ tenantId: 'main' })).toBeGreaterThan(3);
    for (const { name, data } of ran) await table[name](data);
    await sweepOnce(s.world.deps);
    await s.world.runQueue();
    expect(await dump(s.world.db)).toEqual(before);
    expect(s.world.sim.calls()).toHaveLength(calls);
  }, 30_000);
});

/** What the runner of rows does for every job: whatever the work, a row is claimed, ended, put off or given up. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Item } from '../../core/inbox/item.ts';
import { claimRow } from '../../core/kernel/job-rows.ts';
import { JOBS } from '../../core/kernel/queue/jobs.ts';
import { OPINION_ROWS, type OpinionRow, Opinions } from '../../core/second-opinion/opinions.store.ts';
import { loadItem, type RowJob, runRow } from '../../workers/run-row.ts';
import { spoken, suite } from '../support/suite.ts';

const s = suite();
const TENANT = 'main';
const { maxAttempts, backoff } = JOBS['second-opinion'];
type TestJob = RowJob<OpinionRow, { readonly item: Item }>;

let made = 0;
let itemId = '';
const ran: string[] = [];
const hinted: { ids: string[]; revisions: number[]; delayMs: number | undefined }[] = [];

beforeEach(async () => {
  ran.length = 0;
  hinted.length = 0;
  itemId ||= (await spoken(s, 'Hej på er')).id;
});

async function rowOf(some: Partial<OpinionRow> = {}): Promise<string> {
  made += 1;
  const _id = `row-${made}`;
  const notBefore = s.world.clock.now();
  await Opinions(s.world.db).insertMany([
    {
      _id,
      tenantId: TENANT,
      itemId,
      revision: 1,
      state: 'wanted',
      notBefore,
      attempts: 0,
      lease: null,
      ...some,
    },
  ]);
  return _id;
}
const stored = (_id: string) => Opinions(s.world.db).findOne({ tenantId: TENANT, _id }).lean();

async function run(rowId: string, job: Partial<TestJob> = {}): Promise<void> {
  const note = (name: string) => ran.push(name);
  const queues = {
    ...s.world.queue,
    hint: async (_name: string, rows: readonly { _id: string; attempts: number }[], delayMs?: number) => {
      hinted.push({
        ids: rows.map(({ _id }) => _id),
        revisions: rows.map(({ attempts }) => attempts),
        delayMs,
      });
      return true;
    },
  };
  const deps = { ...s.world.deps, queues };
  const processor = runRow<OpinionRow, { readonly item: Item }>(deps, {
    name: 'second-opinion',
    kind: OPINION_ROWS,
    load: (claimed) => loadItem(deps, claimed),
    gone: () => {
      note('gone');
      return { set: { state: 'done' } };
    },
    async giveUp() {
      note('given up');
      return { set: { state: 'failed' } };
    },
    async work() {
      note('worked');
      return { set: { state: 'done' } };
    },
    ...job,
  });
  await processor({ tenantId: TENANT, rowId, revision: 0 });
}

describe('a row that is claimed', () => {
  test('A row is worked on once and ends without a lease, and a second hint does nothing', async () => {
    const id = await rowOf();
    await run(id);
    await run(id);
    expect(ran).toEqual(['worked']);
    expect(await stored(id)).toMatchObject({ state: 'done', attempts: 1, lease: null });
    expect(hinted).toEqual([]);
  });

  test('A row whose item is gone is ended unworked', async () => {
    const id = await rowOf({ itemId: 'nothing' });
    await run(id);
    expect(ran).toEqual(['gone']);
    expect(await stored(id)).toMatchObject({ state: 'done', lease: null });
  });

  test('A row is given up after its tries, and the last try knows that it is the last', async () => {
    const [last, spent] = [
      await rowOf({ attempts: maxAttempts - 1 }),
      await rowOf({ attempts: maxAttempts }),
    ];
    const isLast: boolean[] = [];
    const work: TestJob['work'] = async (attempt) => {
      isLast.push(attempt.isLast);
      return { set: { state: 'done' } };
    };
    await run(await rowOf(), { work });
    await run(last, { work });
    expect(isLast).toEqual([false, true]);
    await run(spent, { work });
    expect(ran).toEqual(['given up']);
    expect((await stored(spent))?.state).toBe('failed');
  });

  test('A row is put off by the wait of its job, and hinted for then', async () => {
    const id = await rowOf({ attempts: 1 });
    await run(id, { work: async () => ({ set: {}, again: 'backoff' }) });
    const waitMs = 2 * backoff.firstMs;
    expect(hinted).toEqual([{ ids: [id], revisions: [2], delayMs: waitMs }]);
    expect(await stored(id)).toMatchObject({
      state: 'wanted',
      lease: null,
      notBefore: new Date(s.world.clock.now().getTime() + waitMs),
    });
  });

  test('A row is put off by the wait that the work names', async () => {
    const id = await rowOf();
    await run(id, { work: async () => ({ set: {}, again: 700 }) });
    expect(hinted).toEqual([{ ids: [id], revisions: [1], delayMs: 700 }]);
  });

  test('A row that is hinted too early is hinted again for when it is due, under another id', async () => {
    const id = await rowOf({ notBefore: new Date(s.world.clock.now().getTime() + 5000) });
    await run(id);
    expect(ran).toEqual([]);
    expect(hinted).toEqual([{ ids: [id], revisions: [1000], delayMs: 5000 }]);
    expect((await stored(id))?.attempts).toBe(0);
  });
});

describe('a claim that is lost while the work goes on', () => {
  async function loseIt(id: string): Promise<void> {
    s.world.clock.advance(OPINION_ROWS.leaseMs);
    const key = { tenantId: TENANT, id, now: s.world.clock.now() };
    expect(await claimRow(s.world.db, OPINION_ROWS, key)).not.toBeNull();
  }

  test('A worker that lost its claim leaves the row to the other one, and nothing follows', async () => {
    const id = await rowOf();
    await run(id, {
      async work() {
        await loseIt(id);
        return { set: { state: 'failed' }, again: 100, afterwards: async () => void ran.push('afterwards') };
      },
    });
    expect(ran).toEqual([]);
    expect(hinted).toEqual([]);
    expect(await stored(id)).toMatchObject({ state: 'wanted', attempts: 2 });
  });

  test('What was to change with the row is undone where the claim was lost', async () => {
    const [id, other] = [await rowOf(), await rowOf()];
    await run(id, {
      async work() {
        await loseIt(id);
        return async (session) => {
          await Opinions(s.world.db).updateOne(
            { tenantId: TENANT, _id: other },
            { $set: { state: 'failed' } },
            { session },
          );
          return { set: { state: 'done' } };
        };
      },
    });
    expect((await stored(other))?.state).toBe('wanted');
    expect((await stored(id))?.state).toBe('wanted');
  });
});

test('Work that throws leaves the row to the next claim, and the queue hears of it', async () => {
  const id = await rowOf();
  const work = async () => Promise.reject(new Error('broken'));
  await expect(run(id, { work })).rejects.toThrow('broken');
  expect(await stored(id)).toMatchObject({ state: 'wanted', attempts: 1 });
  s.world.clock.advance(OPINION_ROWS.leaseMs);
  await run(id);
  expect(await stored(id)).toMatchObject({ state: 'done', attempts: 2 });
});

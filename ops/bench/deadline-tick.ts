/**
 * The tick over 100,000 open items: with 100 that have come due, and after a downtime in which all of them did. Beside
 * it the same range read and the same writes with the bare driver, in the same run.
 */

import { HOUR_MS, MINUTE_MS } from '../../core/deadlines/civil.ts';
import { Clocks, dueClockFilter } from '../../core/deadlines/clocks.store.ts';
import { listItems } from '../../core/inbox/item-queries.store.ts';
import { Items } from '../../core/inbox/items.store.ts';
import { transaction } from '../../core/kernel/db.ts';
import { createLogger } from '../../core/kernel/log.ts';
import type { DeadlineDeps } from '../../workers/deadlines/deps.ts';
import { createTick } from '../../workers/deadlines/tick.ts';
import { openTickGround, seedItems, type TickGround, WORKING } from './deadline-ground.ts';
import { quantile } from './quantile.ts';

const OPEN = 100_000;
const DUE = 100;
const ROUNDS = 40;
const WARM_UP = 10;
/** A Monday, at midnight in Stockholm: the first warnings come twelve hours later. */
const FROM = Date.UTC(2026, 7, 16, 22);

type Row = Record<string, string | number>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function tickAt({ db }: TickGround, time: { now: number }): () => Promise<unknown> {
  const deps: DeadlineDeps = {
    db,
    log: createLogger({ name: 'bench', level: 'silent' }),
    publisher: { publish: async () => true },
    now: () => new Date(time.now),
    policyCache: { clockOf: () => WORKING, since: () => 0 },
    holder: 'bench',
  };
  return createTick(deps);
}

/** One round of the bare driver: the range read, then as many updates and inserts as the tick makes, in a transaction. */
async function rawRound({ db }: TickGround, now: number, round: number): Promise<[number, number]> {
  let found: { _id: unknown }[] = [];
  const read = await timed(async () => {
    const due = Clocks(db).collection.find(dueClockFilter(new Date(now)) as never);
    found = (await due.sort({ at: 1 }).limit(500).toArray()) as unknown as typeof found;
  });
  // A bare copy of the items, with one index: what an alarm cannot do without.
  const raw = db.connection.collection('benchRaw');
  const events = db.connection.collection('benchRawEvents');
  const write = await timed(() =>
    transaction(db, async (session) => {
      await raw.bulkWrite(
        found.map(({ _id }) => ({
          updateOne: {
            filter: { _id: _id as never },
            update: {
              $set: { nextAlarmAt: now + round, raised: [round], seq: round, updatedAt: new Date(now) },
            },
          },
        })),
        { session },
      );
      await events.insertMany(
        found.map(({ _id }, index) => ({ round, index, of: _id, level: 0.5, at: now })) as never[],
        { session },
      );
    }),
  );
  return [read, write];
}

/** The same ids in a bare collection, for the bare driver's writes. */
async function copyForRaw({ db }: TickGround): Promise<void> {
  await Items(db)
    .collection.aggregate([{ $project: { text: 1, words: 1 } }, { $out: 'benchRaw' }])
    .toArray();
  await db.connection.collection('benchRaw').createIndex({ nextAlarmAt: 1 });
  await db.connection.collection('benchRawEvents').createIndex({ of: 1, level: 1 });
}

/** How long the inbox's own list takes while the tick catches up. */
async function inboxDuring({ db, account }: TickGround, busy: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let running = true;
  void busy.finally(() => {
    running = false;
  });
  const scope = { tenantId: account.tenantId, accountIds: 'all', role: 'administrator' } as const;
  const viewer = { personId: 'p', now: new Date(FROM) };
  while (running) {
    const query = { filter: { view: 'all' as const }, viewer, sort: 'due' as const, cursor: null, limit: 50 };
    took.push(await timed(() => listItems(db, scope, query)));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return took;
}

const row = (figure: string, value: number, demand?: { must: string; met: boolean }): Row => ({
  figure,
  value,
  ...(demand === undefined ? {} : { must: demand.must, met: demand.met ? 'met' : 'MISSED' }),
});

export async function run(): Promise<{ name: string; rows: Row[] }> {
  const ground = await openTickGround();
  try {
    await seedItems(ground, { count: OPEN, perMinute: DUE, from: FROM });
    await copyForRaw(ground);
    const time = { now: FROM + 12 * HOUR_MS };
    const tick = tickAt(ground, time);
    const ticks: number[] = [];
    const idle: number[] = [];
    const reads: number[] = [];
    const writes: number[] = [];
    for (let round = 0; round < ROUNDS + WARM_UP; round++, time.now += MINUTE_MS) {
      const [read, write] = await rawRound(ground, time.now, round);
      const took = await timed(tick);
      const empty = await timed(tick);
      if (round < WARM_UP) continue;
      ticks.push(took);
      idle.push(empty);
      reads.push(read);
      writes.push(write);
    }
    time.now = FROM + 5 * 24 * HOUR_MS;
    let seconds = 0;
    const catchUp = timed(tick).then((ms) => {
      seconds = ms / 1000;
    });
    const inbox = await inboxDuring(ground, catchUp);
    await catchUp;
    const raised = await ground.db.connection
      .collection('events')
      .countDocuments({ tenantId: ground.account.tenantId, type: 'deadline.breached' });
    if (raised !== OPEN) throw new Error(`${raised} breaches were raised for ${OPEN} items.`);
    const median = quantile(ticks, 0.5);
    return {
      name: `deadline tick, ${OPEN.toLocaleString('en-GB')} open items`,
      rows: [
        row(`tick with ${DUE} due, median ms`, median, { must: '< 50', met: median < 50 }),
        row(`tick with ${DUE} due, p95 ms`, quantile(ticks, 0.95)),
        row('tick with nothing due, median ms', quantile(idle, 0.5)),
        row('bare driver: range read, median ms', quantile(reads, 0.5)),
        row('bare driver: same writes, median ms', quantile(writes, 0.5)),
        row(`${OPEN.toLocaleString('en-GB')} fallen due in a downtime, seconds`, seconds, {
          must: '< 60',
          met: seconds < 60,
        }),
        row('inbox list meanwhile, median ms', quantile(inbox, 0.5)),
        row('inbox list meanwhile, p95 ms', quantile(inbox, 0.95)),
      ],
    };
  } finally {
    await ground.stop();
  }
}

/** Rows of texts are found by an index, however many one comment has. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Comment } from '../../../core/inbox/comment.ts';
import {
  allRevisions,
  newestMoved,
  Revisions,
  revisionsBeside,
  rowsOf,
} from '../../../core/inbox/revisions.store.ts';
import { closeDb, type Db, openDb, transaction } from '../../../core/kernel/db.ts';
import { migrate } from '../../../core/migrations/migrate.store.ts';
import { planOf, queriesOf } from '../../support/query-plans.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';

const ROWS = 3000;
let stores: TestStores | undefined;
let db: Db;

const comment = (id: string): Comment =>
  ({ _id: id, tenantId: 'main', accountId: 'a', revisions: [], moved: { count: ROWS } }) as never;
const text = (n: number) => {
  const at = new Date(Date.UTC(2026, 2, 2, 8, 0, n));
  const rest = { receivedAt: at, deliveryId: 'd', sha256: String(n), edited: true, attachments: [] };
  return { number: n + 1, text: `Text ${n}`, at, ...rest };
};

beforeAll(async () => {
  stores = await testMongo();
  const { mongoUrl } = stores;
  db = await openDb(`${mongoUrl}${mongoUrl.includes('?') ? '&' : '?'}monitorCommands=true`);
  await migrate(db);
  const texts = Array.from({ length: ROWS }, (_, n) => text(n));
  await Revisions(db).insertMany(rowsOf(comment('often'), texts));
  await Revisions(db).insertMany(rowsOf(comment('seldom'), texts.slice(0, 3)));
}, 60_000);
afterAll(async () => {
  await db.connection.db?.dropDatabase();
  await closeDb(db);
  await stores?.stop();
});

test('The texts beside a late one, the newest, and those of another comment are ranges of an index', async () => {
  const key = { tenantId: 'main', commentId: 'often' };
  const order = text(1200).at.getTime() * 2 + 1;
  const reads = await queriesOf(db, async () => {
    const beside = await transaction(db, (session) => revisionsBeside(db, { ...key, order }, session));
    expect(beside.map(({ number }) => number)).toEqual([1201, 1202]);
    const newest = await newestMoved(db, { ...key, limit: 50 });
    expect(newest.map(({ number }) => number).at(-1)).toBe(ROWS - 49);
    const whole = await allRevisions(db, 'main', [comment('seldom')]);
    expect(whole.get('seldom')).toHaveLength(3);
  });
  expect(reads).toHaveLength(4);
  const plans = await Promise.all(reads.map((read) => planOf(db, read)));
  expect(plans).toMatchObject(reads.map(() => ({ scans: false, sorted: 0 })));
  expect(Math.max(...plans.map(({ keys }) => keys))).toBeLessThanOrEqual(51);
});

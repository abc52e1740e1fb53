/**
 * Every read that a route or timer makes finds what it asks for by an index, on an inbox of three years: no collection
 * scan, at most four keys for each document that matches, and nothing large is sorted in memory.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Account } from '../../../core/accounts/account.ts';
import { alarmCounts, blockedOf, stillOverdue } from '../../../core/alarms/alarm-counts.store.ts';
import { noteLookedThrough, unseenOf } from '../../../core/deadlines/supervision.store.ts';
import { Comments } from '../../../core/inbox/comments.store.ts';
import { Events } from '../../../core/inbox/events.store.ts';
import type { Item } from '../../../core/inbox/item.ts';
import { VIEWS } from '../../../core/inbox/items.contract.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { openItem } from '../../support/deadlines.ts';
import { type Plan, planOf, readsOf } from '../../support/query-plans.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { openWorld, type World } from '../../support/world.ts';

const ITEMS = 20_000;
const ACCOUNTS = 6;
const POSTS = 40;
const YEARS_HOURS = 3 * 365 * 24;
const HOUR = 3_600_000;
/** What people work with today: some 500 open items. At worst these are read whole, never the archive. */
const WORKING_SET = 800;
/** What one filter picks from years and a person sorts otherwise than by its index. */
const FEW_SORTED = 800;

const s = {} as { world: World; api: ApiClient };
let stores: TestStores | undefined;
const accounts: Account[] = [];
let limited: ApiClient | undefined;
let opened = '';

type Mutable = { -readonly [K in keyof Item]: Item[K] };

/** Spread over 0 to `of`, the same for the same number, and independent of every other property. */
function drawn(number: number, property: string, of: number): number {
  const digest = createHash('sha256').update(`${number} ${property}`).digest();
  return digest.readUInt32BE(0) % of;
}

/** Most are closed and answered; one in forty is open; of ten open ones one is abusive, one taken, some overdue. */
function madeItem(number: number, now: number): Item {
  const draw = (property: string, of: number) => drawn(number, property, of);
  const account = accounts[draw('account', ACCOUNTS)] as Account;
  const isOpen = draw('open', 40) === 0;
  const published = now - (isOpen ? draw('age', 30) : 40 + draw('age', YEARS_HOURS)) * HOUR;
  const item: Mutable = { ...openItem(account, `e${number}`, new Date(published)) };
  item.postId = `post-${draw('post', POSTS)}`;
  item.parentId = item.postId;
  item.author = { id: `author-${draw('author', 3000)}`, name: 'Någon' };
  item.words = ['någon', 'fråga', `ord${draw('word', 500)}`];
  item.severity = draw('severity', 4);
  item.abusive = draw('abusive', 10) === 0;
  item.assignee = draw('assignee', 10) === 0 ? 'someone' : null;
  item.context = 'none';
  item.updatedAt = new Date(published + HOUR);
  if (isOpen) return item;
  item.firstSeenAt = draw('seen', 3) === 0 ? null : new Date(published + HOUR);
  item.status = draw('waiting', 97) === 0 ? 'waiting' : draw('snoozed', 89) === 0 ? 'snoozed' : 'closed';
  item.recordsOutcome = draw('undecided', 20) === 0 ? null : 'minor';
  item.deadline = {
    ...item.deadline,
    state: item.status === 'closed' ? 'answered' : 'paused',
    stoppedAt: item.status === 'closed' ? published + HOUR : null,
    stopReason: item.status === 'closed' ? 'answered' : null,
  };
  item.handling = { first: 'someone', solver: 'someone' };
  return item;
}

const commentOf = ({
  _id,
  tenantId,
  accountId,
  externalId,
  postId,
  parentId,
  author,
  publishedAt,
}: Item) => ({
  _id,
  tenantId,
  accountId,
  platform: 'facebook',
  kind: 'comment',
  externalId,
  parentId,
  postId,
  author,
  own: false,
  revisions: [{ text: 'En fråga', at: publishedAt, receivedAt: publishedAt, attachments: [] }],
  visibility: 'public',
  firstFetchedAt: publishedAt,
});

const eventOf = (item: Item, type: string, seq: number) => ({
  _id: `${item._id}-${seq}`,
  tenantId: item.tenantId,
  accountId: item.accountId,
  itemId: item._id,
  seq,
  type,
  actor: { kind: 'person', id: 'someone' },
  at: item.updatedAt,
  data: {},
});

beforeAll(async () => {
  stores = await testMongo();
  const { mongoUrl } = stores;
  const told = `${mongoUrl}${mongoUrl.includes('?') ? '&' : '?'}monitorCommands=true`;
  s.world = await openWorld({ mongoUrl: told, simulator: false });
  const { db, clock, url } = s.world;
  s.api = await apiClient(db, url, { now: clock.now() });
  for (let number = 0; number < ACCOUNTS; number++)
    accounts.push(await addTestAccount(db, { externalId: `90000${number}` }, clock.now()));
  const now = clock.now().getTime();
  for (let from = 0; from < ITEMS; from += 2000) {
    const items = Array.from({ length: 2000 }, (_, index) => madeItem(from + index, now));
    opened ||= items[0]?._id ?? '';
    await Items(db).collection.insertMany(items as never);
    await Comments(db).collection.insertMany(items.map(commentOf) as never);
    const events = items.flatMap((item) => [
      eventOf(item, 'item.created', 1),
      eventOf(item, item.firstSeenAt === null ? 'item.classified' : 'item.seen', 2),
    ]);
    await Events(db).collection.insertMany(events as never);
  }
  const two = accounts.slice(0, 2).map(({ _id }) => _id);
  limited = await apiClient(db, url, { now: clock.now(), accountIds: two });
}, 120_000);
afterAll(async () => {
  await s.world.db.connection.db?.dropDatabase();
  await s.world.close();
  await stores?.stop();
});

const wasteful = ({ scans, keys, documents, matched, sorted }: Plan): boolean =>
  (scans && documents > WORKING_SET) || keys > Math.max(WORKING_SET, 4 * matched) || sorted > FEW_SORTED;

/** The plans of what the work reads that are not good enough, with their questions. */
async function wastefulReads(work: () => Promise<unknown>): Promise<Plan[]> {
  const reads = await readsOf(s.world.db, work);
  expect(reads.length).toBeGreaterThan(0);
  const plans: Plan[] = [];
  for (const read of reads) plans.push(await planOf(s.world.db, read));
  return plans.filter(wasteful);
}

async function got(client: ApiClient | undefined, path: string): Promise<{ nextCursor?: string | null }> {
  const answer = await client?.get<{ nextCursor?: string | null }>(path);
  expect(answer?.status).toBe(200);
  return answer?.body ?? {};
}

/** The first page, and the fifth. */
async function pages(client: ApiClient | undefined, path: string): Promise<void> {
  let { nextCursor } = await got(client, path);
  for (let page = 0; page < 4 && nextCursor; page++)
    ({ nextCursor } = await got(client, `${path}&cursor=${nextCursor}`));
}

const clients = [
  ['who sees all accounts', () => s.api],
  ['who sees two accounts', () => limited],
] as const;

describe.each(clients)('A reader %s', (_who, clientOf) => {
  describe.each(['due', 'severity', 'newest'])('sorted by %s', (sort) => {
    test.each([...VIEWS])('The view %s is a range of an index', async (view) => {
      expect(
        await wastefulReads(() => pages(clientOf(), `/api/items?view=${view}&sort=${sort}&limit=50`)),
      ).toEqual([]);
    });

    test('A list without any filter is a range of an index', async () => {
      expect(await wastefulReads(() => pages(clientOf(), `/api/items?sort=${sort}&limit=50`))).toEqual([]);
    });
  });

  test('The counts of the views read only what they count', async () => {
    expect(await wastefulReads(() => got(clientOf(), '/api/views'))).toEqual([]);
  });

  test('An opened item reads itself, its branch and its author, not the municipality', async () => {
    expect(await wastefulReads(() => got(clientOf(), `/api/items/${opened}`))).toEqual([]);
  });

  test('What changed, one external id, and a word are found by an index', async () => {
    const since = new Date(s.world.clock.now().getTime() - HOUR).toISOString();
    const work = async () => {
      await got(clientOf(), `/api/items?since=${since}`);
      await got(clientOf(), '/api/items?externalId=e30');
      await clientOf()?.send('POST', '/api/items/search', { text: 'ord17' });
    };
    expect(await wastefulReads(work)).toEqual([]);
  });

  test('The figures of a month read that month', async () => {
    const now = s.world.clock.now().getTime();
    const period = `from=${new Date(now - 31 * 24 * HOUR).toISOString()}&to=${new Date(now).toISOString()}`;
    const paths = ['summary', 'monitoring', 'removals', 'supervision', 'duties', 'items'];
    const work = async () => {
      for (const path of paths) {
        const more = path === 'items' ? '&of=breached' : '';
        await got(clientOf(), `/api/deadlines/${path}?${period}${more}`);
      }
      await got(clientOf(), `/api/accuracy?${period}`);
    };
    expect(await wastefulReads(work)).toEqual([]);
  });
});

test('Supervision and alarms read what they count of each account', async () => {
  const { db, clock } = s.world;
  const work = async () => {
    for (const { tenantId, _id: accountId } of accounts) {
      const key = { tenantId, accountId, now: clock.now() };
      await unseenOf(db, key);
      await noteLookedThrough(db, key);
      await alarmCounts(db, key);
      await stillOverdue(db, { tenantId, accountId, until: clock.now() });
      await blockedOf(db, key);
    }
  };
  expect(await wastefulReads(work)).toEqual([]);
});

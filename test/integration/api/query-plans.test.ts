/**
 * Every query that a route, a job or a timer sends finds what it asks for by an index, on an inbox of 100,000 items
 * over three years: no collection scan, at most four keys for each document that matches, and nothing large is sorted in
 * memory. The queries are listened to, not listed: a new one is measured because it is sent.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Account } from '../../../core/accounts/account.ts';
import { Actions } from '../../../core/actions/actions.store.ts';
import { Notices } from '../../../core/alarms/notices.store.ts';
import type { Route } from '../../../core/contract/route.contract.ts';
import { ROUTES, type RouteName } from '../../../core/contract/routes.contract.ts';
import { clockFor } from '../../../core/deadlines/clock.ts';
import { defaultPolicy } from '../../../core/deadlines/deadline-policy.ts';
import { openPolicyCache } from '../../../core/deadlines/policy-cache.store.ts';
import { Captures } from '../../../core/evidence/captures.store.ts';
import type { ItemPage } from '../../../core/inbox/items.contract.ts';
import { Items } from '../../../core/inbox/items.store.ts';
import { MAIN_TENANT } from '../../../core/kernel/ids.ts';
import { openListCache } from '../../../core/lists/list-cache.store.ts';
import { openModerationCache } from '../../../core/moderation/moderation-policies.store.ts';
import { beat } from '../../../core/monitoring/worker-heartbeats.store.ts';
import { createPlanner } from '../../../workers/alarms/plan.ts';
import { createSender } from '../../../workers/alarms/send.ts';
import { createRecompute } from '../../../workers/deadlines/recompute.ts';
import { createSupervision } from '../../../workers/deadlines/supervision.ts';
import { createTick } from '../../../workers/deadlines/tick.ts';
import { sweepOnce } from '../../../workers/sweep.ts';
import { addTestAccount } from '../../support/accounts.ts';
import { type ApiClient, apiClient } from '../../support/client.ts';
import { deadlineDeps } from '../../support/deadlines.ts';
import { fillInbox } from '../../support/large-inbox.ts';
import { type Plan, planOf, queriesOf } from '../../support/query-plans.ts';
import { type TestStores, testMongo } from '../../support/stores.ts';
import { acted, added, envelopeOf, PAGE_ID } from '../../support/webhook.ts';
import { openWorld, type World } from '../../support/world.ts';
import { type Asked, requestsOf } from './query-requests.ts';

const ITEMS = 100_000;
const ACCOUNTS = 6;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Whatever matches: the ends of ranges, one for each account and status, what is open in one place of a list, what is flagged in one category. */
const FEW_KEYS = 500;
/** What one filter picks and a person sorts otherwise than by its index. */
const FEW_SORTED = 1000;
/** Pages of a list that are turned. */
const PAGES = 3;

let stores: TestStores | undefined;
let world: World;
let whole: ApiClient;
let limited: ApiClient;
let requests: ReturnType<typeof requestsOf>;
const accounts: Account[] = [];
const used = new Set<string>();

beforeAll(async () => {
  stores = await testMongo();
  const { mongoUrl } = stores;
  const told = `${mongoUrl}${mongoUrl.includes('?') ? '&' : '?'}monitorCommands=true`;
  world = await openWorld({ mongoUrl: told });
  const { db, clock, url } = world;
  const now = clock.now();
  for (let number = 0; number < ACCOUNTS; number++)
    accounts.push(
      await addTestAccount(
        db,
        number === 0 ? { apiBase: world.sim.apiBase } : { externalId: `90000${number}` },
        now,
      ),
    );
  const itemId = await fillInbox(db, { accounts, count: ITEMS, now: now.getTime() });
  whole = await apiClient(db, url, { now, role: 'communications-unit' });
  const two = accounts.slice(0, 2).map(({ _id }) => _id);
  limited = await apiClient(db, url, { now, accountIds: two, role: 'communications-unit' });
  const tenant = { tenantId: accounts[0]?.tenantId as string };
  const monthAgo = now.getTime() - 31 * DAY;
  openOfAccount = await Items(db).countDocuments({
    ...tenant,
    accountId: accounts[0]?._id ?? '',
    'deadline.state': { $in: ['running', 'paused'] },
  });
  const within = { $gte: monthAgo, $lt: now.getTime() };
  ofPeriod =
    (await Items(db).countDocuments({ ...tenant, 'deadline.dueAt': within })) +
    (await Items(db).countDocuments({ ...tenant, 'deadline.stoppedAt': within }));
  requests = requestsOf({
    itemId,
    actionId: (await Actions(db).findOne(tenant))?._id ?? '',
    captureId: (await Captures(db).findOne(tenant))?._id ?? '',
    accountId: accounts[0]?._id ?? '',
    board: accounts[0]?.board ?? '',
    now: now.toISOString(),
    monthAgo: new Date(monthAgo).toISOString(),
  });
}, 120_000);
afterAll(async () => {
  await world.db.connection.db?.dropDatabase();
  await world.close();
  await stores?.stop();
});

/** The figures and lists of a period may read what the period holds, whatever part of it they show. */
const OF_A_PERIOD: ReadonlySet<string> = new Set<RouteName>([
  'summariseDeadlines',
  'monitorDeadlines',
  'readTrend',
  'listMonitored',
  'listRemovals',
  'listDuties',
  'exportMonitoring',
  'readAccuracy',
  'exportAccuracy',
  'previewWord',
  'tryModerationPolicy',
]);
let ofPeriod = 0;
/** Where a word is in so many that reading those costs more, a page of a search is read along the order: `search-way.ts`. */
const A_SEARCH = Math.ceil(Math.sqrt(51 * ITEMS));
/** Under other rules all of them are read, once, two hundred at a time and in an order that stays. */
let openOfAccount = 0;

const isWasteful = ({ scans, keys, documents, matched, sorted }: Plan, bound: number): boolean =>
  (scans && documents > FEW_KEYS) ||
  keys > Math.max(FEW_KEYS, bound, 4 * matched) ||
  sorted > Math.max(FEW_SORTED, bound);

/** The plans of what the work sends that are not good enough, with their questions. */
async function wastefulQueries(work: () => Promise<unknown>, bound = 0): Promise<Plan[]> {
  const wasteful: Plan[] = [];
  for (const query of await queriesOf(world.db, work)) {
    const plan = await planOf(world.db, query);
    for (const index of plan.indexes) used.add(index);
    if (isWasteful(plan, bound)) wasteful.push(plan);
  }
  return wasteful;
}

/** Asked, and where it is a list its first pages. Returns the status of the first. */
async function ask(client: ApiClient, route: Route, asked: Asked): Promise<number> {
  const query = new URLSearchParams({ ...asked.query } as Record<string, string>);
  const path = route.path.replace(':id', asked.id ?? 'none');
  let status = 0;
  for (let page = 0; page < PAGES; page++) {
    const answer = await fetch(`${world.url}${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: route.method.toUpperCase(),
      headers: {
        authorization: `Bearer ${client.token}`,
        ...(asked.body ? { 'content-type': 'application/json' } : {}),
      },
      ...(asked.body ? { body: JSON.stringify(asked.body) } : {}),
    });
    status ||= answer.status;
    const isJson = answer.headers.get('content-type')?.includes('json');
    const { nextCursor } = (isJson ? await answer.json() : {}) as { nextCursor?: string | null };
    if (!nextCursor || asked.body) break;
    query.set('cursor', nextCursor);
  }
  return status;
}

/** To be told of open items with a picture that nobody may see. */
const NOTICE = {
  _id: 'blocked',
  channel: 'mail',
  recipient: 'eva.alm@exempel.se',
  kind: 'blocked',
  state: 'pending',
  attempts: 0,
  lease: null,
  sentAt: null,
  cause: null,
} as const;

const later = (days: number): Date => new Date(world.clock.now().getTime() + days * DAY);

/** As if somebody had changed a target: every open deadline of one account is under other rules. */
const otherClockOf = ({ country, externalId }: Account) =>
  clockFor({ ...defaultPolicy(country), ...(externalId === PAGE_ID ? { version: 'other' } : {}) });

const clients = [
  ['who sees all accounts', () => whole],
  ['who sees two accounts', () => limited],
] as const;

describe.each(clients)('A reader %s', (_who, clientOf) => {
  test.each(
    Object.keys(ROUTES) as RouteName[],
  )('The queries of the route %s are ranges of indexes', async (name) => {
    const statuses: unknown[] = [];
    const wasteful = await wastefulQueries(
      async () => {
        for (const asked of requests[name]) {
          const status = await ask(clientOf(), ROUTES[name], asked);
          const refused = asked.refused || ([403, 404].includes(status) && clientOf() === limited);
          if (refused ? status >= 500 : status >= 300) statuses.push([asked, status]);
        }
      },
      OF_A_PERIOD.has(name) ? ofPeriod : name === 'searchItems' ? A_SEARCH : 0,
    );
    expect({ statuses, wasteful }).toEqual({ statuses: [], wasteful: [] });
  }, 60_000);
});

test('The queries of the jobs of a comment, from its webhook to its removal, are ranges of indexes', async () => {
  const said = Array.from({ length: 30 }, (_, number) =>
    added({ id: `7_${number}`, text: `En fråga ${number}?`, at: world.clock.now() }),
  );
  const work = async () => {
    await world.deliver(envelopeOf(said));
    const { items } = (await whole.get<ItemPage>('/api/items?sort=newest&view=all')).body;
    const [first, second, third] = items.map(({ id }) => id) as [string, string, string];
    await whole.act(first, { type: 'reply', text: 'Hej' });
    await whole.act(second, { type: 'hide', reason: 'insult', axis: 'houseRule' });
    await whole.act(third, { type: 'delete', reason: 'insult', axis: 'houseRule' });
    await whole.act(items[3]?.id as string, { type: 'snooze', until: later(1).toISOString() });
    for (let round = 0; round < 3; round++) {
      await world.runQueue();
      world.clock.advance(60_000);
    }
    const again = said.map((value) => ({ ...value, verb: 'edited', message: 'Ett hot' }));
    await world.deliver(envelopeOf(again));
    await world.deliver(envelopeOf([acted('remove', { id: '7_9', at: world.clock.now() })]));
  };
  expect(await wastefulQueries(work)).toEqual([]);
}, 60_000);

test('The queries of one round of every timer are ranges of indexes', async () => {
  const { db, clock, deps } = world;
  const ignore = () => undefined;
  const timers = deadlineDeps(world, { sendMail: async () => ({ state: 'sent' }) });
  const otherRules = { ...timers, policyCache: { ...timers.policyCache, clockOf: otherClockOf } };
  const rounds: Record<string, () => Promise<unknown>> = {
    sweep: () => sweepOnce(deps),
    tick: createTick(timers),
    recompute: createRecompute(timers),
    recomputeOtherRules: createRecompute(otherRules),
    plan: createPlanner(timers),
    send: createSender(timers),
    supervision: createSupervision(timers),
    heartbeat: () => beat(db, { _id: 'w', seenAt: clock.now(), eventLoopDelaySeconds: 0, residentBytes: 0 }),
    policies: async () => (await openPolicyCache(db, ignore, clock.now)).close(),
    moderation: async () => (await openModerationCache(db, ignore)).close(),
    lists: async () => (await openListCache(db, ignore)).close(),
    metrics: () => fetch(`${world.url}/metrics`),
    ready: () => fetch(`${world.url}/readyz`),
  };
  clock.advance(HOUR);
  const blocked = {
    ...NOTICE,
    tenantId: MAIN_TENANT,
    accountIds: [accounts[0]?._id],
    notBefore: clock.now(),
    createdAt: clock.now(),
  };
  await Notices(db).collection.insertOne(blocked as never);
  const wasteful: unknown[] = [];
  for (const [name, round] of Object.entries(rounds))
    for (const plan of await wastefulQueries(
      round,
      name.startsWith('recompute') ? openOfAccount + FEW_KEYS : 0,
    ))
      wasteful.push({ name, ...plan });
  expect(wasteful).toEqual([]);
}, 60_000);

test('Every index of the items is the way of some query', () => {
  const names = Items.indexes.map(({ keys }) => Object.entries(keys).flat().join('_'));
  expect(names.filter((name) => !used.has(name))).toEqual([]);
});

/** The deadline work as tests run it: real store and rules, the test's clock, and ways out that can be watched. */

import type { Account } from '../../core/accounts/account.ts';
import { clockFor } from '../../core/deadlines/clock.ts';
import { syncClocks } from '../../core/deadlines/clocks.store.ts';
import { defaultPolicy } from '../../core/deadlines/deadline-policy.ts';
import { startDeadline } from '../../core/deadlines/life.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import type { Item } from '../../core/inbox/item.ts';
import { newItem } from '../../core/inbox/item-content.ts';
import { Items } from '../../core/inbox/items.store.ts';
import { type Db, transaction } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { NotifyDeps } from '../../workers/alarms/deps.ts';
import { vault } from './accounts.ts';
import type { World } from './world.ts';

/** Monday at ten in the morning; the weeks after it hold no holiday in either country. */
export const WEEK_ONE = new Date('2026-08-17T08:00:00.000Z');
const WEEK_MS = 7 * 86_400_000;

/** The same hour, that many weeks later. */
export const week = (number: number): Date => new Date(WEEK_ONE.getTime() + number * WEEK_MS);

export const PUBLIC_URL = 'https://uppsikt.exempel.se';

/** A cache that knows the countries' defaults only. */
const defaultPolicyCache: NotifyDeps['policyCache'] = {
  clockOf: ({ country }) => clockFor(defaultPolicy(country)),
  since: () => 0,
};

export function deadlineDeps(world: World, some: Partial<NotifyDeps> = {}): NotifyDeps {
  const { db, log, publisher } = world.deps;
  return {
    db,
    log,
    publisher,
    now: world.clock.now,
    policyCache: defaultPolicyCache,
    holder: 'test',
    sendMail: null,
    postWebhook: async () => ({ state: 'sent' }),
    vault,
    publicUrl: PUBLIC_URL,
    mailFrom: null,
    ...some,
  };
}

/** An open item as ingest makes it, published at `at`. */
export function openItem(account: Account, externalId: string, at: Date): Item {
  const comment: Comment = {
    _id: commentId(account._id, externalId),
    tenantId: account.tenantId,
    accountId: account._id,
    platform: account.platform,
    kind: 'comment',
    externalId,
    parentId: null,
    postId: null,
    permalink: null,
    author: { id: `author-${externalId}`, name: 'Hemlig Person' },
    own: false,
    revisions: [],
    visibility: 'public',
    visibilityAt: null,
    removedAt: null,
    firstFetchedAt: at,
  };
  const arrival = {
    by: 'visitor',
    via: 'webhook',
    publishedAt: at.getTime(),
    fetchedAt: at.getTime(),
    connectedAt: 0,
  } as const;
  const deadline = startDeadline(arrival, defaultPolicyCache.clockOf(account));
  const assessment = { classification: null, decision: 'none', policyVersion: 'test' } as const;
  return {
    ...newItem(comment, assessment, { account, deadline, now: at }),
    publishedAt: at,
    version: 1,
    seq: 1,
    text: 'En hemlig fråga?',
  };
}

/** Items with the rows of their clocks, as the inbox writes them. */
export async function insertItems(db: Db, items: readonly Item[]): Promise<void> {
  await transaction(db, async (session) => {
    await Items(db).insertMany([...items], { session, lean: true });
    await syncClocks(
      db,
      items.map((after) => ({ before: null, after })),
      session,
    );
  });
}

export async function seedOpen(
  db: Db,
  account: Account,
  items: { readonly prefix: string; readonly count: number; readonly at: Date },
): Promise<Item[]> {
  const made = Array.from({ length: items.count }, (_, index) =>
    openItem(account, `${items.prefix}-${index}`, items.at),
  );
  for (let from = 0; from < made.length; from += 5000) await insertItems(db, made.slice(from, from + 5000));
  return made;
}

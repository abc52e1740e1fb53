/** One look at what stands on the platform: its bodies become deliveries, as the webhook's do. */
import type { Account } from '../../core/accounts/account.ts';
import { type Found, NOTHING_FOUND, type ReconcileOutcome } from '../../core/accounts/reconcile.ts';
import type { AccountAccess, Connector, Listed } from '../../core/actions/connector.ts';
import { deliveryHints, type Incoming } from '../../core/inbox/deliveries.store.ts';
import { storeAnswers } from '../../core/inbox/looked-for.store.ts';
import { deliveryId } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';

export type LookDeps = Pick<WorkerDeps, 'db' | 'queues' | 'now'>;
export type Listing = Connector & {
  readonly backfill: Required<Pick<Connector['backfill'], 'list'>> & Connector['backfill'];
};

/** More than any account has in a month; what is longer is broken. */
const MAX_PAGES = 500;
/** A listing may skip what it has told already; this many pages in a row without anything new turn in circles. */
const MAX_IDLE = 3;

export interface Subject {
  readonly account: Account;
  readonly connector: Listing;
  readonly access: AccountAccess;
  readonly since: Date;
  readonly startedAt: Date;
  /** When the last look that went as far began; null: there was none. */
  readonly lastAt: Date | null;
  /** Asked before each page; false: another worker has the account, and nothing more is done. */
  goesOn(): Promise<boolean>;
}

export interface Seen {
  readonly outcome: ReconcileOutcome | 'left';
  readonly found: Found;
  readonly ids: ReadonlySet<string>;
  readonly wholePosts: readonly string[];
}

async function store(deps: LookDeps, { connector, ...times }: Subject, page: Listed): Promise<number> {
  if (page.bodies.length === 0) return 0;
  const incoming = page.bodies.map((bytes): Incoming => {
    const body = Buffer.from(bytes);
    const readable = connector.reader.isReadable(body);
    const { platform } = connector;
    return { platform, body, receivedAt: deps.now(), readable, source: 'reconcile' };
  });
  const fresh = await storeAnswers(deps.db, incoming, times);
  const unreadable = new Set(
    incoming.filter(({ readable }) => !readable).map(({ platform, body }) => deliveryId(platform, body)),
  );
  await deps.queues.hint('ingest-delivery', deliveryHints(fresh.filter((id) => !unreadable.has(id))));
  return fresh.length;
}

/** Adds what is new; how much that was. */
function addAll(known: Set<string>, more: readonly string[]): number {
  const before = known.size;
  for (const one of more) known.add(one);
  return known.size - before;
}

/** Page by page to the end, or to where it turns in circles; what was read until then is stored all the same. */
export async function look(deps: LookDeps, subject: Subject): Promise<Seen> {
  const { connector, access, since } = subject;
  const [ids, posts, bodies] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const cursors = new Set<string>();
  let found = NOTHING_FOUND;
  const end = (outcome: Seen['outcome']): Seen => ({ outcome, found, ids, wholePosts: [...posts] });
  for (let cursor: string | null = null, idle = 0; found.pages < MAX_PAGES; ) {
    if (!(await subject.goesOn())) return end('left');
    const answer = await connector.backfill.list(access, { since, cursor });
    if (!answer.ok) return end(answer.cause);
    const page = answer.value;
    const fresh = await store(deps, subject, page);
    const news =
      addAll(ids, page.ids) +
      addAll(posts, page.wholePosts) +
      addAll(
        bodies,
        page.bodies.map((body) => deliveryId(connector.platform, body)),
      );
    found = {
      ...found,
      pages: found.pages + 1,
      bodies: bodies.size,
      fresh: found.fresh + fresh,
      comments: ids.size,
      posts: posts.size,
    };
    if (page.next === null) return end('whole');
    idle = news === 0 ? idle + 1 : 0;
    if (cursors.has(page.next) || idle >= MAX_IDLE) return end('circles');
    cursors.add(page.next);
    cursor = page.next;
  }
  return end('too-long');
}

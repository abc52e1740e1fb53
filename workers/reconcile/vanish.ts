/**
 * What stands with us and no longer on the platform. A removal is never taken back, so a comment that a whole listing
 * lacks is looked for by itself too, and counts as gone only where that finds nothing either.
 */
import type { Cause } from '../../core/actions/connector.ts';
import { MINUTE_MS } from '../../core/deadlines/civil.ts';
import { deliveryHints, storeDeliveries } from '../../core/inbox/deliveries.store.ts';
import { standingUnder } from '../../core/inbox/vanished.store.ts';
import { type Vanished, vanishedBody } from '../../core/inbox/vanished.ts';
import type { LookDeps, Seen, Subject } from './look.ts';

/** Listings may lag behind: what came to us shortly before the look is left to the next one. */
const NEWER_MS = 10 * MINUTE_MS;
/** Calls for one look; what is more waits for the next. */
const MAX_LOOKED_FOR = 200;
const GONE: ReadonlySet<Cause> = new Set<Cause>(['gone', 'gone-or-denied']);
/** The platform answers nobody now: asking on would cost calls and tell nothing. */
const SILENT: ReadonlySet<Cause> = new Set<Cause>(['throttled', 'unreachable', 'token-expired']);

async function confirmed(subject: Subject, missing: readonly Vanished[]): Promise<Vanished[]> {
  const gone: Vanished[] = [];
  for (const comment of missing.slice(0, MAX_LOOKED_FOR)) {
    if (!(await subject.goesOn())) return [];
    const node = await subject.connector.backfill.fetchNode(subject.access, comment.externalId);
    if (node.ok) continue;
    if (SILENT.has(node.cause)) break;
    if (GONE.has(node.cause)) gone.push(comment);
  }
  return gone;
}

/** Stores the removals as a delivery of our own. How many comments have vanished, and of how many nobody can say. */
export async function markVanished(
  deps: LookDeps,
  subject: Subject,
  { ids, wholePosts }: Pick<Seen, 'ids' | 'wholePosts'>,
): Promise<{ readonly vanished: number; readonly unclear: number }> {
  const { account, connector, startedAt } = subject;
  const standing = await standingUnder(deps.db, {
    tenantId: account.tenantId,
    accountId: account._id,
    postIds: wholePosts,
    before: new Date(startedAt.getTime() - NEWER_MS),
  });
  const missing = standing.filter(({ externalId }) => !ids.has(externalId));
  const gone = await confirmed(subject, missing);
  if (gone.length > 0) {
    const body = vanishedBody(account.externalId, startedAt, gone);
    const { platform } = connector;
    const incoming = { platform, body, receivedAt: deps.now(), readable: true, source: 'vanished' as const };
    await deps.queues.hint('ingest-delivery', deliveryHints(await storeDeliveries(deps.db, [incoming])));
  }
  return { vanished: gone.length, unclear: missing.length - gone.length };
}

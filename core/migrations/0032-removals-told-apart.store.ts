/**
 * What was flagged, judged, taken away by us or by others was one figure. Of what is stored each removal clock is built
 * anew from its item's events; that a citizen removed their own comment counts from when it happened.
 */
import type { Account } from '../accounts/account.ts';
import { allAccounts } from '../accounts/accounts.store.ts';
import type { Comment } from '../inbox/comment.ts';
import { commentsById } from '../inbox/comments.store.ts';
import type { ModerationEvent, NewEvent } from '../inbox/event.ts';
import { Events } from '../inbox/events.store.ts';
import type { Item } from '../inbox/item.ts';
import { Items } from '../inbox/items.store.ts';
import { reduceCorrections } from '../inbox/projection/corrections.ts';
import { reduceRemoval } from '../inbox/projection/removal.ts';
import { type Db, transaction } from '../kernel/db.ts';
import type { LaterMigration, MigrationStep } from '../kernel/migrations.ts';
import type { RemovalTrack } from '../moderation/removal.ts';

/** Events from before it was kept do not say when the comment was removed; the comment does. */
function asToldNow(event: ModerationEvent, comment: Comment | undefined): ModerationEvent {
  if (event.type !== 'comment.removed' || event.data.at !== undefined || !comment?.removedAt) return event;
  return { ...event, data: { ...event.data, at: comment.removedAt.toISOString() } };
}

function trackOf(item: Item, events: readonly ModerationEvent[]): RemovalTrack | undefined {
  let state: Item = { ...item, corrections: [], firstSeenAt: null };
  delete (state as { removal?: RemovalTrack }).removal;
  for (const event of events) {
    const seen =
      (event as NewEvent).type === 'item.seen' ? { firstSeenAt: state.firstSeenAt ?? event.at } : {};
    state = { ...state, ...seen, ...reduceCorrections(state, event), ...reduceRemoval(state, event) };
  }
  return state.removal;
}

/** Items in one step, with their events: one transaction, and short enough that nobody waits behind it. */
const ITEMS = 100;

/** What has been built anew, or begun since, says whether a machine flagged it; no event adds that to an old one. */
const UNTOLD = { 'removal.flaggedAt': { $exists: false } };

/** Where a step ended: the account, and since when the last of its items had been known. */
type Cursor = readonly [accountId: string, knownAt: number];

/** The next of an account, by its index. What ties with the last is asked for again: it has been told apart by then. */
async function nextOf(db: Db, { tenantId, _id: accountId }: Account, since: number): Promise<Item[]> {
  return Items(db)
    .find({ tenantId, accountId, 'removal.knownAt': { $gte: since }, ...UNTOLD }, { removal: 1 })
    .sort({ 'removal.knownAt': 1 })
    .limit(ITEMS)
    .lean<Item[]>();
}

type Told = Pick<MigrationStep, 'count' | 'onFault'> & { readonly ids: readonly string[] };

async function rebuild(db: Db, tenantId: string, { ids, count, onFault }: Told): Promise<void> {
  await transaction(db, async (session) => {
    const items = await Items(db)
      .find({ tenantId, _id: { $in: [...ids] }, ...UNTOLD }, null, { session })
      .lean<Item[]>();
    const comments = await commentsById(db, { tenantId, ids }, session);
    const events = await Events(db)
      .find({ tenantId, itemId: { $in: [...ids] } }, null, { session })
      .sort({ itemId: 1, seq: 1 })
      .lean<ModerationEvent[]>();
    const byItem = Map.groupBy(events, ({ itemId }) => itemId);
    for (const item of items) {
      const { _id, accountId } = item;
      const comment = comments.find((of) => of._id === _id);
      const removal = trackOrFault(item, { comment, events: byItem.get(_id) ?? [], onFault });
      // Without events that tell of it, it stays as it is.
      const set = removal === null ? { 'removal.flaggedAt': null } : { removal };
      await Items(db).updateOne({ tenantId, _id }, { $set: set }, { session });
      if (removal !== null) await count(accountId, session);
    }
  });
}

function trackOrFault(
  item: Item,
  {
    comment,
    events,
    onFault,
  }: { comment: Comment | undefined; events: ModerationEvent[] } & Pick<Told, 'onFault'>,
): RemovalTrack | null {
  try {
    return (
      trackOf(
        item,
        events.map((event) => asToldNow(event, comment)),
      ) ?? null
    );
  } catch (error) {
    onFault(error, item._id);
    return null;
  }
}

async function tellRemovalsApart(db: Db, { from, ...told }: MigrationStep): Promise<string | null> {
  const [ofAccount, after] = from === null ? ['', 0] : (JSON.parse(from) as Cursor);
  const accounts = (await allAccounts(db)).filter(({ _id }) => _id >= ofAccount);
  for (const account of accounts.sort((a, b) => (a._id < b._id ? -1 : 1))) {
    const { _id: accountId, tenantId } = account;
    const items = await nextOf(db, account, accountId === ofAccount ? after : 0);
    const last = items.at(-1)?.removal;
    if (last === undefined) continue;
    await rebuild(db, tenantId, { ...told, ids: items.map(({ _id }) => _id) });
    return JSON.stringify([accountId, last.knownAt] satisfies Cursor);
  }
  return null;
}

export const REMOVALS_TOLD_APART: LaterMigration = {
  number: 32,
  name: 'removals-told-apart',
  step: tellRemovalsApart,
};

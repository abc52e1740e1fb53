/** Hop 7: comment, events, item, wanted context and the delivery itself change in one transaction. */

import { insertActions, repliesWithText, type StoredAction } from '../../core/actions/actions.store.ts';
import { requestScans } from '../../core/images/image-scans.store.ts';
import { ConcurrentChange, type InboxWrite, writeInbox } from '../../core/inbox/change-item.store.ts';
import { commentsById, ownAnswers } from '../../core/inbox/comments.store.ts';
import { contextId, contextsById, type Wanted, wantContexts } from '../../core/inbox/contexts.store.ts';
import { finishDeliveries } from '../../core/inbox/deliveries.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsWaitingFor } from '../../core/inbox/item-lookups.store.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { recordUnknown } from '../../core/inbox/unknown-changes.store.ts';
import { type ClientSession, type Db, transaction } from '../../core/kernel/db.ts';
import { derivedId } from '../../core/kernel/ids.ts';
import { type OpinionKey, wantOpinions } from '../../core/second-opinion/opinions.store.ts';
import type { WorkerDeps } from '../deps.ts';
import { actOnPolicy } from './act-on-policy.ts';
import type { Batch, BatchChange, StoredBatch } from './batch.ts';
import { foldBatch, type Snapshot } from './fold.ts';
import type { NearDuplicates } from './near-duplicates.ts';

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

const authorsOf = (changes: readonly BatchChange[]): string[] =>
  distinct(changes.flatMap(({ change }) => ('author' in change && change.author ? [change.author.id] : [])));

/** Everything of one municipality that the changes touch, as of the transaction's start. */
async function snapshotOf(
  db: Db,
  changes: readonly BatchChange[],
  session: ClientSession,
): Promise<Snapshot> {
  const tenantId = changes[0]?.account.tenantId ?? '';
  const own = changes.filter(({ change }) => 'own' in change && change.own);
  const ids = distinct(changes.map(({ commentId }) => commentId));
  const parents = own.flatMap(({ account, change }) =>
    change.parentId === null ? [] : [derivedId(account._id, change.parentId)],
  );
  const accountIds = distinct(changes.map(({ account }) => account._id));
  const texts = distinct(own.flatMap(({ change }) => ('text' in change ? [change.text] : [])));
  // One after the other: a transaction's session carries one operation at a time.
  const comments = await commentsById(db, { tenantId, ids }, session);
  const touched = await itemsById(db, { tenantId, ids: distinct([...ids, ...parents]) }, session);
  const waiting = await itemsWaitingFor(db, { tenantId, accountIds, authorIds: authorsOf(changes) }, session);
  const items = [...new Map([...waiting, ...touched].map((item) => [item._id, item])).values()];
  const parentIds = distinct(changes.map(({ change }) => change.externalId));
  const answers = await ownAnswers(db, { tenantId, accountIds, parentIds }, session);
  const replies =
    texts.length === 0 ? [] : await repliesWithText(db, { tenantId, accountIds, texts }, session);
  const ourReplies = replies.map(({ text, itemId, remoteId }) => ({ text: text ?? '', itemId, remoteId }));
  return { comments, items, answers, ourReplies };
}

/** New items hang on posts and comments that may have to be fetched; what is known already is not asked for. */
async function settleContext(db: Db, write: InboxWrite, session: ClientSession) {
  const fresh = write.items.filter(({ before }) => before === null).map(({ after }) => after);
  const tenantId = fresh[0]?.tenantId;
  if (tenantId === undefined) return { write, wanted: [] as Wanted[] };
  const nodes = fresh.flatMap((item) =>
    distinct([item.postId, item.parentId].filter((id): id is string => id !== null)).map((externalId) => ({
      tenantId,
      accountId: item.accountId,
      externalId,
    })),
  );
  const commentIds = distinct(nodes.map(({ accountId, externalId }) => derivedId(accountId, externalId)));
  const contextIds = distinct(nodes.map(({ accountId, externalId }) => contextId(accountId, externalId)));
  const known = new Set(
    (await commentsById(db, { tenantId, ids: commentIds }, session)).map(({ _id }) => _id),
  );
  for (const { after } of write.comments) if (after.revisions.length > 0) known.add(after._id);
  const rows = new Map(
    (await contextsById(db, { tenantId, ids: contextIds }, session)).map((context) => [context._id, context]),
  );
  const wanted = new Map<string, Wanted>();
  for (const node of nodes) {
    const id = contextId(node.accountId, node.externalId);
    if (!known.has(derivedId(node.accountId, node.externalId)) && !rows.has(id)) wanted.set(id, node);
  }
  const settled = (item: Item): Item => {
    if (item.postId === null || item.context !== 'pending') return item;
    const row = rows.get(contextId(item.accountId, item.postId));
    if (known.has(derivedId(item.accountId, item.postId)) || row?.state === 'fetched')
      return { ...item, context: 'fetched' };
    return row?.state === 'failed' ? { ...item, context: 'failed', contextCause: row.cause } : item;
  };
  const items = write.items.map((entry) =>
    entry.before === null ? { before: null, after: settled(entry.after) } : entry,
  );
  return { write: { ...write, items }, wanted: [...wanted.values()] };
}

/** Groups by municipality: a batch may hold several, a document only one. */
function byTenant(changes: readonly BatchChange[]): BatchChange[][] {
  const groups = new Map<string, BatchChange[]>();
  for (const change of changes)
    groups.set(change.account.tenantId, [...(groups.get(change.account.tenantId) ?? []), change]);
  return [...groups.values()];
}

const opinionOn = ({ tenantId, _id, revision }: Item): OpinionKey => ({ tenantId, itemId: _id, revision });
const isNewText = ({ before, after }: InboxWrite['items'][number]): boolean =>
  after.text.trim() !== '' && before?.revision !== after.revision;

async function storeOnce(
  deps: WorkerDeps,
  { batch, nearDuplicates }: { batch: Batch; nearDuplicates: NearDuplicates },
  session: ClientSession,
): Promise<StoredBatch> {
  const now = deps.now();
  const items: Item[] = [];
  const contexts: { tenantId: string; id: string }[] = [];
  const actions: StoredAction[] = [];
  const scans: { tenantId: string; id: string }[] = [];
  const opinions: OpinionKey[] = [];
  for (const changes of byTenant(batch.changes)) {
    const snapshot = await snapshotOf(deps.db, changes, session);
    const folded = await actOnPolicy(deps, foldBatch(deps, changes, { snapshot, now, nearDuplicates }), {
      now,
      session,
    });
    const { write, wanted } = await settleContext(deps.db, folded.write, session);
    await insertActions(deps.db, folded.actions, session);
    actions.push(...folded.actions);
    await writeInbox(deps.db, write, session);
    await wantContexts(deps.db, wanted, { session, now });
    const after = write.items.map((entry) => entry.after);
    scans.push(...(await requestScans(deps.db, after, { session, now })));
    items.push(...after);
    const asked = deps.secondOpinion
      ? write.items.filter(isNewText).map(({ after }) => opinionOn(after))
      : [];
    await wantOpinions(deps.db, asked, { session, now });
    opinions.push(...asked);
    for (const { tenantId, accountId, externalId } of wanted)
      contexts.push({ tenantId, id: contextId(accountId, externalId) });
  }
  await recordUnknown(
    deps.db,
    batch.unknown.map(({ account, delivery, change, place }) => ({
      _id: derivedId(delivery._id, 'unknown', place),
      tenantId: account.tenantId,
      accountId: account._id,
      deliveryId: delivery._id,
      what: change.what,
      at: now,
    })),
    session,
  );
  const finished = await finishDeliveries(
    deps.db,
    batch.deliveries.map(({ _id }) => ({ id: _id, waitingFor: batch.waitingFor.get(_id) ?? [] })),
    { session, now },
  );
  if (!finished) throw new ConcurrentChange('Another worker took a delivery of this batch.');
  return { items, contexts, actions, scans, opinions };
}

export function storeBatch(
  deps: WorkerDeps,
  batch: Batch,
  nearDuplicates: NearDuplicates,
): Promise<StoredBatch> {
  return transaction(deps.db, (session) => storeOnce(deps, { batch, nearDuplicates }, session));
}

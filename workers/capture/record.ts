/** What goes into a sealed record: the changes as sent, the comment, what stood around it, and why it was captured. */
import type { Account } from '../../core/accounts/account.ts';
import type { Action } from '../../core/actions/action.ts';
import type { CaptureRecord } from '../../core/evidence/capture.ts';
import { isBlocked } from '../../core/images/media.ts';
import { boundedRevisions, type Comment, MAX_REVISION_TEXT } from '../../core/inbox/comment.ts';
import { commentsById, commentsUnder } from '../../core/inbox/comments.store.ts';
import { contextId, contextsById } from '../../core/inbox/contexts.store.ts';
import { Deliveries, type Delivery } from '../../core/inbox/deliveries.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import type { Db } from '../../core/kernel/db.ts';
import { SYSTEM_TENANT } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import { bytesOf } from '../ingest/read.ts';

const NEIGHBOURS = 200;
/** Of a neighbour's texts, in UTF-16 units: the first and the newest stand in any case. */
const NEIGHBOUR_TEXT = 10_000;

function assessment(item: Item, action: Action) {
  return {
    verdicts: item.verdicts,
    decision: item.decision,
    classifier: item.classifier,
    policy: item.policyVersion,
    action: { id: action._id, type: action.type, actor: action.actor, requestedAt: action.createdAt },
    removal: action.removal,
  };
}

/** The changes about this comment in the deliveries that brought its revisions, word for word. */
async function rawChanges(deps: Pick<WorkerDeps, 'db' | 'connectors'>, account: Account, comment: Comment) {
  const withText = comment.revisions.filter(({ textLeftOut }) => !textLeftOut);
  const ids = [...new Set(withText.map(({ deliveryId }) => deliveryId))];
  const deliveries = await Deliveries(deps.db)
    .find({ tenantId: SYSTEM_TENANT, _id: { $in: ids } })
    .lean<Delivery[]>();
  return deliveries.flatMap((delivery) => {
    const entries = deps.connectors.get(delivery.platform)?.webhook.parseDelivery(bytesOf(delivery)) ?? [];
    return entries
      .filter(({ accountExternalId }) => accountExternalId === account.externalId)
      .flatMap(({ changes }) => changes)
      .filter(({ change }) => 'externalId' in change && change.externalId === comment.externalId)
      .map(({ raw }) => ({ deliveryId: delivery._id, receivedAt: delivery.receivedAt, change: raw }));
  });
}

async function entryContext(db: Db, item: Item) {
  const { tenantId, accountId, postId } = item;
  if (postId === null) return { post: null, thread: [] };
  const [post] = await contextsById(db, { tenantId, ids: [contextId(accountId, postId)] });
  const thread = await commentsUnder(db, { tenantId, accountId, postId, limit: NEIGHBOURS });
  return {
    post: post
      ? { externalId: post.externalId, text: post.text, permalink: post.permalink, at: post.at }
      : null,
    thread: thread.map(({ externalId, parentId, author, own, revisions, visibility }) => ({
      externalId,
      parentId,
      author,
      own,
      revisions: boundedRevisions(revisions, NEIGHBOUR_TEXT),
      visibility,
    })),
  };
}

/**
 * Suspected child sexual abuse material is never stored or exported: only ids, times and who acted (rule 1,
 * records.md 1.3).
 */
function withoutContent(item: Item, action: Action): CaptureRecord {
  return {
    raw: [],
    comment: {
      externalId: item.externalId,
      permalink: item.permalink,
      authorId: item.author?.id ?? null,
      publishedAt: item.publishedAt,
      firstFetchedAt: item.firstFetchedAt,
    },
    context: null,
    assessment: { action: assessment(item, action).action, removal: action.removal },
  };
}

/** A suspicion that no person has confirmed: the words are evidence, the addresses of the pictures are left out. */
async function withoutMedia(
  db: Db,
  comment: Comment,
  { item, action }: { item: Item; action: Action },
): Promise<CaptureRecord> {
  const { post, thread } = await entryContext(db, item);
  const bare = ({ attachments: _attachments, ...revision }: Comment['revisions'][number]) => revision;
  return {
    raw: [],
    comment: { ...comment, revisions: comment.revisions.map(bare) },
    context: { post, thread: thread.map((entry) => ({ ...entry, revisions: entry.revisions.map(bare) })) },
    assessment: assessment(item, action),
  };
}

export async function captureRecord(
  deps: Pick<WorkerDeps, 'db' | 'connectors'>,
  { item, action, account }: { item: Item; action: Action; account: Account },
): Promise<CaptureRecord> {
  if (action.removal?.reason === 'csam') return withoutContent(item, action);
  const [stored] = await commentsById(deps.db, { tenantId: item.tenantId, ids: [item._id] });
  if (stored === undefined) throw new Error('The item has no comment.');
  // Stored before comments were bounded, it may be longer.
  const comment = { ...stored, revisions: boundedRevisions(stored.revisions, MAX_REVISION_TEXT) };
  if (isBlocked(item.media)) return withoutMedia(deps.db, comment, { item, action });
  return {
    raw: await rawChanges(deps, account, comment),
    comment,
    context: await entryContext(deps.db, item),
    assessment: assessment(item, action),
  };
}

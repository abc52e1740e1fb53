/** What goes into a sealed record: the changes as sent, the comment, what stood around it, and why it was captured. */
import type { Account } from '../../core/accounts/account.ts';
import type { Action } from '../../core/actions/action.ts';
import type { CaptureRecord } from '../../core/evidence/capture.ts';
import { isBlocked } from '../../core/images/media.ts';
import { type Comment, currentRevision, publishedAt } from '../../core/inbox/comment.ts';
import { commentsById, commentsNear } from '../../core/inbox/comments.store.ts';
import { contextId, contextsById } from '../../core/inbox/contexts.store.ts';
import { Deliveries, type Delivery } from '../../core/inbox/deliveries.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { allRevisions } from '../../core/inbox/revisions.store.ts';
import { boundedRevisions, MAX_REVISION_TEXT } from '../../core/inbox/revisions.ts';
import { isKeptOut, isWithheld } from '../../core/inbox/withheld.ts';
import type { Db } from '../../core/kernel/db.ts';
import { commentId, SYSTEM_TENANT } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import { bytesOf } from '../ingest/read.ts';

/** Nearest in time before and after, of those beside the item and of its answers. */
const NEIGHBOURS = 25;
/** Of a neighbour's texts, in UTF-16 units: the first and the newest stand in any case. */
const NEIGHBOUR_TEXT = 10_000;
const MAX_ANCESTORS = 10;

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

/** Addresses of pictures are the item's own to keep: a neighbour's may turn out to be what must not be kept. */
const bare = ({ attachments: _attachments, ...revision }: Comment['revisions'][number]) => revision;

/** Of a neighbour that is withheld only its place stays. */
function entry({ externalId, parentId, author, own, revisions, visibility }: Comment, withheld: boolean) {
  const place = { externalId, parentId, own, visibility };
  if (withheld) return { ...place, withheld };
  return { ...place, author, revisions: boundedRevisions(revisions, NEIGHBOUR_TEXT).map(bare) };
}

/** Which of these comments are withheld in the inbox. */
async function withheldAmong(db: Db, tenantId: string, ids: readonly string[]): Promise<Set<string>> {
  const items = await itemsById(db, { tenantId, ids });
  return new Set(items.filter(isWithheld).map(({ _id }) => _id));
}

/** The post as the page's own webhook brought it, else as it was fetched. */
async function postOf(db: Db, { tenantId, accountId }: Item, postId: string) {
  const [said] = await commentsById(db, { tenantId, ids: [commentId(accountId, postId)] });
  const revision = said && currentRevision(said.revisions);
  if (revision) {
    const place = { externalId: said.externalId, permalink: said.permalink };
    const withheld = (await withheldAmong(db, tenantId, [said._id])).size > 0;
    return withheld ? { ...place, withheld } : { ...place, text: revision.text, at: revision.at };
  }
  const [post] = await contextsById(db, { tenantId, ids: [contextId(accountId, postId)] });
  return post
    ? { externalId: post.externalId, text: post.text, permalink: post.permalink, at: post.at }
    : null;
}

/** From the item's parent upwards, without the post. */
async function ancestorsOf(db: Db, item: Item): Promise<Comment[]> {
  const { tenantId, accountId, postId } = item;
  const ancestors: Comment[] = [];
  let above = item.parentId;
  while (above !== null && above !== postId && ancestors.length < MAX_ANCESTORS) {
    const [parent] = await commentsById(db, { tenantId, ids: [commentId(accountId, above)] });
    if (parent === undefined) break;
    ancestors.push(parent);
    above = parent.parentId;
  }
  return ancestors;
}

async function entryContext(db: Db, item: Item) {
  const { tenantId, accountId, postId, externalId, publishedAt: at } = item;
  if (postId === null) return { post: null, thread: [] };
  const near = { tenantId, accountId, at, each: NEIGHBOURS };
  const [post, self, ancestors, ...around] = await Promise.all([
    postOf(db, item, postId),
    commentsById(db, { tenantId, ids: [item._id] }),
    ancestorsOf(db, item),
    commentsNear(db, { ...near, parentId: item.parentId ?? postId }),
    commentsNear(db, { ...near, parentId: externalId }),
  ]);
  const thread = [
    ...new Map([...ancestors, ...around.flat(), ...self].map((comment) => [comment._id, comment])).values(),
  ];
  const withheld = await withheldAmong(
    db,
    tenantId,
    thread.map(({ _id }) => _id).filter((id) => id !== item._id),
  );
  const time = ({ revisions }: Comment): number => publishedAt(revisions)?.getTime() ?? 0;
  return {
    post,
    thread: thread
      .sort((a, b) => time(a) - time(b) || (a._id < b._id ? -1 : 1))
      .map((comment) => entry(comment, withheld.has(comment._id))),
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
  return {
    raw: [],
    comment: { ...comment, revisions: comment.revisions.map(bare) },
    context: await entryContext(db, item),
    assessment: assessment(item, action),
  };
}

export async function captureRecord(
  deps: Pick<WorkerDeps, 'db' | 'connectors'>,
  { item, action, account }: { item: Item; action: Action; account: Account },
): Promise<CaptureRecord> {
  if (action.removal?.reason === 'csam' || isKeptOut(item)) return withoutContent(item, action);
  const [stored] = await commentsById(deps.db, { tenantId: item.tenantId, ids: [item._id] });
  if (stored === undefined) throw new Error('The item has no comment.');
  const { moved: _moved, ...kept } = stored;
  const revisions = (await allRevisions(deps.db, item.tenantId, [stored])).get(stored._id) ?? [];
  // Stored before comments were bounded, it may be longer.
  const comment = { ...kept, revisions: boundedRevisions(revisions, MAX_REVISION_TEXT) };
  if (isBlocked(item.media)) return withoutMedia(deps.db, comment, { item, action });
  return {
    raw: await rawChanges(deps, account, comment),
    comment,
    context: await entryContext(deps.db, item),
    assessment: assessment(item, action),
  };
}

/** What stood around a comment when it was captured: its post, what it answers, and what is nearest in time. */
import { type Comment, currentRevision, publishedAt } from '../../core/inbox/comment.ts';
import { commentsById, commentsNear } from '../../core/inbox/comments.store.ts';
import { contextId, contextsById } from '../../core/inbox/contexts.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { boundedRevisions } from '../../core/inbox/revisions.ts';
import { isWithheld } from '../../core/inbox/withheld.ts';
import type { Db } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';

/** Nearest in time before and after, of those beside the item and of its answers. */
const NEIGHBOURS = 25;
/** Of a neighbour's texts, in UTF-16 units: the first and the newest stand in any case. */
const NEIGHBOUR_TEXT = 10_000;
const MAX_ANCESTORS = 10;

/** Addresses of pictures are the item's own to keep: a neighbour's may turn out to be what must not be kept. */
export const bare = ({ attachments: _attachments, ...revision }: Comment['revisions'][number]) => revision;

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
    const { author, own } = said;
    return withheld
      ? { ...place, withheld }
      : { ...place, author, own, text: revision.text, at: revision.at };
  }
  const [post] = await contextsById(db, { tenantId, ids: [contextId(accountId, postId)] });
  if (post === undefined) return null;
  const { externalId, permalink, author, own, text, at } = post;
  return { externalId, permalink, author, own, text, at };
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

export async function entryContext(db: Db, item: Item) {
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

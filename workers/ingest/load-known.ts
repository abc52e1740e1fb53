import { repliesShown } from '../../core/actions/actions.store.ts';
import { MINUTE_MS } from '../../core/deadlines/civil.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import { commentsById, ownAnswers, ownUnderPosts } from '../../core/inbox/comments.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsWaitingFor } from '../../core/inbox/item-lookups.store.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import { isTopLevel } from '../../core/inbox/thread-answers.ts';
import { commentsAbove, commentsAround, type Place } from '../../core/inbox/threads.store.ts';
import type { ClientSession, Db } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import type { BatchChange, StartedPart } from './batch.ts';
import { type MovedNeighbours, movedNeighbours } from './moved-revisions.ts';

/** A reply that this tool has sent: it answers `itemId`, whatever it hangs on. */
export interface OurReply {
  readonly tenantId: string;
  readonly accountId: string;
  readonly text: string;
  readonly itemId: string;
  readonly itemExternalId: string | null;
  /** What else its person chose that it answers. Absent: the thread's rule decides. */
  readonly alsoCloses?: readonly string[];
  /** The post that the item hangs on, or is. */
  readonly postId: string | null;
  readonly remoteId: string | null;
  readonly sentAt: Date | null;
  readonly writtenAt: Date;
}

/** How long a reply may be under way before the platform shows it: the tries, and a webhook that is late. */
export const REPLY_SHOWN_WITHIN_MS = 15 * MINUTE_MS;

/** What the store knows of everything that a part touches. */
export interface Known {
  readonly comments: readonly Comment[];
  readonly items: readonly Item[];
  /** What stands around the part's comments, where the account itself has written there. */
  readonly around: readonly Comment[];
  readonly ourReplies: readonly OurReply[];
  readonly moved: MovedNeighbours;
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

const authorsOf = (changes: readonly BatchChange[]): string[] =>
  distinct(changes.flatMap(({ change }) => ('author' in change && change.author ? [change.author.id] : [])));

/** Those that these comments of the account may be, each with the post that it stands under. */
async function ourRepliesTo(
  db: Db,
  from: { tenantId: string; accountIds: readonly string[]; changes: readonly BatchChange[]; now: Date },
  session: ClientSession,
): Promise<OurReply[]> {
  const { tenantId, accountIds, changes, now } = from;
  const remoteIds = distinct(changes.map(({ change }) => change.externalId));
  const times = changes.map(({ change }) => change.at?.getTime() ?? now.getTime());
  const since = new Date(Math.min(...times) - REPLY_SHOWN_WITHIN_MS);
  const replies = await repliesShown(db, { tenantId, accountIds, remoteIds, since }, session);
  if (replies.length === 0) return [];
  const ids = distinct(replies.map(({ itemId }) => itemId));
  const items = new Map((await itemsById(db, { tenantId, ids }, session)).map((item) => [item._id, item]));
  return replies.map(({ accountId, text, itemId, remoteId, sentAt, createdAt, alsoCloses }) => {
    const item = items.get(itemId);
    const itemExternalId = item?.externalId ?? null;
    const postId = item?.postId ?? itemExternalId;
    const chosen = alsoCloses === undefined ? {} : { alsoCloses };
    return {
      ...{
        tenantId,
        accountId,
        text: text ?? '',
        itemId,
        itemExternalId,
        postId,
        remoteId,
        sentAt,
        writtenAt: createdAt,
      },
      ...chosen,
    };
  });
}

type Standing = Place & { readonly at: number };

/** Where the changes stand, and when they were made: a comment that is known without its author may get one now. */
function placesOf(changes: readonly BatchChange[], comments: ReadonlyMap<string, Comment>, now: Date) {
  return changes.map(({ account, change, commentId: id, sentAt }): Standing => {
    const known = comments.get(id);
    const getsAuthor = known?.author === null && 'author' in change && change.author !== null;
    const at = getsAuthor ? 0 : (change.at ?? sentAt ?? now).getTime();
    const { parentId, postId } = known ?? change;
    return { accountId: account._id, parentId, postId, at };
  });
}

/** Of what the account wrote under the same posts: what hangs on an answer to one of these, not on it itself. */
async function inTheirThreads(
  db: Db,
  from: { tenantId: string; further: readonly Comment[]; parentIds: readonly string[] },
  session: ClientSession,
): Promise<Comment[]> {
  const { tenantId, further, parentIds } = from;
  const roots = new Set(parentIds);
  const deeper = further.filter((place) => !isTopLevel(place) && !roots.has(place.parentId ?? ''));
  if (deeper.length === 0) return [];
  const above = await commentsAbove(db, { tenantId, places: deeper }, session);
  const known = new Map(above.map((comment) => [comment._id, comment]));
  const hangsThere = (place: Place, levels = above.length): boolean => {
    const parent = known.get(commentId(place.accountId, place.parentId ?? ''));
    // Parents that go round in a ring must not hold us up.
    if (parent === undefined || isTopLevel(parent) || levels === 0) return false;
    return roots.has(parent.parentId ?? '') || hangsThere(parent, levels - 1);
  };
  return deeper.filter((place) => hangsThere(place));
}

const isOwn = (change: BatchChange['change'], known: Comment | undefined): boolean =>
  ('own' in change && change.own) || known?.own === true;

/** Nothing but the way up, which most comments have none of, unless the account has written after one of them. */
async function aroundThem(
  db: Db,
  from: { tenantId: string; changes: readonly BatchChange[]; comments: readonly Comment[]; now: Date },
  session: ClientSession,
): Promise<Comment[]> {
  const { tenantId, changes, now } = from;
  const comments = new Map(from.comments.map((comment) => [comment._id, comment]));
  const places = placesOf(changes, comments, now);
  const above = await commentsAbove(
    db,
    { tenantId, places: places.filter((place) => !isTopLevel(place)) },
    session,
  );
  const accountIds = distinct(changes.map(({ account }) => account._id));
  const parentIds = distinct([
    ...changes.map(({ change }) => change.externalId),
    ...[...places, ...above].flatMap(({ parentId }) => (parentId === null ? [] : [parentId])),
  ]);
  const earliest = Math.min(...places.map(({ at }) => at));
  const isLater = ({ revisions }: Comment) => (revisions[0]?.at.getTime() ?? 0) > earliest;
  const direct = (await ownAnswers(db, { tenantId, accountIds, parentIds }, session)).filter(isLater);
  const postIds = distinct(places.flatMap(({ postId }) => postId ?? []));
  const further = (await ownUnderPosts(db, { tenantId, accountIds, postIds }, session)).filter(isLater);
  const later = [...direct, ...(await inTheirThreads(db, { tenantId, further, parentIds }, session))];
  const own = places.filter((_, index) => {
    const { change, commentId: id } = changes[index] as BatchChange;
    return isOwn(change, comments.get(id));
  });
  if (later.length + own.length === 0) return above;
  const around = await commentsAround(db, { tenantId, places: [...later, ...own] }, session);
  return [...above, ...later, ...around];
}

/** Of one municipality: a batch may hold several, a read only one. */
async function knownOf(
  db: Db,
  { tenantId, changes, now }: { tenantId: string; changes: readonly BatchChange[]; now: Date },
  session: ClientSession,
): Promise<Known> {
  const fromAccount = changes.filter(({ change }) => 'own' in change && change.own);
  const ids = distinct(changes.map((change) => change.commentId));
  const accountIds = distinct(changes.map(({ account }) => account._id));
  // One after the other: a transaction's session carries one operation at a time.
  const comments = await commentsById(db, { tenantId, ids }, session);
  const moved = await movedNeighbours(db, { changes, comments }, session);
  const around = await aroundThem(db, { tenantId, changes, comments, now }, session);
  const answered = [...comments, ...around].flatMap(({ own, _id, answers = [] }) => (own ? answers : [_id]));
  const touched = await itemsById(db, { tenantId, ids: distinct([...ids, ...answered]) }, session);
  const waiting = await itemsWaitingFor(db, { tenantId, accountIds, authorIds: authorsOf(changes) }, session);
  const items = [...new Map([...waiting, ...touched].map((item) => [item._id, item])).values()];
  const ourReplies =
    fromAccount.length === 0
      ? []
      : await ourRepliesTo(db, { tenantId, accountIds, changes: fromAccount, now }, session);
  return { comments, items, around, ourReplies, moved };
}

/** As of the transaction's start. */
export async function loadKnown(deps: Pick<WorkerDeps, 'db'>, { part, session, now }: StartedPart) {
  const all: Known[] = [];
  for (const [tenantId, changes] of Map.groupBy(part.changes, ({ account }) => account.tenantId))
    all.push(await knownOf(deps.db, { tenantId, changes, now }, session));
  const known: Known = {
    comments: all.flatMap(({ comments }) => comments),
    items: all.flatMap(({ items }) => items),
    around: all.flatMap(({ around }) => around),
    ourReplies: all.flatMap(({ ourReplies }) => ourReplies),
    moved: new Map(all.flatMap(({ moved }) => [...moved])),
  };
  return { known };
}

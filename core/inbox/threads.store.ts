/** The threads that comments stand in, as far as they are known. */
import type { ClientSession, Db } from '../kernel/db.ts';
import { commentId } from '../kernel/ids.ts';
import type { Comment } from './comment.ts';
import { Comments, commentsById } from './comments.store.ts';
import { isTopLevel } from './thread-answers.ts';

/** Where something stands. */
export type Place = Pick<Comment, 'accountId' | 'parentId' | 'postId'>;

/** Deeper than any platform shows a thread. */
const LEVELS = 6;
/** More under one comment than anybody has open: the newest of them. */
const MOST = 500;

type PlaceInThread = Place & { readonly parentId: string };
const isInThread = (place: Place): place is PlaceInThread => place.parentId !== null;

/** What stands above these places: their parents, and theirs, up to the roots and a visitor's post. */
export async function commentsAbove(
  db: Db,
  { tenantId, places }: { tenantId: string; places: readonly Place[] },
  session?: ClientSession,
): Promise<Comment[]> {
  const found = new Map<string, Comment>();
  let wanted: readonly PlaceInThread[] = places.filter(isInThread);
  for (let level = 0; level < LEVELS && wanted.length > 0; level++) {
    const ids = [...new Set(wanted.map(({ accountId, parentId }) => commentId(accountId, parentId)))];
    const parents = await commentsById(db, { tenantId, ids: ids.filter((id) => !found.has(id)) }, session);
    for (const parent of parents) found.set(parent._id, parent);
    // A top-level comment hangs on the post alone, which is mostly our own.
    wanted = (parents as Place[]).filter((parent) => !isTopLevel(parent)).filter(isInThread);
  }
  return [...found.values()];
}

function rootAmong(place: PlaceInThread, above: ReadonlyMap<string, Comment>): string {
  let root = place.parentId;
  for (let level = 0; level < LEVELS; level++) {
    const comment = above.get(commentId(place.accountId, root));
    if (comment === undefined || isTopLevel(comment) || comment.parentId === null) return root;
    root = comment.parentId;
  }
  return root;
}

/** The whole threads of these places, roots included. Of a post only what stands directly under it. */
export async function commentsAround(
  db: Db,
  { tenantId, places }: { tenantId: string; places: readonly Place[] },
  session?: ClientSession,
): Promise<Comment[]> {
  const found = new Map<string, Comment>();
  for (const comment of await commentsAbove(db, { tenantId, places }, session))
    found.set(comment._id, comment);
  const inThreads = places.filter(isInThread);
  for (const [accountId, ofAccount] of Map.groupBy(inThreads, (place) => place.accountId)) {
    const posts = ofAccount.filter(isTopLevel).map(({ parentId }) => parentId);
    const threads = ofAccount.filter((place) => !isTopLevel(place));
    const roots = threads.map((place) => rootAmong(place, found));
    let frontier = [...new Set([...posts, ...roots])];
    for (let level = 0; level < LEVELS && frontier.length > 0; level++) {
      const below: Comment[] = [];
      for (const parentId of frontier)
        below.push(...(await commentsUnder(db, { tenantId, accountId, parentId }, session)));
      for (const comment of below) found.set(comment._id, comment);
      const deeper = below.filter(({ parentId }) => parentId !== null && !posts.includes(parentId));
      frontier = await parentsAmong(db, { tenantId, accountId, comments: deeper }, session);
    }
  }
  return [...found.values()];
}

function commentsUnder(
  db: Db,
  key: { tenantId: string; accountId: string; parentId: string },
  session?: ClientSession,
): Promise<Comment[]> {
  const { tenantId, accountId, parentId } = key;
  return Comments(db)
    .find({ tenantId, accountId, parentId }, null, session ? { session } : {})
    .sort({ 'revisions.0.at': -1 })
    .limit(MOST)
    .lean<Comment[]>();
}

/** Those of these comments that something hangs on. */
async function parentsAmong(
  db: Db,
  { tenantId, accountId, comments }: { tenantId: string; accountId: string; comments: readonly Comment[] },
  session?: ClientSession,
): Promise<string[]> {
  if (comments.length === 0) return [];
  const found = await Comments(db).distinct(
    'parentId',
    { tenantId, accountId, parentId: { $in: comments.map(({ externalId }) => externalId) } },
    session ? { session } : {},
  );
  return found.filter((parentId): parentId is string => parentId !== null);
}

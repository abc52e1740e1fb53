import { type ClientSession, collection, type Db } from '../kernel/db.ts';
import { commentId } from '../kernel/ids.ts';
import type { Comment } from './comment.ts';

const OWN_BY_POST = { tenantId: 1, accountId: 1, postId: 1, own: 1 } as const;

export const Comments = collection<Comment>(
  'comments',
  {
    accountId: String,
    platform: String,
    kind: String,
    externalId: String,
    parentId: String,
    postId: String,
    permalink: String,
    author: Object,
    own: Boolean,
    mentions: { type: [String], default: undefined },
    answers: { type: [String], default: undefined },
    writtenAt: Date,
    revisions: [Object],
    moved: Object,
    visibility: String,
    visibilityAt: Date,
    removedAt: Date,
    removalToldAt: Date,
    removedBy: String,
    untoldAt: Date,
    firstFetchedAt: Date,
  },
  [
    { keys: { tenantId: 1, accountId: 1, parentId: 1, 'revisions.0.at': -1 } },
    { keys: { tenantId: 1, accountId: 1, postId: 1 } },
    { keys: { tenantId: 1, accountId: 1, 'author.id': 1 }, partial: { own: false } },
    // The account's own words in a thread: few among many.
    { keys: { tenantId: 1, accountId: 1, parentId: 1, own: 1 }, partial: { own: true } },
    { keys: OWN_BY_POST, partial: { own: true } },
  ],
);

export function commentsById(
  db: Db,
  key: { tenantId: string; ids: readonly string[] },
  session?: ClientSession,
) {
  return Comments(db)
    .find({ tenantId: key.tenantId, _id: { $in: [...key.ids] } }, null, session ? { session } : {})
    .lean<Comment[]>();
}

/** The account's own answers to these comments or posts. */
export function ownAnswers(
  db: Db,
  key: { tenantId: string; accountIds: readonly string[]; parentIds: readonly string[] },
  session: ClientSession,
) {
  return Comments(db)
    .find(
      {
        tenantId: key.tenantId,
        accountId: { $in: [...key.accountIds] },
        parentId: { $in: [...key.parentIds] },
        own: true,
      },
      null,
      { session },
    )
    .lean<Comment[]>();
}

/** Everything that the account itself has written under these posts: few. */
export function ownUnderPosts(
  db: Db,
  key: { tenantId: string; accountIds: readonly string[]; postIds: readonly string[] },
  session: ClientSession,
) {
  const { tenantId, accountIds, postIds } = key;
  return Comments(db)
    .find({ tenantId, accountId: { $in: [...accountIds] }, postId: { $in: [...postIds] }, own: true }, null, {
      session,
      hint: OWN_BY_POST,
    })
    .lean<Comment[]>();
}

/** Answers to one of these comments or posts, the newest `limit` of them, newest first. */
export async function newestAnswers(
  db: Db,
  key: { tenantId: string; accountId: string; parentIds: readonly string[]; limit: number },
): Promise<Comment[]> {
  // One read per parent: each is the end of one range of the index.
  const found = await Promise.all(
    key.parentIds.map((parentId) =>
      Comments(db)
        .find({ tenantId: key.tenantId, accountId: key.accountId, parentId })
        .sort({ 'revisions.0.at': -1 })
        .limit(key.limit)
        .lean<Comment[]>(),
    ),
  );
  return found.flat();
}

/** More than a record seals of what stands beside it; what came between since must not push one out. */
const BESIDE = 500;

/** What may show this comment in its record or picture: what it answers, what answers it, what stands beside it. */
export async function idsBeside(
  db: Db,
  comment: Pick<Comment, '_id' | 'tenantId' | 'accountId' | 'externalId' | 'parentId'> & {
    readonly postId: string | null;
    readonly publishedAt: Date;
  },
): Promise<string[]> {
  const { tenantId, accountId, externalId, parentId, postId, publishedAt: at } = comment;
  const near = (parent: string) =>
    commentsNear(db, { tenantId, accountId, parentId: parent, at, each: BESIDE });
  const above = parentId ?? postId;
  const answers = await near(externalId);
  const deeper = await Promise.all(answers.map((answer) => near(answer.externalId)));
  const beside = above === null ? [] : await near(above);
  const ids = [...answers, ...deeper.flat(), ...beside].map(({ _id }) => _id);
  const parents = [parentId, postId].flatMap((id) => (id === null ? [] : [commentId(accountId, id)]));
  return [...new Set([...ids, ...parents])].filter((id) => id !== comment._id);
}

/** What stands beside each other under one parent, nearest in time: at most `each` before `at`, and `each` from it on. */
export async function commentsNear(
  db: Db,
  key: { tenantId: string; accountId: string; parentId: string; at: Date; each: number },
): Promise<Comment[]> {
  const { tenantId, accountId, parentId, at, each } = key;
  const beside = (published: object, direction: 1 | -1) =>
    Comments(db)
      .find({ tenantId, accountId, parentId, 'revisions.0.at': published })
      .sort({ 'revisions.0.at': direction, _id: direction })
      .limit(each)
      .lean<Comment[]>();
  const [before, after] = await Promise.all([beside({ $lt: at }, -1), beside({ $gte: at }, 1)]);
  return [...before, ...after];
}

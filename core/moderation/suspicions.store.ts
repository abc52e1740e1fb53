/** What already points to child sexual abuse material before anything is fetched: people's decisions and other visitors. */
import type { Comment } from '../inbox/comment.ts';
import { Comments } from '../inbox/comments.store.ts';
import { Items } from '../inbox/items.store.ts';
import { allRevisions } from '../inbox/revisions.store.ts';
import type { Db } from '../kernel/db.ts';

interface AccountKey {
  readonly tenantId: string;
  readonly accountId: string;
}

const MAX = 1000;

/** A person here has removed something of this author for that reason. */
export async function authorKnownForIt(db: Db, comment: AccountKey & { authorId: string }): Promise<boolean> {
  const { tenantId, accountId, authorId } = comment;
  const theirs = await Comments(db)
    .find({ tenantId, accountId, 'author.id': authorId, own: false }, { _id: 1 })
    .limit(MAX)
    .lean<{ _id: string }[]>();
  const found = await Items(db)
    .findOne({ tenantId, _id: { $in: theirs.map(({ _id }) => _id) }, 'removal.reason': 'csam' }, { _id: 1 })
    .lean();
  return found !== null;
}

/** What visitors have answered to this comment: among it may be a report. */
export async function answersTo(db: Db, comment: AccountKey & { externalId: string }): Promise<string[]> {
  const { tenantId, accountId, externalId } = comment;
  const answers = await Comments(db)
    .find({ tenantId, accountId, parentId: externalId, own: false }, { revisions: 1, moved: 1 })
    .limit(MAX)
    .lean<Pick<Comment, '_id' | 'revisions' | 'moved'>[]>();
  const revisions = await allRevisions(db, tenantId, answers);
  return [...revisions.values()].flatMap((of) => of.map(({ text }) => text));
}

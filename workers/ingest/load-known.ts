import { repliesWithText } from '../../core/actions/actions.store.ts';
import type { Comment } from '../../core/inbox/comment.ts';
import { commentsById, ownAnswers } from '../../core/inbox/comments.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import { itemsWaitingFor } from '../../core/inbox/item-lookups.store.ts';
import { itemsById } from '../../core/inbox/items.store.ts';
import type { ClientSession, Db } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';
import type { WorkerDeps } from '../deps.ts';
import type { BatchChange, StartedPart } from './batch.ts';

/** A reply that this tool has sent: it answers `itemId`, whatever it hangs on. */
export interface OurReply {
  readonly tenantId: string;
  readonly text: string;
  readonly itemId: string;
  readonly remoteId: string | null;
}

/** What the store knows of everything that a part touches. */
export interface Known {
  readonly comments: readonly Comment[];
  readonly items: readonly Item[];
  /** The accounts' own answers to the part's comments. */
  readonly answers: readonly Comment[];
  readonly ourReplies: readonly OurReply[];
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

const authorsOf = (changes: readonly BatchChange[]): string[] =>
  distinct(changes.flatMap(({ change }) => ('author' in change && change.author ? [change.author.id] : [])));

/** Of one municipality: a batch may hold several, a read only one. */
async function knownOf(
  db: Db,
  { tenantId, changes }: { tenantId: string; changes: readonly BatchChange[] },
  session: ClientSession,
): Promise<Known> {
  const fromAccount = changes.filter(({ change }) => 'own' in change && change.own);
  const ids = distinct(changes.map((change) => change.commentId));
  const parents = fromAccount.flatMap(({ account, change }) =>
    change.parentId === null ? [] : [commentId(account._id, change.parentId)],
  );
  const accountIds = distinct(changes.map(({ account }) => account._id));
  const texts = distinct(fromAccount.flatMap(({ change }) => ('text' in change ? [change.text] : [])));
  // One after the other: a transaction's session carries one operation at a time.
  const comments = await commentsById(db, { tenantId, ids }, session);
  const touched = await itemsById(db, { tenantId, ids: distinct([...ids, ...parents]) }, session);
  const waiting = await itemsWaitingFor(db, { tenantId, accountIds, authorIds: authorsOf(changes) }, session);
  const items = [...new Map([...waiting, ...touched].map((item) => [item._id, item])).values()];
  const parentIds = distinct(changes.map(({ change }) => change.externalId));
  const answers = await ownAnswers(db, { tenantId, accountIds, parentIds }, session);
  const replies =
    texts.length === 0 ? [] : await repliesWithText(db, { tenantId, accountIds, texts }, session);
  const ourReplies = replies.map(({ text, itemId, remoteId }) => ({
    tenantId,
    text: text ?? '',
    itemId,
    remoteId,
  }));
  return { comments, items, answers, ourReplies };
}

/** As of the transaction's start. */
export async function loadKnown(deps: Pick<WorkerDeps, 'db'>, { part, session }: StartedPart) {
  const all: Known[] = [];
  for (const [tenantId, changes] of Map.groupBy(part.changes, ({ account }) => account.tenantId))
    all.push(await knownOf(deps.db, { tenantId, changes }, session));
  const known: Known = {
    comments: all.flatMap(({ comments }) => comments),
    items: all.flatMap(({ items }) => items),
    answers: all.flatMap(({ answers }) => answers),
    ourReplies: all.flatMap(({ ourReplies }) => ourReplies),
  };
  return { known };
}

import type { InboxWrite } from '../../core/inbox/change-item.store.ts';
import { commentsById } from '../../core/inbox/comments.store.ts';
import {
  CONTEXT_ROWS,
  type Context,
  type ContextKey,
  contextId,
  contextsById,
  newContext,
} from '../../core/inbox/contexts.store.ts';
import type { Item } from '../../core/inbox/item.ts';
import type { ClientSession, Db } from '../../core/kernel/db.ts';
import { commentId } from '../../core/kernel/ids.ts';
import { requestRows } from '../../core/kernel/job-rows.ts';
import type { WorkerDeps } from '../deps.ts';
import type { StartedPart } from './batch.ts';

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** The posts and comments that new items hang on. */
function nodesOf(items: readonly Item[]): ContextKey[] {
  return items.flatMap(({ tenantId, accountId, postId, parentId }) =>
    distinct([postId, parentId].filter((id): id is string => id !== null)).map((externalId) => ({
      tenantId,
      accountId,
      externalId,
    })),
  );
}

const commentOf = ({ accountId, externalId }: ContextKey): string => commentId(accountId, externalId);
const rowOf = ({ accountId, externalId }: ContextKey): string => contextId(accountId, externalId);

/** Which of the nodes we have as comments of our own, and which have a row already. */
async function lookUp(db: Db, nodes: readonly ContextKey[], session: ClientSession) {
  const comments = new Set<string>();
  const rows = new Map<string, Context>();
  for (const [tenantId, ofTenant] of Map.groupBy(nodes, (node) => node.tenantId)) {
    const commentIds = distinct(ofTenant.map(commentOf));
    for (const { _id } of await commentsById(db, { tenantId, ids: commentIds }, session)) comments.add(_id);
    const rowIds = distinct(ofTenant.map(rowOf));
    for (const row of await contextsById(db, { tenantId, ids: rowIds }, session)) rows.set(row._id, row);
  }
  return { comments, rows };
}

/** New items hang on posts and comments that may have to be fetched; what is known already is not asked for. */
export async function askForContext(
  deps: Pick<WorkerDeps, 'db'>,
  { write, session, now }: StartedPart & { readonly write: InboxWrite },
) {
  const added = write.items.filter(({ before }) => before === null).map(({ after }) => after);
  const nodes = nodesOf(added);
  const { comments, rows } = await lookUp(deps.db, nodes, session);
  for (const { after } of write.comments) if (after.revisions.length > 0) comments.add(after._id);
  const unknown = nodes.filter((node) => !comments.has(commentOf(node)) && !rows.has(rowOf(node)));
  const wanted = [...new Map(unknown.map((node) => [rowOf(node), node])).values()];
  const settle = (item: Item): Item => {
    if (item.postId === null || item.context !== 'pending') return item;
    const row = rows.get(contextId(item.accountId, item.postId));
    if (comments.has(commentId(item.accountId, item.postId)) || row?.state === 'fetched')
      return { ...item, context: 'fetched' };
    return row?.state === 'failed' ? { ...item, context: 'failed', contextCause: row.cause } : item;
  };
  const items = write.items.map((entry) =>
    entry.before === null ? { before: null, after: settle(entry.after) } : entry,
  );
  const request = { rows: wanted.map(newContext), session, now };
  const contexts = await requestRows(deps.db, CONTEXT_ROWS, request);
  return { write: { ...write, items }, contexts };
}

/**
 * What stands under the account's posts (platforms.md 2.3). Instagram tells of no removal and no hide, so this list alone
 * shows them. Comments on ads are on none: of a post with such, nothing counts as vanished.
 */
import type { AccountAccess } from '../../core/actions/connector.ts';
import { createList, type ListedComment, publishedAt } from '../shared/meta/listing.ts';
import { findInPages, pageOf } from '../shared/meta/pages.ts';
import { idOf, isRecord, type Json } from '../shared/read.ts';
import { graph } from './graph.ts';
import { COUNTS, isWhole } from './media.ts';
import { isOwnReply } from './thread.ts';

const COMMENT = 'id,text,timestamp,username,from{id,username},hidden,parent_id';
const MAX_REPLY_PAGES = 50;

export const list = createList({
  graph,
  posts: ({ externalId }) => ({
    method: 'GET',
    path: [externalId, 'media'],
    query: { fields: `id,timestamp,media_product_type,${COUNTS}`, limit: '25' },
  }),
  post: (_access, entry) => {
    const id = idOf(entry.id);
    return id === null
      ? null
      : {
          ...{ id, at: publishedAt(entry), sure: isWhole(entry), changes: [], ids: [] },
          empty: isWhole(entry) && entry.comments_count === 0,
        };
  },
  comments: (postId) => ({
    method: 'GET',
    path: [postId, 'comments'],
    query: { fields: `${COMMENT},replies.limit(50){${COMMENT}}`, limit: '50' },
  }),
  comment: listed,
  isEmpty: () => false,
  body: ({ externalId }, changes) => ({
    object: 'instagram',
    fetched: true,
    entry: [{ id: externalId, changes }],
  }),
});

async function listed(access: AccountAccess, entry: Json, postId: string): Promise<ListedComment> {
  const { replies, ...comment } = entry;
  const id = idOf(comment.id);
  if (id === null) return { ids: [], changes: [], whole: true, byCitizen: false };
  const under = await repliesOf(access, id, replies);
  const all: Json[] = [comment, ...under.replies.map((reply) => ({ parent_id: id, ...reply }))];
  return {
    ids: all.flatMap(({ id: found }) => idOf(found) ?? []),
    changes: all.flatMap((found) => changesOf(found, postId)),
    whole: under.whole,
    byCitizen: all.some((found) => !isOwnReply(found, access.externalId)),
  };
}

/** The first fifty come with their comment; what is beyond has a list of its own. */
async function repliesOf(access: AccountAccess, commentId: string, embedded: unknown) {
  const first = isRecord(embedded) && Array.isArray(embedded.data) ? embedded.data.filter(isRecord) : [];
  const paging = isRecord(embedded) && isRecord(embedded.paging) ? embedded.paging : {};
  if (paging.next === undefined) return { replies: first, whole: true };
  const replies: Json[] = [];
  const query = { fields: COMMENT, limit: '50' };
  const walked = await findInPages(
    (after) => pageOf(graph, access, { method: 'GET', path: [commentId, 'replies'], query, after }),
    () => false,
    { maxPages: MAX_REPLY_PAGES, see: ({ entries }) => void replies.push(...entries) },
  );
  return { replies: replies.length > 0 ? replies : first, whole: walked.kind === 'end' };
}

/** As the webhook would have told it; `verb` is our word (comments.ts). */
function changesOf({ hidden, ...comment }: Json, postId: string): unknown[] {
  const value = { ...comment, media: { id: postId } };
  const added = { field: 'comments', value };
  if (hidden !== true) return [added];
  const { id, parent_id: parentId, media } = value as Json;
  return [added, { field: 'comments', value: { id, parent_id: parentId, media, verb: 'hide' } }];
}
